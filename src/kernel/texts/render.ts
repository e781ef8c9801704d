import type { Phrases } from './phrase.ts';

/** What the renderers say of their own accord: that something did not fit, and where the rest is. */
export const render = {
  firstRows: {
    en: 'Showing the first {{shown}} of {{total}} rows.',
    zh: '仅显示前 {{shown}} 行，共 {{total}} 行。',
  },
  firstColumns: {
    en: 'Showing the first {{shown}} of {{total}} columns.',
    zh: '仅显示前 {{shown}} 列，共 {{total}} 列。',
  },
  firstOptions: {
    en: 'Showing the first {{shown}} of {{total}} choices.',
    zh: '仅显示前 {{shown}} 个选项，共 {{total}} 个。',
  },
  noRows: { en: 'Nothing to list.', zh: '没有数据。' },
  others: { en: 'Others', zh: '其他' },
  yes: { en: 'Yes', zh: '是' },
  cut: {
    en: 'This answer is longer than one message can be; part of it is not shown.',
    zh: '内容超出单条消息的长度上限，部分内容未显示。',
  },
} satisfies Phrases;

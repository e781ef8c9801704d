import type { Phrases } from './phrase.ts';

/** Lists delivered as files. */
export const listFiles = {
  begins: {
    en: 'The list is being read; the file comes below this message, or in our chat.',
    zh: '正在读取，文件将发送到本消息下方或与我的聊天中。',
  },
  done: {
    en: 'The file is ready: below this message, or in our chat.',
    zh: '文件已就绪，请在本消息下方或与我的聊天中查看。',
  },
  sentence: {
    en: {
      one: '{{title}}: {{rows}} row, {{total}} in all.',
      other: '{{title}}: {{rows}} rows, {{total}} in all.',
    },
    zh: '{{title}}：共 {{rows}} 条，合计 {{total}}。',
  },
  empty: { en: 'There is nothing in this list, so there is no file.', zh: '清单为空，未生成文件。' },
  failed: { en: 'The file could not be made: {{why}}', zh: '未能生成文件：{{why}}' },
  again: { en: 'Try again', zh: '重试' },
  rows: { en: 'Rows', zh: '行数' },
  times: { en: 'Times in the file are in UTC+8.', zh: '文件中的时间为北京时间。' },
  file: { en: 'File', zh: '文件名' },
} satisfies Phrases;

import type { Phrases } from './phrase.ts';

/** The small print under every figure. */
export const provenance = {
  source: { en: 'Source: {{source}}', zh: '数据来源：{{source}}' },
  asOf: { en: 'As of ', zh: '截至 ' },
  directory: { en: 'customer directory', zh: '客户目录' },
} satisfies Phrases;

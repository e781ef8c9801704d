import type { Phrases } from './phrase.ts';

export const common = {
  listSeparator: { en: ', ', zh: '、' },
} satisfies Phrases;

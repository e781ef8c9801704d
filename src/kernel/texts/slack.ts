import type { Phrases } from './phrase.ts';

export const slack = {
  formWaits: {
    en: 'A few details are missing. The form did not open in time; this button opens it.',
    zh: '还需要补充一些信息。表单未能及时打开，请点击按钮打开。',
  },
  openForm: { en: 'Open the form', zh: '打开表单' },
} satisfies Phrases;

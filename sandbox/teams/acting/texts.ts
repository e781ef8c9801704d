/** What Teams says by itself, in the person's language. */

const english = {
  trouble: 'Something went wrong. Please try again.',
  required: 'This field is required.',
  cannotShow: 'This card could not be shown.',
};

const chinese: typeof english = {
  trouble: '出现问题，请重试。',
  required: '此字段为必填项。',
  cannotShow: '无法显示此卡片。',
};

export const appTexts = (locale: string | undefined): typeof english =>
  locale?.startsWith('zh') ? chinese : english;

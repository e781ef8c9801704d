import type { Sentences } from './filling.ts';

/** What the chat app says by itself, in the person's language. */
export interface AppTexts extends Sentences {
  readonly commandFailed: (command: string, error: string) => string;
  readonly trouble: string;
}

const english: AppTexts = {
  required: 'Please complete this required field.',
  tooShort: (least) => `Please enter at least ${least} characters.`,
  tooLong: (most) => `Please enter at most ${most} characters.`,
  number: 'Please enter a number.',
  email: 'Please enter an e-mail address.',
  url: 'Please enter a web address.',
  commandFailed: (command, error) => `${command} failed with the error “${error}”.`,
  trouble: 'We had some trouble connecting. Try again?',
};

const chinese: AppTexts = {
  required: '请填写此必填项。',
  tooShort: (least) => `请至少输入 ${least} 个字符。`,
  tooLong: (most) => `最多可输入 ${most} 个字符。`,
  number: '请输入数字。',
  email: '请输入电子邮箱地址。',
  url: '请输入网址。',
  commandFailed: (command, error) => `${command} 执行失败，错误为“${error}”。`,
  trouble: '连接出现问题，请重试。',
};

export const appTexts = (locale: string | undefined): AppTexts =>
  locale?.startsWith('zh') ? chinese : english;

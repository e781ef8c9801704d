import type { Phrases } from './phrase.ts';

/** What stands against linking two accounts: a part of the problems. */
export const linkProblems = {
  linkCodeUnknown: {
    en: 'This code is not known, was used, or is more than {{minutes}} minutes old. Type `/hw link` in the other app for a new one.',
    zh: '关联码无效、已使用或已超过 {{minutes}} 分钟。请在另一个应用中输入 `/hw link` 获取新的关联码。',
  },
  linkTooManyTries: {
    en: 'Too many codes were tried. Please wait {{minutes}} minutes.',
    zh: '尝试次数过多，请 {{minutes}} 分钟后再试。',
  },
  linkTooOften: {
    en: 'You have asked for many codes. Please wait up to {{minutes}} minutes.',
    zh: '获取关联码过于频繁，请最多等待 {{minutes}} 分钟。',
  },
  linkSameApp: {
    en: 'The code was made in this app and has to be typed in the other one. It is used up now: type `/hw link` here for a new one.',
    zh: '该关联码由本应用生成，须在另一个应用中输入。此码现已作废，请在此输入 `/hw link` 重新获取。',
  },
  linkTaken: {
    en: 'One of the two accounts is linked already. Remove that link first with `/hw link remove`.',
    zh: '其中一个账号已有关联，请先用 `/hw link remove` 解除。',
  },
  linkListed: {
    en: 'The policy already says which account one of the two has in the other app. Ask your admin if that is wrong.',
    zh: '权限配置中已登记其中一个账号在另一应用中的对应账号。如有误，请联系管理员。',
  },
  linkNotYours: {
    en: 'This can be answered from the two accounts it is about, one after the other.',
    zh: '只有所涉及的两个账号本人可依次确认。',
  },
  linkGone: {
    en: 'This is no longer open: it was answered, a newer one took its place, or its time is over. Type `/hw link` to begin again.',
    zh: '该关联请求已失效：已处理、已被新的请求替代或已超时。请输入 `/hw link` 重新开始。',
  },
  linkOwnFree: {
    en: 'One of these accounts is yours. Another admin has to separate them.',
    zh: '其中一个是您本人的账号，须由其他管理员拆分。',
  },
} satisfies Phrases;

import type { Phrases } from './phrase.ts';

/** One sentence per problem code: what happened, and what to do about it. */
export const problems = {
  unknownPerson: {
    en: 'I do not know you yet. Please ask {{admins}} to add you to the policy file of this bot.',
    zh: '我还不认识您。请联系 {{admins}}，把您加入本机器人的策略文件。',
  },
  notPermitted: {
    en: 'Your role does not include “{{what}}”. {{admins}} can change that in the policy file.',
    zh: '您的角色不包含“{{what}}”权限。{{admins}} 可以在策略文件中调整。',
  },
  internal: {
    en: 'Something went wrong on my side, and nothing was changed. It is logged under {{reference}}; please try again.',
    zh: '机器人内部出错，未做任何更改。日志编号 {{reference}}，请重试。',
  },
} satisfies Phrases;

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
  ledgerUnavailable: {
    en: 'My database does not answer right now, and nothing was changed. Please try again in a minute.',
    zh: '数据库暂时无响应，未做任何更改。请一分钟后重试。',
  },
  databaseAway: {
    en: 'No PostgreSQL answers at {{server}}. Start it, or correct DATABASE_URL; without DATABASE_URL the bot runs its own.',
    zh: '{{server}} 上没有 PostgreSQL 响应。请启动数据库或更正 DATABASE_URL；不设置 DATABASE_URL 时机器人会自行运行数据库。',
  },
  databaseRefused: {
    en: 'PostgreSQL at {{server}} refuses the bot: {{reason}}. Check user, password, database name and rights in DATABASE_URL.',
    zh: '{{server}} 上的 PostgreSQL 拒绝了机器人：{{reason}}。请检查 DATABASE_URL 中的用户、密码、数据库名和权限。',
  },
  databaseNotStarted: {
    en: 'The built-in PostgreSQL in {{folder}} did not start: {{reason}} Repair the cause, or set DATABASE_URL to a PostgreSQL of your own.',
    zh: '{{folder}} 中的内置 PostgreSQL 未能启动：{{reason}} 请排除原因，或将 DATABASE_URL 指向您自己的 PostgreSQL。',
  },
} satisfies Phrases;

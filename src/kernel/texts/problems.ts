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

  // A command line
  unknownCommand: {
    en: 'I have no command “{{typed}}”.',
    zh: '没有“{{typed}}”这个命令。',
  },
  unknownOption: {
    en: '“{{command}}” has no option “--{{option}}”. Use “help {{command}}” to see what it takes.',
    zh: '“{{command}}”没有选项“--{{option}}”。输入“help {{command}}”查看可用的选项。',
  },
  unknownOptionNear: {
    en: '“{{command}}” has no option “--{{option}}”. Did you mean “--{{near}}”?',
    zh: '“{{command}}”没有选项“--{{option}}”，您是不是想输入“--{{near}}”？',
  },
  extraWord: {
    en: 'I do not know what to do with “{{word}}” in “{{command}}”. Please leave it out, or put a name of several words in quotes.',
    zh: '“{{command}}”中的“{{word}}”无法识别。请去掉它；如果名称中含空格，请加引号。',
  },
  notOnThisSite: {
    en: '“{{command}}” does not exist on this site ({{site}}).',
    zh: '本站点（{{site}}）没有“{{command}}”。',
  },
  argumentMissing: {
    en: 'Please give “{{label}}”.',
    zh: '请填写“{{label}}”。',
  },
  choiceUnknown: {
    en: '“{{typed}}” is not one of: {{options}}.',
    zh: '“{{typed}}”不在可选范围内，请从以下选项中选择：{{options}}。',
  },
  pairUnreadable: {
    en: '“{{typed}}” is not of the form key=value.',
    zh: '“{{typed}}”不是“参数名=值”的格式。',
  },
  monthUnreadable: {
    en: '“{{typed}}” is not a month I can read. Please write it as 2026-10, “last” or “this”.',
    zh: '无法识别账期“{{typed}}”。请输入如 2026-10、上月或本月。',
  },
  monthInFuture: {
    en: '{{month}} has not begun yet: the current bill cycle is {{current}} (UTC+8).',
    zh: '账期 {{month}} 尚未开始，当前账期为 {{current}}（北京时间）。',
  },
  monthTooOld: {
    en: '{{month}} is too long ago: the platform keeps bills for 18 months, back to {{oldest}}.',
    zh: '账期 {{month}} 过早：平台只保留近 18 个月的账单，最早可查 {{oldest}}。',
  },
  customerNotFound: {
    en: 'I found no customer “{{typed}}” among yours. Please give the customer ID, the account name or the company name.',
    zh: '在您的客户中没有找到“{{typed}}”。请提供客户ID、账号名或企业名称。',
  },
  customerAmbiguous: {
    en: 'Several customers match “{{typed}}”. Please choose one.',
    zh: '有多个客户与“{{typed}}”匹配，请选择一个。',
  },

  // A run
  tooSlow: {
    en: 'The answer took longer than {{seconds}} seconds, so I stopped waiting. Nothing was changed; please try again.',
    zh: '等待超过 {{seconds}} 秒仍无结果，已停止等待。未做任何更改，请重试。',
  },
  actionGone: {
    en: 'This button no longer does anything.',
    zh: '该按钮已失效。',
  },

  // Any operation
  operationUnknown: {
    en: 'This site has no operation “{{name}}”.',
    zh: '本站点没有名为“{{name}}”的接口。',
  },
  operationWrites: {
    en: '“{{name}}” changes something, and this command only reads. Money and changes go through their own commands, with approval.',
    zh: '“{{name}}”会修改数据，本命令只支持查询。资金及变更操作请使用对应的命令，并经过审批。',
  },
  operationLacks: {
    en: '“{{name}}” also needs: {{params}}.',
    zh: '“{{name}}”还需要以下参数：{{params}}。',
  },
  requestUnsure: {
    en: 'I could not note your request down in time. If no answer comes within a minute, please send it again.',
    zh: '未能及时登记您的请求。如果一分钟内没有答复，请重新发送。',
  },
  doorNotReady: {
    en: 'I have just started and do not reach Slack yet; nothing was done. Please try again in a minute.',
    zh: '我刚刚启动，暂时连接不上 Slack，未做任何操作。请一分钟后重试。',
  },
  foreignWorkspace: {
    en: 'I work only for people of the workspace I was installed in. Nothing was done.',
    zh: '我只为安装了我的工作区的成员服务，未做任何操作。',
  },
  buttonUnknown: {
    en: 'I do not understand this button any more; it may come from an older version of me. Type `/hw` for the menu.',
    zh: '我无法识别这个按钮，它可能来自旧版本。请输入 `/hw` 打开菜单。',
  },
  formExpired: {
    en: 'This form is no longer valid, so nothing was sent. Please close it and type the command again.',
    zh: '此表单已失效，内容未提交。请关闭后重新输入命令。',
  },
  lineTooLong: {
    en: 'That is too long for one command ({{max}} characters at most). Nothing was done.',
    zh: '命令过长（最多 {{max}} 个字符），未做任何操作。',
  },
  chatUnavailable: {
    en: 'Slack does not take messages right now. I will try again; please wait a moment.',
    zh: 'Slack 暂时无法接收消息。我会重试，请稍候。',
  },
  chatRefused: {
    en: 'Slack refused the message ({{reason}}). Please tell an admin of this bot.',
    zh: 'Slack 拒绝了这条消息（{{reason}}）。请联系本机器人的管理员。',
  },
} satisfies Phrases;

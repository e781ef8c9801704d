import { linkProblems } from './link-problems.ts';
import { moneyProblems } from './money-problems.ts';
import type { Phrases } from './phrase.ts';

/** One sentence per problem code: what happened, and what to do about it. */
export const problems = {
  ...linkProblems,
  ...moneyProblems,
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
  helpNothing: {
    en: 'I found no command about “{{about}}”.',
    zh: '没有找到与“{{about}}”相关的命令。',
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
    en: 'Please fill this in.',
    zh: '请填写此项。',
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
  dayOrMonthUnreadable: {
    en: 'I cannot read “{{typed}}” as a day or a month. Write 2026-10-15, 2026-10 or last.',
    zh: '无法将“{{typed}}”识别为日期或月份。请写成 2026-10-15、2026-10 或“上月”。',
  },
  statementTooOld: {
    en: 'The platform keeps account statements for twelve months, back to {{oldest}}. For anything older please ask your ecosystem manager.',
    zh: '平台仅保留12个月的收支明细（最早 {{oldest}}）。更早的记录请联系您的生态经理。',
  },
  dayUnreadable: {
    en: '“{{typed}}” is not a day I can read. Please write it as 2026-11-23, “today” or “yesterday”.',
    zh: '无法识别日期“{{typed}}”。请输入如 2026-11-23、今天或昨天。',
  },
  dayNotPast: {
    en: '{{day}} is not a day of the last twelve months: the platform keeps its account statement for so long, and tomorrow is not known yet.',
    zh: '{{day}} 不在最近 12 个月内。平台只保留 12 个月的收支明细，且日期不能晚于今天。',
  },
  remittanceUnknown: {
    en: 'I know no remittance “{{typed}}”. Its code stands on its card, like RM-7K2M-4QXA; “/hw remit list” shows all of yours.',
    zh: '未找到汇款“{{typed}}”。编号见汇款卡片（如 RM-7K2M-4QXA），也可使用“/hw remit list”查看。',
  },
  remittanceOfAnother: {
    en: 'This remittance was announced by somebody else. Only they and finance can change it.',
    zh: '该汇款由他人登记，仅登记人和财务可以操作。',
  },
  daysUnreadable: {
    en: '“{{typed}}” is not a number of days from 1 to {{most}}. Please write it as 7d.',
    zh: '“{{typed}}”不是 1 到 {{most}} 之间的天数，请输入如 7天。',
  },
  daysReversed: {
    en: '{{from}} is after {{to}}. Please give the earlier day first.',
    zh: '开始日期 {{from}} 晚于结束日期 {{to}}，请调整。',
  },
  customerNotFound: {
    en: 'I found no customer “{{typed}}” among yours. Please give the customer ID, the account name or the company name.',
    zh: '在您的客户中没有找到“{{typed}}”。请提供客户ID、账号名或企业名称。',
  },
  customersNotFound: {
    en: 'I found none of these customers among yours: {{typed}}. Please give customer IDs, account names or company names.',
    zh: '在您的客户中没有找到：{{typed}}。请提供客户ID、账号名或企业名称。',
  },
  customersAmbiguous: {
    en: 'Each of these names fits several customers: {{typed}}. Please give the account name or the customer ID.',
    zh: '以下名称各有多个匹配的客户：{{typed}}。请改用账号名或客户ID。',
  },
  amountUnreadable: {
    en: '“{{typed}}” is not an amount I can read. Please write yuan as 1000 or 1,000.50.',
    zh: '无法识别金额“{{typed}}”。请以元为单位输入，如 1000 或 1,000.50。',
  },
  textTooShort: {
    en: 'Please write at least {{least}} characters.',
    zh: '请至少输入 {{least}} 个字符。',
  },
  textTooLong: {
    en: 'This has {{count}} characters; at most {{most}} fit. Please say it shorter.',
    zh: '已输入 {{count}} 个字符，最多 {{most}} 个，请精简。',
  },
  serviceUnreadable: {
    en: '“{{typed}}” is not the code of a cloud service. Codes look like hws.service.type.ec2; `/hw api ListServiceTypes` lists them.',
    zh: '“{{typed}}”不是云服务类型编码。编码形如 hws.service.type.ec2，可用 `/hw api ListServiceTypes` 查看。',
  },
  tooManyServices: {
    en: 'These are {{count}} services; a coupon takes at most {{most}}.',
    zh: '共选择 {{count}} 个云服务，一张券最多限定 {{most}} 个。',
  },
  fileUnreadable: {
    en: 'I cannot read this file. Please save the list as CSV (UTF-8) and try again.',
    zh: '无法读取该文件。请将名单另存为 CSV（UTF-8）后重试。',
  },
  fileEmpty: {
    en: 'This file names no customer. They are looked for in the column “customer” or “客户”, else in the first one.',
    zh: '文件中没有客户。请将客户放在“客户”或“customer”列，或放在第一列。',
  },
  fileTooBig: {
    en: 'This file is too big. A list of customers has at most {{most}} kB.',
    zh: '文件过大，客户名单不能超过 {{most}} kB。',
  },
  fileUnreachable: {
    en: 'I could not fetch the file from the chat app. Please send the form again, or paste the list instead.',
    zh: '暂时无法从聊天应用获取该文件。请重新提交，或直接粘贴名单。',
  },
  auditAboutUnknown: {
    en: '“{{typed}}” is no receipt code, no day and no customer I know. Try PD-7K2M-4QXA, @somebody, 2026-11-23 or a customer’s name.',
    zh: '“{{typed}}”不是回执编号、日期或已知客户。请输入如 PD-7K2M-4QXA、@某人、2026-11-23 或客户名称。',
  },
  personUnreadable: {
    en: 'I do not know whom you mean by “{{typed}}”. Please pick the person from the list that opens when you type @.',
    zh: '无法识别“{{typed}}”。请输入 @ 后从列表中选择该成员。',
  },
  pageUnreadable: {
    en: '“{{typed}}” is no page. Pages are counted from 1.',
    zh: '“{{typed}}”不是有效页码，页码从 1 开始。',
  },
  customerAmbiguous: {
    en: 'Several customers match “{{typed}}”. Please choose one.',
    zh: '有多个客户与“{{typed}}”匹配，请选择一个。',
  },

  oneFileFormat: {
    en: 'One export makes one file. Please choose --csv or --xlsx.',
    zh: '每次导出只生成一种文件，请在 --csv 和 --xlsx 中选择一种。',
  },

  exportOfAnother: {
    en: 'This export belongs to somebody else. Only they or an admin can stop it or try it again.',
    zh: '这是他人发起的导出，只有发起人或管理员可以取消或重试。',
  },

  // What the policy says about money
  actionNotInPolicy: {
    en: 'The policy file has no rule for “$t(policy.{{what}})”, so it may not be done at all. An admin can add one.',
    zh: '策略文件中没有“$t(policy.{{what}})”的审批规则，因此不允许执行。请联系管理员补充。',
  },
  aboveHighestTier: {
    en: 'That is {{total}} yuan in one request; the policy file allows {{most}} at most. Please ask for less.',
    zh: '本次申请共 {{total}} 元，超过策略文件允许的单次上限 {{most}} 元，请减少金额。',
  },
  aboveDayLimit: {
    en: 'That would be {{dayTotal}} yuan asked for by you today; the policy file allows {{most}} per person and day. Please go on tomorrow, or ask a colleague.',
    zh: '您今天的申请将累计达到 {{dayTotal}} 元，超过策略文件允许的每人每日上限 {{most}} 元。请明天再申请，或由同事申请。',
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
    en: 'I could not record your request in time. If no answer comes within a minute, please send it again.',
    zh: '未能及时登记您的请求。如果一分钟内没有答复，请重新发送。',
  },
  doorNotReady: {
    en: 'I have just started and cannot reach Slack yet; nothing was done. Please try again in a minute.',
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
    en: 'The chat app does not take messages right now. I will try again; please wait a moment.',
    zh: '聊天应用暂时无法接收消息。我会重试，请稍候。',
  },
  chatRefused: {
    en: 'The chat app refused the message ({{reason}}). Please tell an admin of this bot.',
    zh: '聊天应用拒绝了这条消息（{{reason}}）。请联系本机器人的管理员。',
  },
  noMachineToken: {
    en: 'Azure gives me no token of the managed identity for Teams ({{reason}}). Please ask an admin to check that the identity is assigned to the machine I run on, and that its client id is the one in my settings.',
    zh: 'Azure 未向我签发 Teams 托管标识的令牌（{{reason}}）。请管理员检查：该托管标识是否已分配给机器人所在的主机，且设置中的客户端 ID 是否正确。',
  },

  // The partner platform
  platformRefusedBecause: {
    en: 'The partner platform refused {{operation}}: $t(wire.{{wire}}). (code {{code}})',
    zh: '伙伴平台拒绝了 {{operation}}：$t(wire.{{wire}})。（错误码 {{code}}）',
  },
  platformRefused: {
    en: 'The partner platform refused {{operation}} with the code {{code}}. The request is in the log; an admin can ask Huawei Cloud support about the code.',
    zh: '伙伴平台拒绝了 {{operation}}，错误码 {{code}}。请求已记入日志，管理员可凭错误码咨询华为云客服。',
  },
  platformCredentials: {
    en: 'The partner platform does not accept the credentials I sign with ({{code}}). Please ask an admin to check the access key of this bot.',
    zh: '伙伴平台不接受机器人的访问凭证（{{code}}）。请管理员检查机器人的访问密钥（AK/SK）。',
  },
  platformForbidden: {
    en: 'My account at the partner platform may not call {{operation}} ({{code}}). An admin of the partner can grant it to the operator in Partner Center.',
    zh: '机器人使用的账号无权调用 {{operation}}（{{code}}）。请伙伴管理员在伙伴中心为操作员授予该权限。',
  },
  platformForbiddenItem: {
    en: 'My account at the partner platform may not call {{operation}} ({{code}}). An admin of the partner can grant the operator one of these permission items in Partner Center: {{items}}.',
    zh: '机器人使用的账号无权调用 {{operation}}（{{code}}）。请伙伴管理员在伙伴中心为操作员授予以下任一权限项：{{items}}。',
  },
  platformOtherSite: {
    en: 'This customer belongs to the other site (China and international accounts are separate), so it cannot be reached from here.',
    zh: '该客户属于另一站点（中国站与国际站账号互不相通），无法在此查询。',
  },
  platformNoSuchApi: {
    en: 'The address {{host}} does not know {{operation}}. Please ask an admin to check the endpoint and the site in the settings.',
    zh: '地址 {{host}} 上没有 {{operation}} 接口。请管理员检查配置中的终端节点和站点。',
  },
  platformBusy: {
    en: 'The partner platform is limiting our calls to {{operation}} at the moment. Please try again in a minute.',
    zh: '伙伴平台正在对 {{operation}} 限流，请一分钟后重试。',
  },
  platformDown: {
    en: 'The partner platform has an internal error at {{operation}} ({{code}}). Nothing was changed; please try again in a few minutes.',
    zh: '伙伴平台处理 {{operation}} 时内部出错（{{code}}）。未做任何更改，请几分钟后重试。',
  },
  platformTimeout: {
    en: 'The partner platform did not answer {{operation}} within {{seconds}} seconds. Nothing was changed; please try again in a few minutes.',
    zh: '伙伴平台在 {{seconds}} 秒内没有答复 {{operation}}。未做任何更改，请几分钟后重试。',
  },
  platformUnreachable: {
    en: 'I cannot connect to the partner platform at {{host}}. Nothing was changed; please try again in a few minutes.',
    zh: '无法连接伙伴平台 {{host}}。未做任何更改，请几分钟后重试。',
  },
  platformConnectionLost: {
    en: 'The connection to the partner platform broke during {{operation}}. Nothing was changed; please try again.',
    zh: '调用 {{operation}} 时与伙伴平台的连接中断。未做任何更改，请重试。',
  },
  platformUnreadable: {
    en: 'The partner platform answered {{operation}} with something I cannot read ({{what}}), so I show nothing rather than something wrong. Please try again; if it stays, tell an admin.',
    zh: '无法读取伙伴平台对 {{operation}} 的答复（{{what}}）。为避免显示错误数据，此次不予展示。请重试；如仍出现，请联系管理员。',
  },
  platformTooLarge: {
    en: 'The answer to {{operation}} is larger than {{megabytes}} MB. Please ask for less at once.',
    zh: '{{operation}} 的答复超过 {{megabytes}} MB，请缩小查询范围。',
  },
  platformUnit: {
    en: 'The partner platform gave the amounts of {{operation}} in a unit I do not know (measure {{measure}}), so I do not show them. Please tell an admin.',
    zh: '伙伴平台返回的 {{operation}} 金额单位未知（单位标识 {{measure}}），因此不予显示。请联系管理员。',
  },
  outcomeUnknown: {
    en: 'The partner platform gave no clear answer to {{operation}}, so it may or may not have been done. Please look before asking again.',
    zh: '伙伴平台没有明确答复 {{operation}}，操作可能已执行，也可能未执行。请先核实，再决定是否重试。',
  },
  stopped: {
    en: 'Stopped before it was finished. Nothing was changed.',
    zh: '已在完成前停止，未做任何更改。',
  },
  operationTakesFile: {
    en: '“{{name}}” sends or receives a file, which does not fit into a chat. Please use the console for it.',
    zh: '“{{name}}”需要上传或下载文件，不适合在聊天中使用，请到控制台操作。',
  },
  fieldUnknown: {
    en: '“{{name}}” has no field “{{key}}”. It takes: {{fields}}.',
    zh: '“{{name}}”没有参数“{{key}}”，可用的参数有：{{fields}}。',
  },
  fieldUnknownNear: {
    en: '“{{name}}” has no field “{{key}}”. Did you mean “{{near}}”?',
    zh: '“{{name}}”没有参数“{{key}}”，您是不是想输入“{{near}}”？',
  },
  fieldWrong: {
    en: '“{{key}}” must be $t(contract.{{expected}}).',
    zh: '“{{key}}”必须是$t(contract.{{expected}})。',
  },
  timeUnreadable: {
    en: 'I cannot read “{{typed}}” as a time. Write it as 9:00 or 17:30.',
    zh: '无法识别时间“{{typed}}”，请写成 9:00 或 17:30。',
  },
  timeZoneUnknown: {
    en: 'I do not know the time zone “{{typed}}”. Use a name such as Asia/Shanghai or Europe/Berlin.',
    zh: '无法识别时区“{{typed}}”，请使用 Asia/Shanghai、Europe/Berlin 等名称。',
  },
  digestUnknown: {
    en: 'There is no digest {{id}} that you may change. /hw digest list shows yours and those of the channel.',
    zh: '没有您可以修改的简报 {{id}}。/hw digest list 可查看您和本频道的简报。',
  },
  digestWhich: {
    en: 'You have several digests: {{ids}}. Say which one, for example: {{example}}',
    zh: '您有多个简报：{{ids}}。请指明其中一个，例如：{{example}}',
  },
  digestNone: {
    en: 'You have no digest yet. /hw digest add sets one up.',
    zh: '您还没有订阅简报，可使用 /hw digest add 订阅。',
  },
  digestSectionUnknown: {
    en: 'A digest has no section “{{typed}}”. There are: {{known}}.',
    zh: '简报没有“{{typed}}”这一内容，可选：{{known}}。',
  },
  digestNothingToSee: {
    en: 'You may see nothing of what this digest would show. Ask an administrator of this bot for the rights.',
    zh: '您无权查看该简报的任何内容，请联系机器人管理员开通权限。',
  },
  digestTooMany: {
    en: 'You have {{count}} digests, which is as many as one person may have. Remove one first.',
    zh: '您已有 {{count}} 个简报，已达上限，请先删除一个。',
  },
  digestNeedsChannel: {
    en: 'Type this in the channel the digest is for.',
    zh: '请在要接收简报的频道中输入此命令。',
  },
} satisfies Phrases;

import type { Phrases } from './phrase.ts';

/** What `npm run policy:check` and a start with a bad policy file say. */
export const policy = {
  unreadable: { en: 'The file cannot be read ({{reason}}).', zh: '无法读取该文件（{{reason}}）。' },
  notYaml: { en: 'This is not valid YAML: {{reason}}', zh: 'YAML 格式有误：{{reason}}' },
  empty: {
    en: 'The file is empty. Start from policy.example.yaml.',
    zh: '文件为空，请参考 policy.example.yaml 编写。',
  },
  missing: { en: '“{{key}}” is missing here.', zh: '此处缺少“{{key}}”。' },
  unknownKey: {
    en: '“{{key}}” is not a setting. Known here: {{known}}.',
    zh: '“{{key}}”不是有效的配置项，此处可用：{{known}}。',
  },
  unknownKeyNear: {
    en: '“{{key}}” is not a setting. Did you mean “{{near}}”?',
    zh: '“{{key}}”不是有效的配置项，是否应为“{{near}}”？',
  },
  unknownValue: { en: '“{{value}}” is not one of: {{known}}.', zh: '“{{value}}”不在可选范围内：{{known}}。' },
  unknownValueNear: {
    en: '“{{value}}” is not known. Did you mean “{{near}}”?',
    zh: '“{{value}}”无法识别，是否应为“{{near}}”？',
  },
  wantsText: { en: '“{{key}}” must be a text.', zh: '“{{key}}”应为文本。' },
  wantsList: {
    en: '“{{key}}” must be a list, like [rep, finance].',
    zh: '“{{key}}”应为列表，例如 [rep, finance]。',
  },
  wantsMap: {
    en: '“{{key}}” must hold named settings, like “name: …”.',
    zh: '“{{key}}”应包含若干配置项，例如“name: …”。',
  },
  wantsSome: { en: '“{{key}}” must not be empty.', zh: '“{{key}}”不能为空。' },
  slackUser: {
    en: '“{{value}}” is not a Slack user id. It begins with U or W; in Slack: profile → ⋮ → Copy member ID.',
    zh: '“{{value}}”不是 Slack 成员 ID。成员 ID 以 U 或 W 开头，可在 Slack 个人资料 → ⋮ → 复制成员 ID 中获取。',
  },
  slackGroup: {
    en: '“{{value}}” is not a Slack user group id. It begins with S; it stands at the end of the group’s address.',
    zh: '“{{value}}”不是 Slack 用户组 ID。用户组 ID 以 S 开头，位于用户组链接末尾。',
  },
  entraId: {
    en: '“{{value}}” is not an Entra object id, like 8f0e1a52-….',
    zh: '“{{value}}”不是 Entra 对象 ID（形如 8f0e1a52-…）。',
  },
  noId: {
    en: '{{name}} has no id: give “slack” or “entra”.',
    zh: '{{name}} 没有填写 ID，请填写“slack”或“entra”。',
  },
  twice: {
    en: '“{{value}}” stands in line {{line}} already.',
    zh: '“{{value}}”已在第 {{line}} 行出现。',
  },
  otherSite: {
    en: 'This policy is for the site “{{site}}”, but the bot is set to “{{expected}}” (HUAWEI_SITE).',
    zh: '该策略用于站点“{{site}}”，但机器人的站点为“{{expected}}”（HUAWEI_SITE）。',
  },

  wantsAmount: {
    en: '“{{value}}” is not an amount in yuan. Write whole yuan as 5000, and with a fraction in quotes: "5000.50".',
    zh: '“{{value}}”不是有效的金额（元）。整数请写作 5000，含小数时请加引号："5000.50"。',
  },
  wantsDuration: {
    en: '“{{value}}” is not a length of time, like 30m, 8h or 2d.',
    zh: '“{{value}}”不是有效的时长，请写作 30m（分钟）、8h（小时）或 2d（天）。',
  },
  wantsTime: {
    en: '“{{value}}” is not a time of day, like "22:00".',
    zh: '“{{value}}”不是有效的时间，请写作 "22:00"。',
  },
  wantsTimeZone: {
    en: '“{{value}}” is not a time zone, like Asia/Shanghai.',
    zh: '“{{value}}”不是有效的时区，请写作 Asia/Shanghai。',
  },
  slackChannel: {
    en: '“{{value}}” is not a Slack channel id. It begins with C or G; it stands at the end of the channel’s details.',
    zh: '“{{value}}”不是 Slack 频道 ID。频道 ID 以 C 或 G 开头，位于频道详情的末尾。',
  },
  wantsChannel: {
    en: '“channel” needs a channel: give “slack”, “teams” or both.',
    zh: '“channel”缺少频道，请填写“slack”、“teams”或两者。',
  },
  readInEnglish: { en: '{{id}} in English', zh: '{{id}}（英文）' },
  readInChinese: { en: '{{id}} in Chinese', zh: '{{id}}（中文）' },
  wantsApprovers: {
    en: '“needed” is how many must approve: a whole number from 1 to 20.',
    zh: '“needed”表示需要几人批准，应为 1 到 20 之间的整数。',
  },
  fourEyes: {
    en: '“needed” must be at least 1: somebody other than the requester always decides. This cannot be switched off.',
    zh: '“needed”至少为 1：必须由申请人以外的人审批，此规则不能关闭。',
  },
  quietAllDay: {
    en: '“from” and “to” are the same, so all day would be quiet. Leave “quietHours” out to be reminded at any time.',
    zh: '“from”与“to”相同，全天都将免打扰。如需随时提醒，请删除“quietHours”。',
  },
  expiresTooLate: {
    en: 'A request may wait for 30 days at most.',
    zh: '申请最多等待 30 天。',
  },
  afterExpiry: {
    en: 'This would come after the request has expired. It must be shorter than “expireAfter”.',
    zh: '此时申请已过期，该时长必须小于“expireAfter”。',
  },
  remindsTooOften: {
    en: 'Reminders may come every 15 minutes at most (15m).',
    zh: '提醒间隔不得短于 15 分钟（15m）。',
  },
  capBelowTier: {
    en: 'The daily cap of a quota ({{cap}}) is below the highest tier ({{most}}), which so could never be used in full.',
    zh: '每个额度的每日上限（{{cap}}）低于最高档位（{{most}}），该档位将无法用足。',
  },
  nameOfSeveral: {
    en: '“{{name}}” means several things in this file: roles, people and groups need different names where a list uses them.',
    zh: '“{{name}}”在文件中有多种含义：列表中使用的角色、人员和用户组名称不能相同。',
  },
  nobodyMeant: {
    en: 'Nobody in this file is meant by {{names}}: no person and no group has such a role.',
    zh: '文件中没有任何人员或用户组属于：{{names}}。',
  },
  tierNotReached: {
    en: 'This tier (up to {{upTo}}) is never reached: the one before it goes up to {{below}}. Tiers must ascend.',
    zh: '该档位（不超过 {{upTo}}）永远不会生效：前一档位已到 {{below}}。各档位金额须递增。',
  },
  dayBelowRequest: {
    en: 'The limit per day is below what one request may be ({{upTo}}).',
    zh: '每日限额低于单次限额（{{upTo}}）。',
  },
  dayBelowTier: {
    en: 'The limit per day is below that of the tier before it. Limits must ascend like the tiers.',
    zh: '每日限额低于前一档位。每日限额须随档位递增。',
  },
  fewerForMore: {
    en: 'A larger amount would need fewer approvals ({{needed}}) than a smaller one ({{below}}).',
    zh: '金额更大的申请所需的批准人数（{{needed}}）少于金额较小的申请（{{below}}）。',
  },
  tooFewPeople: {
    en: '{{needed}} approvals are needed, but only {{count}} could approve. Nothing would ever pass.',
    zh: '需要 {{needed}} 人批准，但只有 {{count}} 人有权批准，申请将永远无法通过。',
  },
  onlyOwnRequests: {
    en: 'Nothing would ever pass: nobody decides their own request, and without the requester too few are left of those who may ask.',
    zh: '申请将永远无法通过：任何人不能审批自己的申请，而除去申请人后，可审批的人数不足。',
  },

  issueCoupons: { en: 'issue coupons', zh: '发放优惠券' },
  reclaimCoupons: { en: 'reclaim coupons', zh: '回收优惠券' },
  replaceCoupons: { en: 'replace coupons', zh: '更换优惠券' },
  transferMoney: { en: 'transfer money to customers', zh: '向客户拨款' },
  reclaimMoney: { en: 'reclaim money from customers', zh: '从客户回收资金' },

  line: { en: 'line {{line}}: {{text}}', zh: '第 {{line}} 行：{{text}}' },
  bad: {
    en: { one: '{{file}} has {{count}} problem:', other: '{{file}} has {{count}} problems:' },
    zh: '{{file}} 有 {{count}} 处问题：',
  },
  good: { en: '{{file}} is in order.', zh: '{{file}} 检查通过。' },
  personMay: { en: '{{name}} may {{what}}.', zh: '{{name}}可以{{what}}。' },
  groupMay: {
    en: 'Everybody in the group {{name}} may {{what}}.',
    zh: '用户组“{{name}}”的成员可以{{what}}。',
  },
  nothing: { en: 'do nothing: no role of theirs allows anything', zh: '……但所属角色没有任何权限' },
  asRoles: { en: '{{what}} (as {{roles}})', zh: '{{what}}（角色：{{roles}}）' },
  strangers: {
    en: 'Everybody else gets one sentence, and is sent to {{admins}}.',
    zh: '其他人只会收到一句提示，请其联系 {{admins}}。',
  },
  nobodyIsAdmin: {
    en: 'Nobody has the role admin. That is allowed; only “/hw api” needs it.',
    zh: '没有人拥有管理员角色。这是允许的，只有“/hw api”需要该角色。',
  },

  noApprovals: {
    en: 'Nobody may issue, reclaim or replace coupons: the file has no section “approvals”.',
    zh: '任何人都不能发放、回收或更换优惠券：文件中没有“approvals”部分。',
  },
  mayNotBeDone: {
    en: 'Nobody may {{what}}: the file has no rule for it.',
    zh: '任何人都不能{{what}}：文件中没有相应规则。',
  },
  mayAskTo: { en: 'To {{what}}: may be asked for by {{who}}', zh: '{{what}}：可由{{who}}申请' },
  everyRole: { en: 'the role “{{role}}”', zh: '全体{{role}}' },
  theGroup: { en: 'the group {{name}}', zh: '用户组“{{name}}”' },
  tier: {
    en: {
      one: 'up to {{upTo}} yuan: {{count}} approval, never the requester’s own, from {{who}} (asked for in {{channel}})',
      other:
        'up to {{upTo}} yuan: {{count}} approvals, never the requester’s own, from {{who}} (asked for in {{channel}})',
    },
    zh: '不超过 {{upTo}} 元：由{{who}}中的 {{count}} 人批准，申请人本人除外（审批频道 {{channel}}）',
  },
  tierPerDay: {
    en: {
      one: 'up to {{upTo}} yuan, and {{perDay}} yuan per person and day: {{count}} approval, never the requester’s own, from {{who}} (asked for in {{channel}})',
      other:
        'up to {{upTo}} yuan, and {{perDay}} yuan per person and day: {{count}} approvals, never the requester’s own, from {{who}} (asked for in {{channel}})',
    },
    zh: '单次不超过 {{upTo}} 元且每人每日累计不超过 {{perDay}} 元：由{{who}}中的 {{count}} 人批准，申请人本人除外（审批频道 {{channel}}）',
  },
  aboveTiers: {
    en: 'more than that may not be asked for',
    zh: '超出以上范围的不能申请',
  },
  ownTooFew: {
    en: '{{name}} may ask, but nobody could pass a request of theirs up to {{upTo}} yuan: without them too few are left',
    zh: '{{name}}可以申请，但其不超过 {{upTo}} 元的申请无法通过：除去本人后，可审批的人数不足',
  },
  accountCap: {
    en: 'all together, {{cap}} yuan at most are transferred from our account on one day',
    zh: '我方账户每日合计最多拨款 {{cap}} 元',
  },
  quotaCap: {
    en: 'all together, {{cap}} yuan at most leave one quota on one day',
    zh: '每个额度每日合计最多支出 {{cap}} 元',
  },
  remindOnce: {
    en: 'undecided after {{after}}: the approvers are reminded',
    zh: '{{after}}后仍未审批：提醒审批人',
  },
  remindAgain: {
    en: 'undecided after {{after}}: the approvers are reminded, and every {{every}} after that',
    zh: '{{after}}后仍未审批：提醒审批人，之后每 {{every}}提醒一次',
  },
  escalateTo: {
    en: 'undecided after {{after}}: told as well, without any right to approve by that: {{who}}',
    zh: '{{after}}后仍未审批：同时通知{{who}}（通知不附带审批权限）',
  },
  expires: {
    en: 'undecided after {{after}}: it expires, and nothing was done',
    zh: '{{after}}后仍未审批：申请过期，不会执行',
  },
  minutes: { en: { one: '{{count}} minute', other: '{{count}} minutes' }, zh: '{{count}} 分钟' },
  hours: { en: { one: '{{count}} hour', other: '{{count}} hours' }, zh: '{{count}} 小时' },
  days: { en: { one: '{{count}} day', other: '{{count}} days' }, zh: '{{count}} 天' },
  daysOf: { en: 'A day of an approval is a day in {{zone}}.', zh: '审批中的“日”以 {{zone}} 时区为准。' },
  quiet: {
    en: 'Nobody is reminded from {{from}} to {{to}} ({{zone}}); a request expires at any hour.',
    zh: '{{from}} 至 {{to}}（{{zone}}）期间不发送提醒；申请过期不受此限制。',
  },
  unreadableList: {
    en: 'While the members of a group cannot be read, nobody may approve where that group is named.',
    zh: '用户组成员无法读取时，任何人都不能审批涉及该用户组的申请。',
  },
  wantsWorkingDays: {
    en: '“{{value}}” is not a number of working days from 1 to 30.',
    zh: '“{{value}}”不是 1 到 30 之间的工作日天数。',
  },
  remittancesIn: {
    en: 'Remittances that are announced are shown to finance in {{channel}}.',
    zh: '登记的汇款在 {{channel}} 中展示给财务。',
  },
  remittancesNowhere: {
    en: 'Remittances are shown in no channel: finance looks with /hw remit list. Give “remittances” a channel to change that.',
    zh: '汇款未在任何频道中展示，财务需使用 /hw remit list 查看。如需展示，请在“remittances”中填写频道。',
  },
  remittancesCall: {
    en: '{{who}} is called there when a top-up has to be confirmed.',
    zh: '出现待确认的充值记录时，会在该频道提醒 {{who}}。',
  },
  remittancesClaim: {
    en: {
      one: 'Whoever announced one is asked to claim it {{count}} working day after the bank day, and again every {{every}} working days.',
      other:
        'Whoever announced one is asked to claim it {{count}} working days after the bank day, and again every {{every}} working days.',
    },
    zh: '汇款日后 {{count}} 个工作日提醒登记人认领，之后每 {{every}} 个工作日提醒一次。',
  },
  remittancesOverdue: {
    en: {
      one: 'It is overdue when no top-up of its amount was credited {{count}} working day after it was announced or claimed last.',
      other:
        'It is overdue when no top-up of its amount was credited {{count}} working days after it was announced or claimed last.',
    },
    zh: '登记或最近一次认领后 {{count}} 个工作日仍无该金额的充值记录，视为逾期。',
  },
  remittancesEscalate: {
    en: 'Then {{who}} is called as well.',
    zh: '逾期后同时提醒 {{who}}。',
  },
  remittancesBy: {
    en: 'Who may announce and who may confirm them is what the roles say above.',
    zh: '谁可以登记、谁可以确认，以上方角色权限为准。',
  },
  auditIn: {
    en: 'The head of the audit chain is published daily in {{channel}}.',
    zh: '审计链的最新校验值每日发布到 {{channel}}。',
  },
  noAudit: {
    en: 'The head of the audit chain is published nowhere: give “audit” a channel, so that its end cannot be cut off unseen.',
    zh: '审计链的最新校验值未发布。请在“audit”中填写频道，以便发现记录被截断。',
  },

  couldApprove: { en: '{{what}}, {{total}} yuan:', zh: '{{what}}，{{total}} 元：' },
  couldApproveFor: {
    en: '{{what}}, {{total}} yuan, for {{customer}}:',
    zh: '{{what}}，{{total}} 元，客户 {{customer}}：',
  },
  needs: {
    en: { one: '{{count}} of these has to approve:', other: '{{count}} of these have to approve:' },
    zh: '需以下 {{count}} 人批准：',
  },
  ifWithinDay: {
    en: 'This holds while all that the requester asked for that day stays within {{perDay}} yuan; above it the next tier decides.',
    zh: '以上适用于申请人当日累计申请不超过 {{perDay}} 元的情形，超出时按下一档位审批。',
  },
  groupMember: { en: 'anybody in the group {{name}}', zh: '用户组“{{name}}”的任一成员' },
  notWhoAsks: {
    en: 'Whoever asks may not approve it, neither themselves nor through somebody they delegated to.',
    zh: '申请人不能审批，也不能通过其委托的人审批。',
  },
  notAsRequester: {
    en: '{{name}} may not approve it, because they ask.',
    zh: '{{name}}是申请人，不能审批。',
  },
  byMayNotAsk: { en: '{{name}} may not ask for it.', zh: '{{name}}无权提出该申请。' },
  byMayAskIf: {
    en: '{{name}} may ask for it only as a member of {{groups}}.',
    zh: '{{name}}须为{{groups}}的成员才能提出该申请。',
  },
  nobodyLeft: {
    en: 'So it cannot pass: too few others may approve.',
    zh: '因此该申请无法通过：其他可审批的人数不足。',
  },
  unknownBy: {
    en: 'Nobody in the file is called “{{name}}”. People: {{known}}.',
    zh: '文件中没有名为“{{name}}”的人员。现有人员：{{known}}。',
  },
  usage: {
    en: 'Usage: npm run policy:check [-- file] [--lang zh-CN] [--who 5000 [--action coupon.issue] [--customer name] [--by "a person"]]',
    zh: '用法：npm run policy:check [-- 文件] [--lang zh-CN] [--who 5000 [--action coupon.issue] [--customer 客户] [--by "申请人"]]',
  },
} satisfies Phrases;

import type { Phrases } from './phrase.ts';

/** A person's two accounts, in Slack and in Teams, linked so that they count as one. */
export const link = {
  summary: {
    en: 'Link your account here with your account in the other app',
    zh: '将您在两个聊天应用中的账号关联起来',
  },
  removeSummary: { en: 'Remove the link between your two accounts', zh: '解除您两个账号之间的关联' },
  listSummary: { en: 'Who has linked two accounts, for admins', zh: '查看已关联的账号（管理员）' },
  code: { en: 'code', zh: '关联码' },
  codeHint: { en: 'as the other app shows it', zh: '另一个应用中显示的关联码' },

  slack: { en: 'Slack', zh: 'Slack' },
  teams: { en: 'Microsoft Teams', zh: 'Microsoft Teams' },

  startTitle: { en: 'Link your account in {{app}}', zh: '关联您的 {{app}} 账号' },
  startText: {
    en: 'Type this to me in {{app}}, from your own account there. Nobody else should see it.',
    zh: '请用您本人的账号在 {{app}} 中向我发送以下内容，请勿让他人看到。',
  },
  startNotes: {
    en: 'The code can be used once, within {{minutes}} minutes. Then I ask you on both sides; only after both is the link made.',
    zh: '关联码仅可使用一次，{{minutes}} 分钟内有效。之后双方账号都需确认，两边均确认后才会建立关联。',
  },
  why: {
    en: 'Linked accounts are one person: neither may decide what the other asked for, and both together give one approval. Rights stay with each account.',
    zh: '关联后的两个账号视为同一人：任一账号不得审批另一账号的申请，两个账号合计只算一次审批。各账号的权限保持不变。',
  },

  confirmTitle: { en: 'Are both of these you?', zh: '这两个账号都是您本人吗？' },
  confirmText: {
    en: 'Confirm only if both accounts are your own. After that the account in {{app}} is asked as well.',
    zh: '仅当两个账号均属于您本人时才可确认。确认后，还会请 {{app}} 中的账号确认。',
  },
  askText: {
    en: 'Somebody typed your code in {{app}} and confirmed it there. Confirm only if that was you.',
    zh: '有人在 {{app}} 中输入了您的关联码并已确认。仅当是您本人操作时才可确认。',
  },
  confirmUntil: {
    en: 'This can be confirmed within {{minutes}} minutes.',
    zh: '请在 {{minutes}} 分钟内确认。',
  },
  buttonConfirm: { en: 'Both are me', zh: '都是本人' },
  buttonNotMe: { en: 'That was not me', zh: '不是本人操作' },

  confirmedHere: {
    en: 'Confirmed on this side. Now confirm it in {{app}}: I have sent you a message there.',
    zh: '此侧已确认。请到 {{app}} 中确认，我已在那里给您发送消息。',
  },
  made: {
    en: 'Linked: {{name}} in {{app}} and you here count as one person from now on.',
    zh: '已关联：{{app}} 中的 {{name}} 与您当前的账号自此视为同一人。',
  },
  refusedHere: {
    en: 'Nothing was linked. If you did not begin this, tell your admin that somebody tried.',
    zh: '未建立关联。如果不是您本人发起，请告知管理员有人尝试关联。',
  },
  refusedThere: {
    en: '{{name}} in {{app}} said that it was not them. Nothing was linked.',
    zh: '{{app}} 中的 {{name}} 表示并非本人操作，未建立关联。',
  },

  standingTitle: { en: 'Your linked accounts', zh: '您已关联的账号' },
  since: { en: 'Linked since', zh: '关联时间' },
  byPolicy: {
    en: 'The policy already lists your account in {{app}}: both count as one person, and there is nothing to link.',
    zh: '权限配置中已登记您在 {{app}} 的账号，两者视为同一人，无需再关联。',
  },
  none: {
    en: 'Your account is linked with no other. Type `/hw link` to begin.',
    zh: '您的账号尚未关联。输入 `/hw link` 可开始关联。',
  },
  buttonRemove: { en: 'Remove the link', zh: '解除关联' },
  buttonKeep: { en: 'Keep it', zh: '保留' },
  removeTitle: { en: 'Remove the link?', zh: '确认解除关联？' },
  removeText: {
    en: 'Your lists part at once. For approvals the two go on counting as one person until an admin separates them.',
    zh: '两个账号的列表将立即分开。审批方面仍视为同一人，直至管理员将其拆分。',
  },
  removedHere: {
    en: 'The link with {{name}} in {{app}} is removed. For approvals both go on counting as one person until an admin separates them.',
    zh: '已解除与 {{app}} 中 {{name}} 的关联。审批方面两者仍视为同一人，直至管理员将其拆分。',
  },
  removedThere: {
    en: '{{name}} in {{app}} removed the link with you. For approvals both go on counting as one person until an admin separates them. If that was not you, tell your admin.',
    zh: '{{app}} 中的 {{name}} 已解除与您的关联。审批方面两者仍视为同一人，直至管理员将其拆分。如果不是您本人操作，请告知管理员。',
  },
  freedThere: {
    en: 'An admin separated you from {{name}} in {{app}}: you count as two people for everything asked from now on.',
    zh: '管理员已将您与 {{app}} 中的 {{name}} 拆分：此后发起的申请将按两个人计算。',
  },

  listTitle: { en: 'Linked accounts', zh: '已关联的账号' },
  listCount: {
    en: { one: 'One pair of accounts', other: '{{count}} pairs of accounts' },
    zh: '共 {{count}} 对账号',
  },
  listNone: { en: 'Nobody has linked two accounts.', zh: '暂无已关联的账号。' },
  columnState: { en: 'State', zh: '状态' },
  stateLinked: { en: 'linked', zh: '已关联' },
  stateRemoved: {
    en: 'removed by its owner, counts as one for approvals',
    zh: '本人已解除，审批仍按一人计',
  },
  buttonFree: { en: 'Separate', zh: '拆分' },
  freeTitle: { en: 'Separate these accounts?', zh: '确认拆分这两个账号？' },
  freeText: {
    en: '{{slack}} and {{teams}} then count as two people for everything asked from now on; one could approve for the other. Do this only when you know that they are two.',
    zh: '拆分后，{{slack}} 与 {{teams}} 在此后发起的申请中按两个人计算，彼此可以审批。仅在确认两者并非同一人时操作。',
  },
  freed: {
    en: '{{slack}} in Slack and {{teams}} in Teams are separated. What was asked before still counts them as one.',
    zh: '已拆分 Slack 中的 {{slack}} 与 Teams 中的 {{teams}}。此前发起的申请仍按同一人计算。',
  },
  listNotes: {
    en: 'People who stand in the policy with both ids are one by that and are not listed here.',
    zh: '权限配置中已登记两个 ID 的人员本来就视为同一人，不在此列出。',
  },
} satisfies Phrases;

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

  issueCoupons: { en: 'issue coupons', zh: '发放优惠券' },
  reclaimCoupons: { en: 'reclaim coupons', zh: '回收优惠券' },
  replaceCoupons: { en: 'replace coupons', zh: '更换优惠券' },

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
  usage: {
    en: 'Usage: npm run policy:check [-- file] [--lang zh-CN]',
    zh: '用法：npm run policy:check [-- 文件] [--lang zh-CN]',
  },
} satisfies Phrases;

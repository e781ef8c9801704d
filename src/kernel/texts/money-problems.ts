import type { Phrases } from './phrase.ts';

/** What stands against spending: a part of the problems. Amounts are yuan. */
export const moneyProblems = {
  couponCustomerUnknown: {
    en: 'The customer {{customer}} is not one of ours, or is no longer. Please check the id with `/hw customer find`.',
    zh: '客户 {{customer}} 不是我们的子客户，或已解除关联。请用 `/hw customer find` 核对客户 ID。',
  },
  couponNotResale: {
    en: '{{customer}} is not a resale customer. Coupons can only be issued to resale customers.',
    zh: '{{customer}} 不是代售类客户，只能向代售类客户发放优惠券。',
  },
  couponNotVerified: {
    en: '{{customer}} has not passed real-name verification yet, so no coupon can be issued.',
    zh: '{{customer}} 尚未完成实名认证，无法发放优惠券。',
  },
  customerTwice: {
    en: '{{customer}} stands in the list twice. Each customer can be named once in a request.',
    zh: '{{customer}} 在名单中出现了两次，同一申请中每个客户只能出现一次。',
  },
  tooManyCustomers: {
    en: 'These are {{count}} customers; one request takes at most {{most}}. Please split the list.',
    zh: '名单共 {{count}} 个客户，一次申请最多 {{most}} 个，请拆分后提交。',
  },
  amountNotPositive: {
    en: 'The amount must be more than zero.',
    zh: '金额必须大于 0。',
  },
  amountDecimals: {
    en: 'An amount has at most two decimals; {{amount}} has more.',
    zh: '金额最多两位小数，{{amount}} 的小数位过多。',
  },
  faceValueOutside: {
    en: 'The quota allows face values from ¥{{least}} to ¥{{most}}.',
    zh: '该额度允许的面值范围为 ¥{{least}} 至 ¥{{most}}。',
  },
  servicesOutside: {
    en: 'The quota does not cover {{services}}. Choose services that it covers, see `/hw coupon quota`, or another quota.',
    zh: '该额度不适用于 {{services}}。请选择额度适用的云服务（可用 `/hw coupon quota` 查看），或更换额度。',
  },
  validityOver: {
    en: 'The validity ends in the past. Please choose a later end.',
    zh: '有效期的结束时间已过，请选择更晚的时间。',
  },
  validityBackwards: {
    en: 'The validity ends before it begins. Please swap the dates.',
    zh: '有效期的结束时间早于开始时间，请调换日期。',
  },
  validityOutsideQuota: {
    en: 'The validity must lie within the quota’s own. Please choose dates inside it.',
    zh: '优惠券的有效期必须在额度有效期之内，请重新选择日期。',
  },
  quotaUnknown: {
    en: 'There is no quota {{quota}}. `/hw coupon quota` lists ours.',
    zh: '没有额度 {{quota}}。可用 `/hw coupon quota` 查看现有额度。',
  },
  quotaFrozen: {
    en: 'The quota {{quota}} is frozen, so nothing can be issued from it. Your Huawei account manager can tell why.',
    zh: '额度 {{quota}} 已冻结，无法发放。原因请咨询华为客户经理。',
  },
  quotaAdjusting: {
    en: 'The quota {{quota}} is being adjusted by Huawei. Nothing can be issued from it until that is finished.',
    zh: '额度 {{quota}} 正在调整中，调整完成前无法发放。',
  },
  quotaInvalid: {
    en: 'The quota {{quota}} is no longer valid. Please choose another one from `/hw coupon quota`.',
    zh: '额度 {{quota}} 已失效，请在 `/hw coupon quota` 中选择其他额度。',
  },
  quotaNotYet: {
    en: 'The quota {{quota}} is not valid yet. `/hw coupon quota` says from when.',
    zh: '额度 {{quota}} 尚未生效，生效时间见 `/hw coupon quota`。',
  },
  quotaOver: {
    en: 'The quota {{quota}} has expired. Please choose another one from `/hw coupon quota`.',
    zh: '额度 {{quota}} 已过期，请在 `/hw coupon quota` 中选择其他额度。',
  },
  quotaNoneUsable: {
    en: 'There is no quota to issue from at the moment. `/hw coupon quota` says why; Huawei Cloud grants quotas through your ecosystem manager.',
    zh: '目前没有可用于发放的额度，原因见 `/hw coupon quota`。额度由华为云授予，请联系生态经理。',
  },
  quotaToChoose: {
    en: 'There are {{count}} quotas to issue from. Please choose one.',
    zh: '有 {{count}} 个可用额度，请选择一个。',
  },
  quotaShort: {
    en: 'This needs ¥{{total}}, but the quota has only ¥{{balance}} left.',
    zh: '本次需要 ¥{{total}}，额度余额仅 ¥{{balance}}。',
  },
  couponUnknown: {
    en: 'There is no coupon {{coupon}} among those we issued. `/hw coupon list` shows them.',
    zh: '已发放的优惠券中没有 {{coupon}}，可用 `/hw coupon list` 查看。',
  },
  couponUsed: {
    en: 'The coupon {{coupon}} has been used, so there is nothing to take back.',
    zh: '优惠券 {{coupon}} 已使用，无可回收余额。',
  },
  couponExpired: {
    en: 'The coupon {{coupon}} has expired; what was left of it has returned to the quota by itself.',
    zh: '优惠券 {{coupon}} 已过期，余额已自动退回额度。',
  },
  couponReclaimed: {
    en: 'The coupon {{coupon}} has been reclaimed already.',
    zh: '优惠券 {{coupon}} 已被回收。',
  },
  couponOfAnother: {
    en: 'The coupon {{coupon}} belongs to another customer than the one named.',
    zh: '优惠券 {{coupon}} 不属于所填的客户。',
  },
  mayNotAsk: {
    en: 'The policy does not let you ask for this. {{admins}} can tell you who may.',
    zh: '根据审批策略，您不能发起此类申请。可向 {{admins}} 咨询谁可以发起。',
  },
  mayNotApprove: {
    en: 'This request is for others to decide. Nothing was changed.',
    zh: '此申请由其他人审批，未做任何更改。',
  },
  ownRequest: {
    en: 'You asked for this yourself, so somebody else has to decide.',
    zh: '这是您本人发起的申请，须由他人审批。',
  },
  approversUnreadable: {
    en: 'I cannot read the list of approvers just now, so nobody may decide. Please try again in a minute; if it stays, tell {{admins}}.',
    zh: '暂时无法读取审批人名单，因此任何人都不能审批。请稍后重试；如持续出现，请联系 {{admins}}。',
  },
  overDailyCap: {
    en: 'The policy lets ¥{{cap}} leave this quota on one day, and ¥{{left}} of that are left today. Please try again tomorrow or ask for less.',
    zh: '审批策略规定该额度每日最多发放 ¥{{cap}}，今日还剩 ¥{{left}}。请明日再试或减少金额。',
  },
  moneyStopped: {
    en: 'Money is stopped at the moment: {{reason}}. Nothing is issued or approved until an admin resumes it.',
    zh: '资金操作已暂停：{{reason}}。在管理员恢复之前，不发放也不审批。',
  },
  delegationNeedsDay: {
    en: 'Until which day? For example: `/hw approvals delegate @somebody until 2026-12-01`.',
    zh: '请填写截止日期，例如 `/hw approvals delegate @某人 until 2026-12-01`。',
  },
  delegationToSelf: {
    en: 'That is you yourself. Please name somebody else.',
    zh: '不能委托给自己，请选择其他人。',
  },
  delegationDay: {
    en: 'The day must lie ahead, and at most {{most}} days. Please choose another one.',
    zh: '截止日期须在今天或之后，且不超过 {{most}} 天，请重新填写。',
  },
  requestGone: {
    en: 'There is no such request any more.',
    zh: '该申请已不存在。',
  },
  noTransfersHere: {
    en: 'On this site ({{site}}) no money is moved to customers’ accounts, so there is no “{{command}}”. What a customer may spend is its budget here: you set it, and freeze an account, in Partner Center under the customer. `/hw bill` shows what was spent.',
    zh: '本站点（{{site}}）不向客户账户拨款或回收，因此没有“{{command}}”。客户可用金额由预算控制，请在伙伴中心的客户管理中设置预算或冻结账号；可用 `/hw bill` 查看消费。',
  },
  transferCustomerUnknown: {
    en: 'The customer {{customer}} is not one of ours, or is no longer. Please check the id with `/hw customer find`.',
    zh: '客户 {{customer}} 不是我们的子客户，或已解除关联。请用 `/hw customer find` 核对客户 ID。',
  },
  transferNotResale: {
    en: '{{customer}} is not a resale customer. Money can only be moved to and from resale customers.',
    zh: '{{customer}} 不是代售类客户，只能对代售类客户拨款或回收。',
  },
  transferNotVerified: {
    en: '{{customer}} has not passed real-name verification yet, so no money can be transferred.',
    zh: '{{customer}} 尚未完成实名认证，无法拨款。',
  },
  transferNoAccount: {
    en: 'Huawei Cloud tells no balance of {{customer}}, so no money can be moved there. If this customer is new, please try again later.',
    zh: '华为云没有返回 {{customer}} 的账户余额，暂时无法拨款或回收。若为新客户，请稍后再试。',
  },
  spendableShort: {
    en: '¥{{amount}} is more than the ¥{{spendable}} that can be transferred from our account now. Please top up, or choose less.',
    zh: '拨款金额 ¥{{amount}} 超过我方账户当前可拨款余额 ¥{{spendable}}，请先充值或减少金额。',
  },
  availableShort: {
    en: '¥{{amount}} is more than the ¥{{available}} the customer has now. Please choose less.',
    zh: '回收金额 ¥{{amount}} 超过客户当前可用余额 ¥{{available}}，请减少金额。',
  },
} satisfies Phrases;

import type { Phrases } from './phrase.ts';

/** Requests to spend money as their cards show them. */
export const approvals = {
  // What it is about
  issueTitle: { en: 'Coupons to issue', zh: '优惠券发放申请' },
  reclaimTitle: { en: 'Coupon to reclaim', zh: '优惠券回收申请' },
  replaceTitle: { en: 'Coupon to replace', zh: '优惠券更换申请' },
  transferTitle: { en: 'Money to transfer', zh: '拨款申请' },
  retrieveTitle: { en: 'Money to reclaim', zh: '资金回收申请' },
  transferAsk: {
    en: '{{person}} asks to transfer {{total}} from our account to {{customer}}.',
    zh: '{{person}} 申请从我方账户向 {{customer}} 拨款 {{total}}。',
  },
  retrieveAsk: {
    en: '{{person}} asks to take {{total}} back from {{customer}} to our account.',
    zh: '{{person}} 申请从 {{customer}} 回收 {{total}} 到我方账户。',
  },
  spendableNow: { en: 'We can transfer now', zh: '我方可拨款余额（当前）' },
  spendableAfter: { en: 'And after it', zh: '执行后我方可拨款余额' },
  customerNow: { en: 'The customer has now', zh: '客户可用余额（当前）' },
  customerAfter: { en: 'The customer after it', zh: '执行后客户可用余额' },
  debt: {
    en: 'The customer owes {{debt}}. What is on their account may be used for that at any time.',
    zh: '该客户有欠款 {{debt}}，账户余额可能随时被用于抵扣欠款。',
  },
  issueAsk: {
    en: {
      one: '{{person}} asks to issue a coupon of {{face}} to {{customers}}.',
      other:
        '{{person}} asks to issue coupons of {{face}} to {{count}} customers ({{customers}}), {{total}} in all.',
    },
    zh: '{{person}} 申请发放面值 {{face}} 的优惠券，客户 {{count}} 个：{{customers}}，合计 {{total}}。',
  },
  reclaimAsk: {
    en: '{{person}} asks to take the coupon {{coupon}} back from {{customer}}.',
    zh: '{{person}} 申请从 {{customer}} 回收优惠券 {{coupon}}。',
  },
  replaceAsk: {
    en: '{{person}} asks to take the coupon {{coupon}} back from {{customer}} and to issue one of {{face}} in its place.',
    zh: '{{person}} 申请从 {{customer}} 回收优惠券 {{coupon}}，并重新发放一张面值 {{face}} 的优惠券。',
  },
  summary: {
    en: '{{title}}, {{total}}: {{state}} ({{receipt}})',
    zh: '{{title}}，{{total}}：{{state}}（{{receipt}}）',
  },

  // Where it stands
  waiting: { en: 'waiting for approval', zh: '待审批' },
  running: { en: 'approved, being carried out', zh: '审批通过，执行中' },
  done: { en: 'done', zh: '已完成' },
  partly: { en: 'partly done', zh: '部分完成' },
  failed: { en: 'not done', zh: '未能执行' },
  refused: { en: 'refused', zh: '已拒绝' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
  expired: { en: 'expired', zh: '已过期' },
  impossible: { en: 'no longer possible', zh: '已不满足条件' },
  draft: { en: 'not sent yet', zh: '尚未提交' },

  // Facts
  customers: { en: 'Customers', zh: '客户' },
  andMore: { en: '{{names}} and {{count}} more', zh: '{{names}} 等，另有 {{count}} 个' },
  amount: { en: 'Amount', zh: '金额' },
  times: { en: '{{face}} × {{count}} = {{total}}', zh: '{{face}} × {{count}} = {{total}}' },
  validity: { en: 'Valid', zh: '有效期' },
  fromTo: { en: '{{from}} to {{to}}', zh: '{{from}} 至 {{to}}' },
  untilOnly: { en: 'until {{to}}', zh: '至 {{to}}' },
  asQuota: { en: 'as long as the quota', zh: '与额度一致' },
  services: { en: 'Only for', zh: '限用于' },
  quota: { en: 'Quota', zh: '额度' },
  quotaNow: { en: 'Quota now', zh: '额度余额（当前）' },
  quotaAfter: { en: 'Left after it', zh: '执行后剩余' },
  onCoupon: { en: 'Left on the coupon', zh: '券余额' },
  reason: { en: 'Reason', zh: '事由' },
  stillNeeded: { en: 'Approvals', zh: '审批进度' },
  given: { en: '{{given}} of {{needed}}', zh: '{{given}} 人已同意，需 {{needed}} 人' },
  approvedBy: { en: 'Approved by', zh: '已同意' },
  standsFor: { en: '{{person}} (for {{other}})', zh: '{{person}}（代 {{other}}）' },
  expires: { en: 'Expires', zh: '到期时间' },
  receipt: { en: 'Receipt', zh: '回执' },
  asOf: { en: 'Quota and coupons as of ', zh: '额度与券信息截至 ' },
  yuan: { en: 'Amounts are yuan.', zh: '金额单位为人民币元。' },

  // Warnings
  away: {
    en: 'The platform did not answer when this was shown, so the quota and overlaps are missing. Everything is read again before an approval counts.',
    zh: '展示时平台未响应，因此缺少额度余额和重叠券信息。同意生效前会重新核对。',
  },
  overlaps: {
    en: {
      one: '{{customer}} already holds a coupon for this time: {{list}}.',
      other: '{{customer}} already holds {{count}} coupons for this time: {{list}}.',
    },
    zh: '{{customer}} 在此期间已持有 {{count}} 张优惠券：{{list}}。',
  },
  overlap: { en: '{{id}} ({{balance}} left)', zh: '{{id}}（余额 {{balance}}）' },
  moreOverlaps: {
    en: {
      one: 'So does {{count}} more customer; see Details.',
      other: 'So do {{count}} more customers; see Details.',
    },
    zh: '另有 {{count}} 个客户也有重叠的券，见详情。',
  },
  unreachable: {
    en: 'The approvers’ channel cannot be reached, so nobody has been asked yet. An admin has to invite the bot there; it is tried again every few minutes.',
    zh: '无法发送到审批频道，审批人尚未收到申请。请管理员将机器人邀请到该频道，系统会每隔几分钟重试。',
  },
  stopBanner: {
    en: 'Money is stopped by {{person}}: {{reason}}. Nothing is approved or carried out until an admin resumes it.',
    zh: '资金操作已由 {{person}} 暂停：{{reason}}。管理员恢复之前，不审批也不执行。',
  },

  // Buttons
  buttonApprove: { en: 'Approve', zh: '同意' },
  buttonRefuse: { en: 'Refuse', zh: '拒绝' },
  buttonMine: { en: 'What can I do?', zh: '查看我可执行的操作' },
  buttonDetails: { en: 'Details', zh: '详情' },
  buttonWithdraw: { en: 'Withdraw', zh: '撤回' },
  buttonTakeBack: { en: 'Take back my approval', zh: '收回我的同意' },
  buttonDone: { en: 'It was done', zh: '确认已执行' },
  buttonNotDone: { en: 'It was not done, send it again', zh: '确认未执行，重新发送' },
  buttonLeave: { en: 'Leave it', zh: '放弃' },
  buttonGoOn: { en: 'Go on', zh: '继续' },
  confirmNo: { en: 'Not yet', zh: '暂不' },
  approveTitle: { en: 'Approve?', zh: '确认同意？' },
  approveText: {
    en: '{{what}}, {{total}} in all. Once everybody needed has approved, it is carried out at once.',
    zh: '{{what}}，合计 {{total}}。所需审批全部通过后立即执行。',
  },
  withdrawTitle: { en: 'Withdraw the request?', zh: '确认撤回申请？' },
  withdrawText: { en: 'Nobody can approve it any more then.', zh: '撤回后将不能再审批。' },
  takeBackTitle: { en: 'Take back your approval?', zh: '确认收回同意？' },
  takeBackText: {
    en: 'This works until the first call to the platform has been sent.',
    zh: '仅在首次调用平台之前有效。',
  },
  doneTitle: { en: 'Was it done?', zh: '确认已执行？' },
  doneText: {
    en: 'Only if you have seen it on the console: {{code}} is then written down as done and not sent again.',
    zh: '请先在伙伴中心控制台核实。确认后 {{code}} 记为已执行，不再发送。',
  },
  notDoneTitle: { en: 'Was it really not done?', zh: '确认未执行？' },
  notDoneText: {
    en: 'Only if the console shows nothing of it: {{code}} is sent again. If it had been done after all, it would be there twice.',
    zh: '请先在伙伴中心控制台核实。确认后将重新发送 {{code}}；若其实已执行，会造成重复。',
  },
  leaveTitle: { en: 'Leave it as it is?', zh: '确认放弃？' },
  leaveText: {
    en: 'Nothing more is sent for {{code}}. It is written down as not done.',
    zh: '不再为 {{code}} 发送任何请求，并记为未执行。',
  },
  goOnTitle: { en: 'Go on all the same?', zh: '确认继续？' },
  goOnText: {
    en: 'The next step of {{code}} is carried out as approved.',
    zh: '将按审批内容继续执行 {{code}}。',
  },

  // Being carried out, and the end
  progress: { en: '{{done}} of {{count}} carried out', zh: '已执行 {{done}} / {{count}}' },
  lookingFor: {
    en: 'For {{code}} the platform gave no clear answer. I look it up in its records; nothing is sent twice.',
    zh: '{{code}} 未收到平台的明确结果，正在核对平台记录，不会重复发送。',
  },
  stuckNoRecord: {
    en: '{{code}} for {{customer}}: the platform gave no answer. Its records do not name this code, but the customer has got a coupon since that nobody else accounts for. Please look on the console and decide.',
    zh: '{{code}}（{{customer}}）：平台未返回结果。记录中没有此编号，但该客户此后多出一张来源不明的优惠券。请在控制台核实后处理。',
  },
  stuckQuotaMoved: {
    en: '{{code}} for {{customer}}: the platform gave no answer. Neither a record nor a coupon is there, but the quota is not what it was before. Please look on the console and decide.',
    zh: '{{code}}（{{customer}}）：平台未返回结果。没有记录也没有券，但额度与发送前不一致。请在控制台核实后处理。',
  },
  stuckSeveral: {
    en: '{{code}} for {{customer}}: the platform gave no answer. Since then several movements of just this amount were recorded, and nothing tells whether one of them is ours. Please look on the console and decide.',
    zh: '{{code}}（{{customer}}）：平台未返回结果。此后出现多笔相同金额的记录，无法判断其中是否有本次操作。请在控制台核实后处理。',
  },
  stuckRecordOnly: {
    en: '{{code}} for {{customer}}: the platform gave no answer. A movement of this amount was recorded since, but our balance has not changed by it. Please look on the console and decide.',
    zh: '{{code}}（{{customer}}）：平台未返回结果。此后有一笔相同金额的记录，但我方余额变化与之不符。请在控制台核实后处理。',
  },
  stuckOthers: {
    en: '{{code}} for {{customer}}: the platform gave no answer. No movement of this amount was recorded, but others were that were not made here. Please look on the console and decide.',
    zh: '{{code}}（{{customer}}）：平台未返回结果。没有相同金额的记录，但有其他非本系统发起的资金变动。请在控制台核实后处理。',
  },
  stuckBalance: {
    en: '{{code}} for {{customer}}: the platform gave no answer. No record is there, but our balance or the customer’s is not what it was before. Please look on the console and decide.',
    zh: '{{code}}（{{customer}}）：平台未返回结果。没有记录，但我方或客户的余额与发送前不一致。请在控制台核实后处理。',
  },
  balancesBefore: {
    en: 'Before it we had {{own}} and the customer {{customer}}.',
    zh: '发送前我方余额 {{own}}，客户余额 {{customer}}。',
  },
  stuckOther: {
    en: '{{code}} for {{customer}}: what came of it cannot be told. Please look on the console and decide.',
    zh: '{{code}}（{{customer}}）：无法判断结果，请在控制台核实后处理。',
  },
  heldSpent: {
    en: '{{code}} for {{customer}}: the coupon was used after this was approved, so less of it is left. Go on with what there is, or leave it?',
    zh: '{{code}}（{{customer}}）：审批后该券已被使用，余额减少。是否按现状继续？',
  },
  heldAmount: {
    en: '{{code}} for {{customer}}: the old coupon is gone, but the records do not say how much of it came back. Issue the new one all the same?',
    zh: '{{code}}（{{customer}}）：原券已回收，但记录中没有退回金额。是否仍发放新券？',
  },
  leftOnIt: { en: 'Left on it now: {{balance}}.', zh: '当前余额：{{balance}}。' },
  cameBack: { en: 'Came back to the quota: {{returned}}.', zh: '已退回额度：{{returned}}。' },
  endDone: {
    en: { one: 'Done: {{count}} step, {{receipt}}.', other: 'Done: all {{count}} steps, {{receipt}}.' },
    zh: '已全部完成，共 {{count}} 项，{{receipt}}。',
  },
  endPartly: {
    en: '{{done}} of {{count}} were done; the others were not. Details are below.',
    zh: '共 {{count}} 项，完成 {{done}} 项，其余未完成，明细如下。',
  },
  endFailed: { en: 'Nothing was done. Why stands below.', zh: '未执行任何操作，原因如下。' },
  endRefused: { en: 'Refused by {{person}}: {{reason}}', zh: '{{person}} 已拒绝：{{reason}}' },
  endWithdrawn: {
    en: 'Withdrawn by {{person}}. Nothing was done.',
    zh: '{{person}} 已撤回，未执行任何操作。',
  },
  endExpired: {
    en: 'Expired: nobody decided in time. Nothing was done.',
    zh: '已过期：审批未在期限内完成，未执行任何操作。',
  },
  endImpossible: {
    en: 'No longer possible, so nothing was done. {{why}}',
    zh: '已不满足条件，未执行任何操作。{{why}}',
  },
  whyUnknown: { en: 'The facts have changed since it was asked.', zh: '申请之后情况已发生变化。' },
  refusedByPlatform: { en: 'The platform refused it ({{code}}).', zh: '平台拒绝（{{code}}）。' },

  // Outcomes of one step
  column: { en: 'Step', zh: '步骤' },
  columnCustomer: { en: 'Customer', zh: '客户' },
  columnAmount: { en: 'Amount', zh: '金额' },
  columnState: { en: 'Outcome', zh: '结果' },
  columnCoupon: { en: 'Coupon', zh: '券ID' },
  columnTrans: { en: 'Record', zh: '交易流水号' },
  columnOwn: { en: 'Our balance', zh: '我方余额' },
  columnTheirs: { en: 'Customer’s balance', zh: '客户余额' },
  outcomes: { en: 'What came of it', zh: '执行结果' },
  stepIssue: { en: '{{code}} issue', zh: '{{code}} 发放' },
  stepReclaim: { en: '{{code}} reclaim', zh: '{{code}} 回收' },
  stepTransfer: { en: '{{code}} transfer', zh: '{{code}} 拨款' },
  stepRetrieve: { en: '{{code}} reclaim', zh: '{{code}} 回收' },
  stepWaiting: { en: 'waits for the step before', zh: '等待上一步' },
  stepReady: { en: 'to be sent', zh: '待发送' },
  stepSending: { en: 'being sent', zh: '发送中' },
  stepUnknown: { en: 'being looked up', zh: '核实中' },
  stepHeld: { en: 'waits for a decision', zh: '待人工确认' },
  stepStuck: { en: 'waits for a decision', zh: '待人工判定' },
  stepDone: { en: 'done', zh: '已完成' },
  stepFailed: { en: 'not done', zh: '未执行' },
  stepSkipped: { en: 'left out', zh: '已跳过' },
  whyFound: { en: 'found in the platform’s records', zh: '已在平台记录中查到' },
  whyGone: { en: 'was gone before', zh: '此前已不存在' },
  whyNoRecord: { en: 'gone; no record says how much came back', zh: '已回收，记录中没有退回金额' },
  whyReclaimFailed: { en: 'the old coupon was not taken back', zh: '原券未能回收' },
  whySettledDone: { en: 'a person saw that it was done', zh: '人工确认已执行' },
  whySettledLeft: { en: 'a person decided to leave it', zh: '人工决定放弃' },
  whySettledGoOn: { en: 'a person decided to go on', zh: '人工决定继续' },

  // Details
  history: { en: 'What happened', zh: '处理过程' },
  columnWhen: { en: 'When', zh: '时间' },
  columnWhat: { en: 'What', zh: '事项' },
  eventAsked: { en: 'asked for approval', zh: '提交审批' },
  eventApproved: { en: 'approved', zh: '同意' },
  eventTakenBack: { en: 'took the approval back', zh: '收回同意' },
  eventRefused: { en: 'refused', zh: '拒绝' },
  eventWithdrawn: { en: 'withdrew', zh: '撤回' },
  eventExpired: { en: 'expired', zh: '过期' },
  eventImpossible: { en: 'found to be no longer possible', zh: '核对后已不满足条件' },
  eventReminded: { en: 'approvers reminded', zh: '提醒审批人' },
  eventEscalated: { en: 'others told as well', zh: '已升级提醒' },
  eventRunning: { en: 'carrying out begins', zh: '开始执行' },
  eventHeld: { en: 'held: a person has to decide', zh: '暂缓，需人工确认' },
  eventStuck: { en: 'outcome not known: a person has to decide', zh: '结果未知，需人工判定' },
  eventSettled: { en: 'decided by hand', zh: '人工判定' },
  eventDone: { en: 'done', zh: '完成' },
  eventPartly: { en: 'partly done', zh: '部分完成' },
  eventFailed: { en: 'not done', zh: '未能执行' },
} satisfies Phrases;

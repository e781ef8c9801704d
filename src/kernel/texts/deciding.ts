import type { Phrases } from './phrase.ts';

/** What is said about requests to those who decide and to those who asked: news, answers to clicks, the list, the stop. */
export const deciding = {
  // News in threads
  newsApproved: {
    en: '{{asker}} {{person}} has approved: {{given}} of {{needed}}.',
    zh: '{{asker}} {{person}} 已同意（{{given}} / {{needed}}）。',
  },
  newsTakenBack: {
    en: '{{asker}} {{person}} has taken the approval back.',
    zh: '{{asker}} {{person}} 已收回同意。',
  },
  newsRefused: {
    en: '{{asker}} {{person}} has refused: {{reason}}',
    zh: '{{asker}} {{person}} 已拒绝：{{reason}}',
  },
  newsWithdrawn: { en: '{{asker}} The request is withdrawn.', zh: '{{asker}} 申请已撤回。' },
  newsExpired: {
    en: '{{asker}} The request has expired: nobody decided in time. Nothing was done.',
    zh: '{{asker}} 申请已过期：审批未在期限内完成，未执行任何操作。',
  },
  newsImpossible: {
    en: '{{asker}} The request is no longer possible, so nothing was done. {{why}}',
    zh: '{{asker}} 该申请已不满足条件，未执行任何操作。{{why}}',
  },
  newsEscalated: {
    en: '{{asker}} Nobody has decided yet; others have been told as well.',
    zh: '{{asker}} 申请尚未审批，已提醒更多人。',
  },
  newsLastApproved: {
    en: '{{asker}} {{person}} has approved: {{given}} of {{needed}}. It is being carried out.',
    zh: '{{asker}} {{person}} 已同意（{{given}} / {{needed}}），审批通过，正在执行。',
  },
  newsAsking: {
    en: '{{asker}} It waits for a person to decide; the approvers have been asked.',
    zh: '{{asker}} 有一项需要人工处理，已通知审批人。',
  },
  newsSettled: {
    en: '{{asker}} {{person}} has decided: {{choice}}.',
    zh: '{{asker}} {{person}} 已处理：{{choice}}。',
  },
  newsDone: { en: '{{asker}} Done: {{receipt}}.', zh: '{{asker}} 已完成：{{receipt}}。' },
  newsPartly: {
    en: '{{asker}} Only partly done: {{receipt}}. The card says what was not.',
    zh: '{{asker}} 仅部分完成：{{receipt}}，未完成项见卡片。',
  },
  newsFailed: {
    en: '{{asker}} Nothing was done: {{receipt}}. The card says why.',
    zh: '{{asker}} 未能执行：{{receipt}}，原因见卡片。',
  },
  remindText: {
    en: '{{whom}} This request still waits. Approvals still needed: {{left}}.',
    zh: '{{whom}} 此申请仍待审批，还需 {{left}} 人同意。',
  },
  escalateText: {
    en: '{{whom}} Nobody has decided this request yet. Please see that somebody does, or that it is withdrawn.',
    zh: '{{whom}} 此申请尚无人审批，请协调审批人处理，或请申请人撤回。',
  },
  askText: {
    en: '{{whom}} One step of this request needs a decision by somebody who may approve it.',
    zh: '{{whom}} 此申请有一项需要有审批权的人处理。',
  },
  takenBackText: {
    en: '{{person}} has taken an approval back; the request waits again.',
    zh: '{{person}} 已收回同意，申请重新等待审批。',
  },

  // Answers to clicks
  sent: {
    en: 'Asked for approval: {{receipt}}. The card in this conversation follows what happens.',
    zh: '已提交审批：{{receipt}}。本会话中的卡片会随进展更新。',
  },
  counted: {
    en: 'Your approval counts: {{given}} of {{needed}}.',
    zh: '您的同意已计入（{{given}} / {{needed}}）。',
  },
  approvedNow: {
    en: 'Approved: {{receipt}} is being carried out.',
    zh: '审批已通过：{{receipt}} 正在执行。',
  },
  alreadyApproved: {
    en: 'You have approved this already; it still needs somebody else.',
    zh: '您已同意过，还需其他人同意。',
  },
  closed: { en: 'This has been decided already: {{state}}.', zh: '该申请已有结果：{{state}}。' },
  closedBy: {
    en: 'This has been decided already: {{state}}. The last word was {{person}}’s.',
    zh: '该申请已有结果：{{state}}，最后由 {{person}} 处理。',
  },
  refusedNow: {
    en: 'Refused: {{receipt}}. The requester reads your reason.',
    zh: '已拒绝：{{receipt}}。申请人会看到您填写的理由。',
  },
  withdrawnNow: {
    en: 'Withdrawn: {{receipt}}. Nothing was done.',
    zh: '已撤回：{{receipt}}，未执行任何操作。',
  },
  notYours: { en: 'Only {{person}}, who asked, can withdraw this.', zh: '只有申请人 {{person}} 可以撤回。' },
  takenBackNow: {
    en: 'Your approval is taken back: {{receipt}} waits again.',
    zh: '已收回您的同意：{{receipt}} 重新等待审批。',
  },
  othersDecide: {
    en: 'This is for others to decide; there is nothing for you to do here.',
    zh: '此申请由其他人审批，您无需操作。',
  },
  noneOfYours: {
    en: 'You have not approved this, so there is nothing to take back.',
    zh: '您没有同意过此申请，无需收回。',
  },
  settledNow: { en: 'Written down: {{choice}}.', zh: '已记录：{{choice}}。' },
  nothingToSettle: { en: 'There is nothing to decide here any more.', zh: '此处已无需处理。' },
  discarded: { en: 'Discarded. Nobody was asked.', zh: '已放弃，未提交给任何人。' },

  // The list
  listSummary: { en: 'Requests: waiting for me, mine, decided', zh: '审批：待我处理、我的申请、已办结' },
  tab: { en: 'Which', zh: '范围' },
  tabWaiting: { en: 'waiting for me', zh: '待我审批' },
  tabMine: { en: 'mine', zh: '我的申请' },
  tabDecided: { en: 'decided', zh: '已办结' },
  listTitle: { en: 'Approvals: {{tab}}', zh: '审批：{{tab}}' },
  listCount: { en: { one: '{{count}} request.', other: '{{count}} requests.' }, zh: '共 {{count}} 个申请。' },
  listNone: { en: 'Nothing here.', zh: '暂无申请。' },
  listUnreadable: {
    en: 'I cannot read some lists of approvers just now, so a request may be missing here.',
    zh: '暂时无法读取部分审批人名单，此处可能有遗漏。',
  },
  columnReceipt: { en: 'Receipt', zh: '回执' },
  columnAsked: { en: 'Asked', zh: '提交时间' },
  columnTotal: { en: 'Total (CNY)', zh: '合计（CNY）' },
  columnAbout: { en: 'About', zh: '事项' },
  columnNeeded: { en: 'Approvals', zh: '审批进度' },
  showCard: { en: 'Details …', zh: '查看详情…' },
  receiptHint: { en: 'The code on the card: PD-7K2M-4QXA', zh: '卡片上的编号：PD-7K2M-4QXA' },
  refuseSummary: { en: 'Refuse a request, with a reason', zh: '拒绝申请并填写理由' },
  withdrawSummary: { en: 'Withdraw a request of yours', zh: '撤回自己的申请' },
  takeBackSummary: { en: 'Take back your approval before it is carried out', zh: '在执行前收回自己的同意' },
  delegateSummary: {
    en: 'Let somebody approve in your place until a day',
    zh: '委托他人代为审批，至指定日期',
  },
  person: { en: 'Person', zh: '人员' },
  personHint: { en: '@somebody; leave it empty to end the delegation', zh: '@某人；留空表示结束委托' },
  until: { en: 'Until (last day)', zh: '截止日期（含当日）' },
  untilHint: { en: '2026-12-01, at most 90 days ahead', zh: '例如 2026-12-01，最长 90 天' },
  delegated: {
    en: 'Until the end of {{day}} {{person}} may approve in your place. Your own requests are not for them.',
    zh: '{{day}} 当日结束前，{{person}} 可代您审批，但不能审批您本人的申请。',
  },
  delegationNow: {
    en: '{{person}} approves in your place until {{until}}.',
    zh: '{{person}} 代您审批至 {{until}}。',
  },
  delegationEnded: { en: 'Nobody approves in your place any more.', zh: '委托已结束。' },
  delegationNone: {
    en: 'You have not asked anybody to approve in your place.',
    zh: '您没有委托任何人代为审批。',
  },
  buttonStopDelegating: { en: 'End the delegation', zh: '结束委托' },

  // The stop
  stopSummary: { en: 'Stop all spending at once', zh: '立即暂停所有资金操作' },
  resumeSummary: { en: 'Let spending go on', zh: '恢复资金操作' },
  stopReason: { en: 'Reason', zh: '原因' },
  stopReasonHint: { en: 'Everybody reads it', zh: '所有人都会看到' },
  stopTitle: { en: 'Money is stopped', zh: '资金操作已暂停' },
  stopText: {
    en: '{{person}} has stopped money: {{reason}}. Nothing is approved or carried out until an admin resumes it. What was sent already is followed to its end.',
    zh: '{{person}} 已暂停资金操作：{{reason}}。管理员恢复之前，不审批也不执行；已发送的操作会核实到底。',
  },
  stopAlready: { en: 'Money is stopped already.', zh: '资金操作已处于暂停状态。' },
  resumeTitle: { en: 'Money may move again', zh: '资金操作已恢复' },
  resumeText: {
    en: '{{person}} has resumed money. What was approved is carried out now.',
    zh: '{{person}} 已恢复资金操作，已审批的申请开始执行。',
  },
  resumeAlready: {
    en: 'Money is not stopped; there is nothing to resume.',
    zh: '资金操作未暂停，无需恢复。',
  },

  // The nightly comparison
  sweepMovesTitle: { en: 'Money that was not moved here', zh: '非本机器人发起的资金变动' },
  sweepMoves: {
    en: {
      one: '{{count}} movement between our account and a customer was made outside Partner Desk in the last two days.',
      other:
        '{{count}} movements between our account and customers were made outside Partner Desk in the last two days.',
    },
    zh: '最近两天有 {{count}} 笔拨款或回收不是通过 Partner Desk 发起的。',
  },
  sweepWhat: { en: 'What', zh: '类型' },
  sweepToCustomer: { en: 'transferred', zh: '拨款' },
  sweepFromCustomer: { en: 'taken back', zh: '回收' },
  sweepUnbound: { en: 'taken back as the customer left', zh: '解除关联回收' },
  sweepTitle: { en: 'Coupons that were not issued here', zh: '非本机器人发放的优惠券' },
  sweepOutside: {
    en: {
      one: '{{count}} coupon was issued outside Partner Desk in the last two days.',
      other: '{{count}} coupons were issued outside Partner Desk in the last two days.',
    },
    zh: '过去两天内有 {{count}} 张优惠券不是通过伙伴助手发放的。',
  },
  sweepTwice: { en: 'Coupons with the same code twice', zh: '同一编号的优惠券出现两次' },
  sweepTwiceText: {
    en: 'These codes stand on more than one coupon: {{codes}}. Somebody has been given money twice, or copied a memo. Please look on the console at once; money can be stopped with “/hw stop money”.',
    zh: '以下编号对应多张优惠券：{{codes}}。可能重复发放，或有人复制了备注。请立即在控制台核实；可用“/hw stop money”暂停资金操作。',
  },
  columnMemo: { en: 'Memo', zh: '备注' },
} satisfies Phrases;

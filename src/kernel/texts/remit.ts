import type { Phrases } from './phrase.ts';

/** Remittances: announced, claimed on the console, seen on the statement, confirmed by finance. */
export const remit = {
  newSummary: {
    en: 'Announce money sent to Huawei Cloud, by form or by pasting the bank’s text',
    zh: '登记汇往华为云的款项，可填写表单或粘贴银行回单文字',
  },
  listSummary: { en: 'Remittances that wait, or that are done', zh: '查看待入账或已完结的汇款' },
  showSummary: { en: 'One remittance: where it stands and what to do', zh: '查看单笔汇款的进展与后续操作' },
  checkSummary: { en: 'Look at the account statement now', zh: '立即核对账户收支明细' },
  claimedSummary: {
    en: 'Say that you have claimed a remittance on the console',
    zh: '标记汇款已在控制台认领',
  },
  reviewSummary: {
    en: 'Say that the console shows the claim under review',
    zh: '标记汇款认领在控制台显示为审核中',
  },
  rejectedSummary: { en: 'Say that the claim of a remittance was rejected', zh: '标记汇款认领被驳回' },
  withdrawSummary: { en: 'Withdraw a remittance that you have announced', zh: '撤回已登记的汇款' },

  amount: { en: 'Amount', zh: '金额' },
  amountHint: { en: 'As the bank has it, to the cent', zh: '与银行回单一致，精确到分' },
  day: { en: 'Bank day', zh: '汇款日期' },
  dayHint: { en: 'The day on which the bank took the money', zh: '银行扣款的日期' },
  payer: { en: 'Payer', zh: '汇款人' },
  payerHint: {
    en: 'The name of the account it was sent from; no account number, please',
    zh: '付款账户的户名，请勿填写银行账号',
  },
  route: { en: 'Sent to', zh: '汇入账号' },
  routeHint: {
    en: 'Money on the general account has to be claimed on the console',
    zh: '汇入通用充值账号的款项需在控制台认领',
  },
  routeGeneral: { en: 'General top-up account', zh: '通用充值账号' },
  routeDedicated: { en: 'Dedicated remittance account', zh: '专属汇款账号' },
  account: { en: 'Account', zh: '入账账户' },
  accountCash: { en: 'Cash', zh: '现金' },
  accountCredit: { en: 'Credit', zh: '信用' },
  voucher: { en: 'Voucher', zh: '汇款凭证' },
  voucherHint: {
    en: 'Only the name of the file is kept. Keep the file: the console asks for it.',
    zh: '仅保存文件名，请自行保留文件，在控制台认领时需要上传。',
  },
  note: { en: 'Note', zh: '备注' },
  remittance: { en: 'Remittance', zh: '汇款' },
  codeHint: { en: 'The code on its card: RM-7K2M-4QXA', zh: '卡片上的编号，例如 RM-7K2M-4QXA' },
  reason: { en: 'Reason', zh: '原因' },
  formSubmit: { en: 'Announce', zh: '登记' },
  which: { en: 'Which', zh: '范围' },
  whichOpen: { en: 'Waiting', zh: '待入账' },
  whichClosed: { en: 'Done', zh: '已完结' },

  title: { en: 'Remittance {{code}}', zh: '汇款 {{code}}' },
  summary: {
    en: '{{code}}: {{amount}} from {{payer}}, {{state}}',
    zh: '{{code}}：{{payer}} 汇款 {{amount}}，{{state}}',
  },
  state: { en: 'State', zh: '状态' },
  stateAnnounced: { en: 'announced', zh: '已登记' },
  stateArrived: { en: 'should have arrived', zh: '预计已到账' },
  stateClaimed: { en: 'claimed', zh: '已认领' },
  stateInReview: { en: 'in review', zh: '审核中' },
  stateOverdue: { en: 'overdue', zh: '逾期' },
  stateCredited: { en: 'credited', zh: '已入账' },
  stateRejected: { en: 'rejected', zh: '已驳回' },
  stateWithdrawn: { en: 'withdrawn', zh: '已撤回' },
  announcedBy: { en: 'Announced by', zh: '登记人' },
  code: { en: 'Code', zh: '编号' },
  found: { en: 'Top-up', zh: '充值记录' },
  foundOne: { en: 'found', zh: '已找到' },
  foundSeveral: { en: '{{count}} possible', zh: '{{count}} 条待确认' },
  foundNone: { en: '–', zh: '–' },

  announcedText: {
    en: 'Noted. I watch the account statement and tell you as soon as a top-up of this amount is credited.',
    zh: '已登记。机器人会关注账户收支明细，出现该金额的充值记录时立即通知您。',
  },
  overdueFrom: {
    en: 'Without a top-up of this amount it counts as overdue from {{day}}.',
    zh: '若届时没有该金额的充值记录，自 {{day}} 起视为逾期。',
  },
  yearUnknown: {
    en: 'The holidays of {{year}} have not been entered yet: Monday to Friday are taken for working days.',
    zh: '尚未录入 {{year}} 年的节假日安排，暂按周一至周五计算工作日。',
  },
  overdueNow: {
    en: 'No top-up of this amount has been credited. Was it claimed, and did the bank carry it out?',
    zh: '尚无该金额的充值记录，请确认是否已认领，以及银行是否已成功汇出。',
  },
  arrivedNow: {
    en: 'By the calendar the money should have arrived; it can be claimed from the day after it does. I watch the account statement and tell you as soon as a top-up of this amount is credited.',
    zh: '按工作日推算款项应已到账，到账次日起可以认领。机器人会关注账户收支明细，出现该金额的充值记录时立即通知您。',
  },
  claimedNow: {
    en: 'Claimed on the console. The review usually takes one working day; see 汇款认领 > 认领记录.',
    zh: '已在控制台认领，审核一般需要 1 个工作日，可在“汇款认领 > 认领记录”中查看。',
  },
  rejectedNow: { en: 'The claim was rejected: {{reason}}', zh: '认领被驳回：{{reason}}' },
  withdrawnNow: { en: 'Withdrawn.', zh: '已撤回。' },
  creditedNow: {
    en: 'A top-up of this amount was credited on {{day}}; {{person}} has confirmed that it is this remittance.',
    zh: '{{day}} 有一笔该金额的充值入账，{{person}} 已确认为该笔汇款。',
  },

  evidence: {
    en: 'A top-up of this amount was credited on {{day}}. The platform names no payer, so this is evidence and no proof: finance confirms it.',
    zh: '{{day}} 有一笔该金额的充值入账。平台记录不含汇款人信息，仅供参考，需财务确认。',
  },
  severalTopUps: {
    en: '{{count}} top-ups of this amount were credited in these days: {{days}}. Which one is it?',
    zh: '该期间有 {{count}} 笔该金额的充值入账：{{days}}。请确认是哪一笔。',
  },
  severalRemittances: {
    en: 'Other remittances of the same amount wait for it too: {{codes}}. The platform does not say who paid.',
    zh: '另有相同金额的汇款也在等待入账：{{codes}}。平台记录不含汇款人信息。',
  },
  topUpTitle: { en: 'Top-ups that fit', zh: '匹配的充值记录' },
  topUpNumber: { en: 'No.', zh: '序号' },
  topUpAt: { en: 'Credited', zh: '入账时间' },
  topUpId: { en: 'Record', zh: '记录编号' },

  stepsTitle: { en: 'How to claim it', zh: '认领步骤' },
  step1: {
    en: '1. In Partner Center open 销售 > 账务 > 资金管理 > 充值 > 汇款认领 > 线下汇款认领 (Sales > Billing > Fund management > Top up > Remittance claim > Offline remittance).',
    zh: '1. 登录伙伴中心，进入“销售 > 账务 > 资金管理 > 充值 > 汇款认领 > 线下汇款认领”。',
  },
  step2: {
    en: '2. Enter the payer (汇款人) “{{payer}}”, its bank account (汇款银行账号) and the amount (汇款金额) {{amount}}, and search.',
    zh: '2. 填写汇款人“{{payer}}”、汇款银行账号和汇款金额 {{amount}}，点击查询。',
  },
  step3: {
    en: '3. Press 认领 (claim) at its line, set the amount, upload the bank’s voucher and press 确认认领 (confirm).',
    zh: '3. 在对应记录上点击“认领”，填写金额并上传汇款凭证，点击“确认认领”。',
  },
  step4: {
    en: '4. Come back here and press “I have claimed it”.',
    zh: '4. 返回此处，点击“我已认领”。',
  },
  stepsWhen: {
    en: 'Claims are possible from the day after arrival: 1-2 working days within ICBC, 2-5 between banks.',
    zh: '到账次日起可认领：工商银行行内 1-2 个工作日，跨行 2-5 个工作日。',
  },
  stepsParty: {
    en: 'This is how it goes when your contracting party is 华为软件技术有限公司 or 华为云计算技术有限公司; with another one ask your ecosystem manager.',
    zh: '以上适用于签约主体为华为软件技术有限公司或华为云计算技术有限公司的伙伴，其他签约主体请联系生态经理。',
  },
  dedicatedText: {
    en: 'Money on your dedicated account is matched and credited by itself: nothing is to be claimed. A payer with another name than yours needs a third-party payment agreement.',
    zh: '汇入专属汇款账号的款项会自动匹配入账，无需认领。若汇款人与伙伴名称不一致，需先签署代付协议。',
  },

  buttonClaimed: { en: 'I have claimed it', zh: '我已认领' },
  buttonReview: { en: 'It is in review', zh: '审核中' },
  buttonRejected: { en: 'Claim rejected', zh: '认领被驳回' },
  buttonWithdraw: { en: 'Withdraw', zh: '撤回' },
  withdrawText: {
    en: 'I stop looking for this remittance. Nothing changes at the bank or on the platform.',
    zh: '机器人将停止跟踪该笔汇款，银行与平台侧不受影响。',
  },
  confirmNo: { en: 'Back', zh: '返回' },
  buttonConfirm: { en: 'Confirm this match', zh: '确认匹配' },
  buttonConfirmNumber: { en: 'It is no. {{number}}', zh: '确认是第 {{number}} 笔' },
  confirmText: {
    en: 'The top-up of {{amount}} credited on {{day}} is the remittance {{code}} from {{payer}}.',
    zh: '{{day}} 入账的 {{amount}} 充值，即 {{payer}} 的汇款 {{code}}。',
  },
  buttonDecline: { en: 'Not this one', zh: '不是这一笔' },
  buttonDeclineNumber: { en: 'Not no. {{number}}', zh: '不是第 {{number}} 笔' },
  buttonShow: { en: 'Details', zh: '详情' },
  buttonList: { en: 'All remittances', zh: '全部汇款' },
  buttonClosed: { en: 'Done remittances', zh: '已完结汇款' },
  buttonOpen: { en: 'Waiting remittances', zh: '待入账汇款' },
  buttonCheck: { en: 'Check now', zh: '立即核对' },
  buttonNew: { en: 'Announce', zh: '登记汇款' },

  listTitle: { en: 'Remittances that wait', zh: '待入账汇款' },
  listTitleClosed: { en: 'Remittances that are done', zh: '已完结汇款' },
  listTitleMine: { en: 'My remittances that wait', zh: '我的待入账汇款' },
  listTitleMineClosed: { en: 'My remittances that are done', zh: '我的已完结汇款' },
  listNone: { en: 'None.', zh: '暂无记录。' },
  listCount: {
    en: { one: '{{count}} remittance, {{amount}} in all', other: '{{count}} remittances, {{amount}} in all' },
    zh: '共 {{count}} 笔，合计 {{amount}}',
  },
  listToConfirm: {
    en: {
      one: '{{count}} has a top-up that finance has to confirm.',
      other: '{{count}} have a top-up that finance has to confirm.',
    },
    zh: '{{count}} 笔已有匹配的充值记录，待财务确认。',
  },
  readTo: { en: 'Statement read up to ', zh: '收支明细已核对至 ' },
  neverRead: { en: 'The statement has not been read yet.', zh: '尚未读取收支明细。' },
  trouble: {
    en: 'The statement of the {{account}} account could not be read last time, so top-ups may be missing here: {{why}}',
    zh: '上次未能读取{{account}}账户的收支明细，可能遗漏充值记录：{{why}}',
  },

  checkTitle: { en: 'Account statement checked', zh: '收支明细核对结果' },
  checkNothing: {
    en: 'No remittance waits, so there is nothing to look for.',
    zh: '没有待入账的汇款，无需核对。',
  },
  checkNone: {
    en: 'No top-up on the statement fits a remittance that waits.',
    zh: '收支明细中没有与待入账汇款匹配的充值记录。',
  },
  checkFound: {
    en: {
      one: 'A top-up was credited that fits {{count}} remittance. Finance confirms what is what.',
      other: 'Top-ups were credited that fit {{count}} remittances. Finance confirms what is what.',
    },
    zh: '有 {{count}} 笔汇款出现金额一致的充值记录，待财务确认。',
  },
  checkCredited: { en: 'Top-up credited', zh: '充值入账日期' },
  checkReasonOne: { en: 'one top-up, one remittance', zh: '唯一匹配' },
  checkReasonTopUps: {
    en: '{{count}} top-ups of this amount',
    zh: '{{count}} 笔充值金额相同',
  },
  checkReasonRivals: {
    en: '{{count}} remittances of this amount',
    zh: '{{count}} 笔汇款金额相同',
  },
  why: { en: 'Why', zh: '说明' },

  stepClaimed: { en: 'Noted: {{code}} is claimed.', zh: '已记录：{{code}} 已认领。' },
  stepReview: { en: 'Noted: {{code}} is in review.', zh: '已记录：{{code}} 审核中。' },
  stepRejected: { en: 'Noted: the claim of {{code}} was rejected.', zh: '已记录：{{code}} 认领被驳回。' },
  stepWithdrawn: { en: '{{code}} is withdrawn.', zh: '{{code}} 已撤回。' },
  stepCredited: {
    en: 'Confirmed: the top-up credited on {{day}} is {{code}}.',
    zh: '已确认：{{day}} 入账的充值即 {{code}}。',
  },
  stepDeclined: {
    en: 'Noted: the top-up credited on {{day}} is not {{code}}. I go on looking.',
    zh: '已记录：{{day}} 入账的充值不是 {{code}}，将继续核对。',
  },

  newsSubject: { en: '{{code}} ({{amount}} from {{payer}})', zh: '{{code}}（{{payer}} 汇款 {{amount}}）' },
  newsArrived: {
    en: 'Your remittance {{what}} should have arrived by now. Please claim it on the console and tell me here.',
    zh: '您登记的汇款 {{what}}预计已到账，请在控制台认领后在此标记。',
  },
  newsClaimed: {
    en: '{{person}} has claimed your remittance {{what}}.',
    zh: '{{person}} 已认领您登记的汇款 {{what}}。',
  },
  newsReview: {
    en: '{{person}} says that the claim of your remittance {{what}} is in review.',
    zh: '{{person}} 标记您登记的汇款 {{what}}认领审核中。',
  },
  newsFound: {
    en: 'A top-up of this amount was credited on {{days}}: it may be your remittance {{what}}. Finance will confirm it.',
    zh: '{{days}} 有该金额的充值入账，可能是您登记的汇款 {{what}}，待财务确认。',
  },
  newsFoundSeveral: {
    en: 'A top-up of this amount was credited on {{days}}, and it may be your remittance {{what}} or another one of the same amount. Finance will tell them apart.',
    zh: '{{days}} 有该金额的充值入账，可能是您登记的汇款 {{what}}，也可能是其他相同金额的汇款，待财务甄别。',
  },
  newsDeclined: {
    en: '{{person}} says that the top-up credited on {{days}} is not your remittance {{what}}. I go on looking.',
    zh: '{{person}} 确认 {{days}} 入账的充值不是您登记的汇款 {{what}}，将继续核对。',
  },
  newsCredited: {
    en: '{{person}} has confirmed that the top-up credited on {{days}} is your remittance {{what}}.',
    zh: '{{person}} 已确认 {{days}} 入账的充值即您登记的汇款 {{what}}。',
  },
  newsRejected: {
    en: '{{person}} says that the claim of your remittance {{what}} was rejected: {{reason}}',
    zh: '{{person}} 标记您登记的汇款 {{what}}认领被驳回：{{reason}}',
  },
  newsWithdrawn: {
    en: '{{person}} has withdrawn your remittance {{what}}.',
    zh: '{{person}} 已撤回您登记的汇款 {{what}}。',
  },
  newsOverdue: {
    en: 'Your remittance {{what}} is overdue: no top-up of this amount has been credited. Please ask the bank, and look at 认领记录 on the console.',
    zh: '您登记的汇款 {{what}}已逾期：尚无该金额的充值记录。请向银行核实，并查看控制台的“认领记录”。',
  },
  newsRemindClaim: {
    en: 'A reminder: your remittance {{what}} has not been claimed yet.',
    zh: '提醒：您登记的汇款 {{what}}尚未认领。',
  },
  newsRemindOverdue: {
    en: 'A reminder: your remittance {{what}} is still overdue.',
    zh: '提醒：您登记的汇款 {{what}}仍未入账。',
  },
  roomFound: {
    en: '{{whom}} A top-up of {{amount}} was credited on {{days}}: it may be {{code}}. Please confirm it on the card above, or say that it is another one.',
    zh: '{{whom}} {{days}} 有一笔 {{amount}} 充值入账，可能是 {{code}}，请在上方卡片确认或排除。',
  },
  roomFoundSeveral: {
    en: '{{whom}} A top-up of {{amount}} was credited on {{days}}, and it is not clear what it is: {{reasons}}. Please decide on the card above.',
    zh: '{{whom}} {{days}} 有一笔 {{amount}} 充值入账，无法自动判断归属：{{reasons}}。请在上方卡片处理。',
  },
  roomRejected: {
    en: 'The claim of {{code}} was rejected: {{reason}}',
    zh: '{{code}} 认领被驳回：{{reason}}',
  },
  roomOverdue: {
    en: '{{whom}} {{code}} is overdue: no top-up of {{amount}} has been credited.',
    zh: '{{whom}} {{code}} 已逾期：尚无 {{amount}} 的充值记录。',
  },
  roomRemindConfirm: {
    en: '{{whom}} A reminder: the top-up for {{code}} waits for your confirmation.',
    zh: '{{whom}} 提醒：{{code}} 的充值记录待确认。',
  },
  roomRemindClaim: {
    en: 'A reminder: {{code}} has not been claimed yet.',
    zh: '提醒：{{code}} 尚未认领。',
  },
  roomRemindOverdue: {
    en: '{{whom}} A reminder: {{code}} is still overdue.',
    zh: '{{whom}} 提醒：{{code}} 仍未入账。',
  },
  roomTrouble: {
    en: 'I cannot read the statement of the {{account}} account, so I do not see what is credited: {{why}}',
    zh: '无法读取{{account}}账户的收支明细，不能核对入账情况：{{why}}',
  },

  notNow: {
    en: 'That is not possible now: {{code}} is {{state}}.',
    zh: '当前无法操作：{{code}} 的状态为{{state}}。',
  },
  candidateGone: {
    en: 'That top-up no longer stands for {{code}}. Look at its card again.',
    zh: '该充值记录已不再对应 {{code}}，请重新查看卡片。',
  },
  spent: {
    en: 'That top-up has been confirmed for another remittance.',
    zh: '该充值记录已被确认为另一笔汇款。',
  },
  dedicatedNoClaim: {
    en: '{{code}} went to the dedicated account: it is credited by itself and needs no claim.',
    zh: '{{code}} 汇入专属汇款账号，将自动入账，无需认领。',
  },
} satisfies Phrases;

import { formatInstant } from '../kernel/format.ts';
import type { TextKey, Translate } from '../kernel/texts/index.ts';
import { problems } from '../kernel/texts/problems.ts';

/** A row of the audit, as it is told. */
export interface AuditLine {
  readonly seq: number;
  /** Undefined when what stands there is no moment. */
  readonly at: Date | undefined;
  readonly user: string;
  readonly action: string;
  readonly subject: Readonly<Record<string, string>>;
  readonly outcome: string;
  readonly receipt: string | undefined;
}

/** The name under which the money machine writes what it does by itself. */
export const machine = 'partner-desk';

type Words = Readonly<Record<string, TextKey>>;

const actions: Words = {
  bill: 'audit.doesBill',
  'bill.export': 'audit.doesBillExport',
  balance: 'audit.doesBalance',
  debts: 'audit.doesDebts',
  low: 'audit.doesLow',
  statement: 'audit.doesStatement',
  'statement.export': 'audit.doesStatementExport',
  'customer.find': 'audit.doesCustomerFind',
  'customer.show': 'audit.doesCustomerShow',
  'customer.id': 'audit.doesCustomerId',
  'digest.add': 'audit.doesDigestAdd',
  'digest.list': 'audit.doesDigestList',
  'digest.preview': 'audit.doesDigestPreview',
  'digest.pause': 'audit.doesDigestPause',
  'digest.resume': 'audit.doesDigestResume',
  'digest.remove': 'audit.doesDigestRemove',
  'digest.mute': 'audit.doesDigestMute',
  'digest.unmute': 'audit.doesDigestUnmute',
  'digest.added': 'audit.doesDigestAdd',
  'digest.paused': 'audit.doesDigestPause',
  'digest.resumed': 'audit.doesDigestResume',
  'digest.removed': 'audit.doesDigestRemove',
  'digest.muted': 'audit.doesDigestMute',
  'digest.unmuted': 'audit.doesDigestUnmute',
  api: 'audit.doesApi',
  menu: 'audit.doesMenu',
  help: 'audit.doesHelp',
  unknown: 'audit.doesUnknown',
  action: 'audit.doesButton',
  'action.export.cancel': 'audit.doesExportCancel',
  'action.export.retry': 'audit.doesExportRetry',
  'coupon.quota': 'audit.doesCouponQuota',
  'coupon.list': 'audit.doesCouponList',
  'coupon.history': 'audit.doesCouponHistory',
  'coupon.export': 'audit.doesCouponExport',
  'coupon.issue': 'audit.doesCouponIssue',
  'coupon.reclaim': 'audit.doesCouponReclaim',
  transfer: 'audit.doesTransferAsk',
  reclaim: 'audit.doesRetrieveAsk',
  'coupon.replace': 'audit.doesCouponReplace',
  'remit.new': 'audit.doesRemitNew',
  'remit.list': 'audit.doesRemitLook',
  'remit.show': 'audit.doesRemitLook',
  'remit.check': 'audit.doesRemitCheck',
  'remit.claimed': 'audit.doesRemitClaim',
  'remit.review': 'audit.doesRemitReview',
  'remit.rejected': 'audit.doesRemitReject',
  'remit.withdraw': 'audit.doesRemitWithdraw',
  'action.remit.claimed': 'audit.doesRemitClaim',
  'action.remit.review': 'audit.doesRemitReview',
  'action.remit.withdraw': 'audit.doesRemitWithdraw',
  'action.remit.confirm': 'audit.doesRemitConfirm',
  'action.remit.decline': 'audit.doesRemitDecline',
  'remittance.announced': 'audit.doesRemitNew',
  'remittance.arrived': 'audit.doesRemitArrived',
  'remittance.claimed': 'audit.doesRemitClaim',
  'remittance.in-review': 'audit.doesRemitReview',
  'remittance.found': 'audit.doesRemitFound',
  'remittance.declined': 'audit.doesRemitDecline',
  'remittance.credited': 'audit.doesRemitConfirm',
  'remittance.rejected': 'audit.doesRemitReject',
  'remittance.withdrawn': 'audit.doesRemitWithdraw',
  'remittance.overdue': 'audit.doesRemitOverdue',
  'remittance.reminded': 'audit.doesRemitRemind',
  'action.approval.send': 'audit.doesAsk',
  'action.approval.discard': 'audit.doesWithdraw',
  'action.approval.approve': 'audit.doesApprove',
  'action.approval.withdraw': 'audit.doesWithdraw',
  'action.approval.take-back': 'audit.doesTakeBack',
  'action.approval.details': 'audit.doesApprovals',
  'action.approval.settle-done': 'audit.doesSettle',
  'action.approval.settle-not-done': 'audit.doesSettle',
  'action.approval.settle-go-on': 'audit.doesSettle',
  'action.approval.settle-leave': 'audit.doesSettle',
  approvals: 'audit.doesApprovals',
  'approvals.list': 'audit.doesApprovals',
  'approvals.show': 'audit.doesApprovals',
  'approvals.refuse': 'audit.doesRefuse',
  'approvals.takeback': 'audit.doesTakeBack',
  'approvals.withdraw': 'audit.doesWithdraw',
  'approvals.delegate': 'audit.doesDelegate',
  'money.delegate': 'audit.doesDelegate',
  link: 'audit.doesLink',
  'link.remove': 'audit.doesLink',
  'link.list': 'audit.doesLinkList',
  'action.link.confirm': 'audit.doesLinkConfirm',
  'action.link.refuse': 'audit.doesLinkRefuse',
  'action.link.remove': 'audit.doesLinkRemove',
  'action.link.separate': 'audit.doesLinkList',
  'action.link.free': 'audit.doesLinkFree',
  'identity.code': 'audit.doesLinkCode',
  'identity.type': 'audit.doesLinkType',
  'identity.confirm': 'audit.doesLinkConfirm',
  'identity.refuse': 'audit.doesLinkRefuse',
  'identity.remove': 'audit.doesLinkRemove',
  'identity.free': 'audit.doesLinkFree',
  audit: 'audit.doesAudit',
  'stop.money': 'audit.doesStop',
  'money.stop': 'audit.doesStop',
  'resume.money': 'audit.doesResume',
  'money.resume': 'audit.doesResume',
  'money.ask': 'audit.doesAsk',
  'money.approve': 'audit.doesApprove',
  'money.refuse': 'audit.doesRefuse',
  'money.withdraw': 'audit.doesWithdraw',
  'money.take-back': 'audit.doesTakeBack',
  'money.impossible': 'audit.doesImpossible',
  'money.time': 'audit.doesTime',
  'money.settle': 'audit.doesSettle',
  'money.issue': 'audit.doesIssue',
  'money.reclaim': 'audit.doesReclaim',
  'money.transfer': 'audit.doesTransfer',
  'money.retrieve': 'audit.doesRetrieve',
};

const outcomes: Words = {
  done: 'audit.cameDone',
  'handed-over': 'audit.cameHandedOver',
  refused: 'audit.cameRefused',
  failed: 'audit.cameFailed',
  cancelled: 'audit.cameCancelled',
  asked: 'audit.cameAsked',
  counted: 'audit.cameCounted',
  approved: 'audit.cameApproved',
  given: 'audit.cameGiven',
  ended: 'audit.cameEnded',
  'own-request': 'audit.cameOwnRequest',
  already: 'audit.cameAlready',
  'not-yours': 'audit.cameNotYours',
  'none-of-yours': 'audit.cameNone',
  'too-late': 'audit.cameTooLate',
  'money-stopped': 'audit.cameStopped',
  'over-daily-cap': 'audit.cameOverCap',
  withdrawn: 'audit.cameWithdrawn',
  'taken-back': 'audit.cameTakenBack',
  expired: 'audit.cameExpired',
  reminded: 'audit.cameReminded',
  escalated: 'audit.cameEscalated',
  ready: 'audit.cameReady',
  waiting: 'audit.cameWaiting',
  sending: 'audit.cameSending',
  unknown: 'audit.cameUnknown',
  held: 'audit.cameHeld',
  stuck: 'audit.cameStuck',
  skipped: 'audit.cameSkipped',
  'nothing-to-settle': 'audit.cameNothing',
  'settled-is-done': 'audit.cameSettledDone',
  'settled-not-done': 'audit.cameSettledNot',
  'settled-go-on': 'audit.cameSettledOn',
  'settled-leave': 'audit.cameSettledLeave',
};

const subjects: Words = {
  customer: 'audit.wordCustomer',
  cycle: 'audit.wordCycle',
  month: 'audit.wordCycle',
  quota: 'audit.wordQuota',
  coupon: 'audit.wordCoupon',
  amount: 'audit.wordAmount',
  trans: 'audit.wordTrans',
  ownBefore: 'audit.wordOwnBefore',
  ownAfter: 'audit.wordOwnAfter',
  customerBefore: 'audit.wordCustomerBefore',
  customerAfter: 'audit.wordCustomerAfter',
  total: 'audit.wordTotal',
  returned: 'audit.wordReturned',
  intent: 'audit.wordIntent',
  attempt: 'audit.wordAttempt',
  action: 'audit.wordAction',
  standsFor: 'audit.wordStandsFor',
  with: 'audit.wordWith',
  why: 'audit.wordWhy',
  to: 'audit.wordTo',
  until: 'audit.wordUntil',
  rows: 'audit.wordRows',
  file: 'audit.wordFile',
  export: 'audit.wordExport',
  format: 'audit.wordFormat',
  lines: 'audit.wordLines',
  payable: 'audit.wordPayable',
};

/** What a request asks for. */
const requests: Words = {
  'coupon.issue': 'audit.valueIssue',
  'coupon.reclaim': 'audit.valueReclaim',
  'coupon.replace': 'audit.valueReplace',
  'account.transfer': 'audit.valueTransfer',
  'account.reclaim': 'audit.valueRetrieve',
};

const wordOf = (words: Words, value: string): TextKey | undefined =>
  Object.hasOwn(words, value) ? words[value] : undefined;

/** Whatever is written down has words; what is newer than this list is shown as it is called. */
export function actionText(t: Translate, action: string): string {
  const key = wordOf(actions, action);
  if (key !== undefined) return t(key);
  return action.startsWith(buttonPrefix)
    ? t('audit.doesThisButton', { name: action.slice(buttonPrefix.length) })
    : action;
}

const buttonPrefix = 'action.';
const closedPrefix = 'closed-';

export function outcomeText(t: Translate, outcome: string): string {
  const key = wordOf(outcomes, outcome);
  if (key !== undefined) return t(key);
  if (outcome.startsWith(closedPrefix))
    return t('audit.cameClosed', { state: outcomeText(t, outcome.slice(closedPrefix.length)) });
  return Object.hasOwn(problems, outcome) ? t('audit.cameProblem', { code: outcome }) : outcome;
}

function valueText(t: Translate, key: string, value: string): string {
  if (key === 'why') return outcomeText(t, value);
  const request = key === 'action' ? wordOf(requests, value) : undefined;
  return request === undefined ? value : t(request);
}

/** `customer Acme, amount 100.00`; ids that have a name are called by it. */
export function subjectText(
  t: Translate,
  subject: AuditLine['subject'],
  names: ReadonlyMap<string, string>,
): string {
  const parts = Object.entries(subject).map(([key, value]) => {
    const word = wordOf(subjects, key);
    return t('audit.said', {
      word: word === undefined ? key : t(word),
      value: names.get(value) ?? valueText(t, key, value),
    });
  });
  return parts.join(t('common.listSeparator'));
}

export const whoText = (t: Translate, user: string, names: ReadonlyMap<string, string>): string =>
  user === machine ? t('audit.bot') : (names.get(user) ?? user);

/** A row in one sentence. */
export function auditSentence(t: Translate, line: AuditLine, timeZone: string): string {
  const nobody = new Map<string, string>();
  const about = subjectText(t, line.subject, nobody);
  return t('audit.sentence', {
    seq: line.seq,
    when: line.at ? formatInstant(line.at, timeZone) : '–',
    who: whoText(t, line.user, nobody),
    what: actionText(t, line.action),
    outcome: outcomeText(t, line.outcome),
    about: about === '' ? '' : t('audit.sentenceAbout', { about }),
  });
}

/** What is wrong with a chain, in a sentence. */
export interface AuditFault {
  readonly kind: 'changed' | 'unlinked' | 'missing' | 'misplaced' | 'cut-off' | 'beyond' | 'other-head';
  readonly seq: number;
  readonly to?: number;
  readonly head?: number;
}

export function faultText(t: Translate, { kind, seq, to = seq, head = seq }: AuditFault): string {
  switch (kind) {
    case 'changed':
      return t('audit.faultChanged', { seq });
    case 'unlinked':
      return t('audit.faultUnlinked', { seq });
    case 'missing':
      return t('audit.faultMissing', { seq, to, count: to - seq + 1 });
    case 'misplaced':
      return t('audit.faultMisplaced', { seq });
    case 'cut-off':
      return t('audit.faultCutOff', { seq, head });
    case 'beyond':
      return t('audit.faultBeyond', { seq, head });
    case 'other-head':
      return t('audit.faultOtherHead', { seq });
  }
}

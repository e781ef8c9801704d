import { test } from 'vitest';
import { caseCard, sharedCaseCard } from '../../src/cards/approvals/case.ts';
import { detailsCard } from '../../src/cards/approvals/details.ts';
import { approvalsCard } from '../../src/cards/approvals/list.ts';
import type { CaseView, StepView } from '../../src/cards/approvals/view.ts';
import { problem } from '../../src/kernel/problem.ts';
import { translator } from '../../src/kernel/texts/index.ts';
import { yuan } from '../support/bill-partner.ts';
import { expectGolden } from '../support/golden.ts';

const at = new Date('2026-11-23T02:00:00Z');
const later = new Date('2026-11-25T02:00:00Z');

const waiting: CaseView = {
  id: '0c6f4d5e-0000-4000-8000-000000000001',
  receipt: 'PD-7K2M-4QXA',
  action: 'coupon.issue',
  state: 'waiting',
  requester: { person: 'U0LINA0001' },
  reason: '双十一活动 <!channel>',
  total: yuan('4000'),
  customers: [
    {
      id: 'c1',
      name: '深圳星河智联科技有限公司',
      overlapping: [{ couponId: 'CP-1', balance: yuan('120.5') }],
    },
    { id: 'c2', name: 'Acme Cloud', overlapping: [] },
  ],
  terms: {
    quotaId: 'CQ1',
    faceValue: yuan('2000'),
    effective: at,
    expires: later,
    services: ['hws.service.type.ec2'],
  },
  coupon: undefined,
  needed: 2,
  approvals: [{ by: { person: 'U0WANG0003' }, standsFor: undefined, at }],
  untouched: true,
  expiresAt: later,
  facts: { quota: yuan('290000'), leftAfter: yuan('286000'), accounts: undefined, conflicts: [], readAt: at },
  steps: [],
  events: [
    { at, kind: 'asked', by: { person: 'U0LINA0001' }, note: undefined, params: undefined },
    { at, kind: 'approved', by: { person: 'U0WANG0003' }, note: undefined, params: undefined },
  ],
  stop: undefined,
  unreachable: false,
  timeZone: 'Asia/Shanghai',
};

const step = (number: number, more: Partial<StepView>): StepView => ({
  id: `${waiting.id}-${number}`,
  code: `${waiting.receipt}-${number}`,
  kind: 'issue',
  customer: number === 1 ? '深圳星河智联科技有限公司' : 'Acme Cloud',
  amount: yuan('2000'),
  state: 'done',
  outcome: undefined,
  wireCode: undefined,
  couponId: undefined,
  transId: undefined,
  before: undefined,
  afterwards: undefined,
  balance: undefined,
  returned: undefined,
  ...more,
});

const running: CaseView = {
  ...waiting,
  state: 'running',
  untouched: false,
  facts: undefined,
  steps: [
    step(1, { couponId: 'CP-9', outcome: 'found-in-records' }),
    step(2, { state: 'stuck', outcome: 'coupon-without-record' }),
  ],
};

const partly: CaseView = {
  ...running,
  state: 'partly',
  steps: [
    step(1, { couponId: 'CP-9' }),
    step(2, { state: 'failed', outcome: 'platformRefused', wireCode: 'CBC.99000013' }),
  ],
};

const replacing: CaseView = {
  ...waiting,
  action: 'coupon.replace',
  customers: waiting.customers.slice(1),
  total: yuan('2000'),
  coupon: { id: 'CP-OLD', balance: yuan('1500') },
  facts: {
    quota: yuan('100'),
    leftAfter: yuan('-1900'),
    accounts: undefined,
    conflicts: [problem('quotaShort', { total: '2000.00', balance: '100.00' })],
    readAt: at,
  },
  stop: { reason: 'wrong quota used', by: { person: 'U0OLGA0006' }, at },
};

const transferring: CaseView = {
  ...waiting,
  action: 'account.transfer',
  customers: waiting.customers.slice(1),
  total: yuan('5000'),
  terms: undefined,
  facts: {
    quota: undefined,
    leftAfter: undefined,
    accounts: {
      spendable: yuan('740002.57'),
      spendableAfter: yuan('735002.57'),
      available: yuan('1234.50'),
      availableAfter: yuan('6234.50'),
      debt: yuan('80.10'),
    },
    conflicts: [],
    readAt: at,
  },
};

const before = { own: yuan('826402.57'), customer: yuan('1234.50') };
const transferStuck: CaseView = {
  ...transferring,
  state: 'running',
  untouched: false,
  facts: undefined,
  steps: [
    step(2, { kind: 'transfer', amount: yuan('5000'), state: 'stuck', outcome: 'several-alike', before }),
  ],
};

const retrieved: CaseView = {
  ...transferStuck,
  action: 'account.reclaim',
  state: 'done',
  steps: [
    step(2, {
      kind: 'retrieve',
      amount: yuan('5000'),
      transId: 'T9F3A17C2',
      before: { own: yuan('821402.57'), customer: yuan('6234.50') },
      afterwards: before,
    }),
  ],
};

test('a transfer as approvers see it', () =>
  expectGolden('approval-transfer', (lang) => caseCard(translator(lang), transferring, 'approvers')));

test('a transfer the records do not decide', () =>
  expectGolden('approval-transfer-stuck', (lang) => caseCard(translator(lang), transferStuck, 'approvers')));

test('money taken back, with what both accounts held before and after', () =>
  expectGolden('approval-retrieved', (lang) => caseCard(translator(lang), retrieved, 'requester')));

test('a request as approvers see it', () =>
  expectGolden('approval-waiting', (lang) => caseCard(translator(lang), waiting, 'approvers')));

test('a request in a channel: Slack draws it alike for all, Teams without what only some may see or do', () =>
  expectGolden('approval-shared', (lang) =>
    sharedCaseCard(translator(lang), waiting, 'approvers', ['wang', 'lina']),
  ));

test('a request as whoever asked sees it', () =>
  expectGolden('approval-requester', (lang) => caseCard(translator(lang), waiting, 'requester')));

test('a request as anybody else sees it', () =>
  expectGolden('approval-others', (lang) => caseCard(translator(lang), waiting, 'others')));

test('a request asked and approved in the other app, as somebody sees it who has approved it here', () =>
  expectGolden('approval-other-app', (lang) => {
    const approvals = [...waiting.approvals, { by: 'Grace Liu', standsFor: undefined, at }];
    const view = { ...waiting, requester: '李娜', approvals, needed: 3 };
    return caseCard(translator(lang), view, 'approvers', { hasApproved: true });
  }));

test('a replacement that is not possible, while money is stopped', () =>
  expectGolden('approval-replace', (lang) => caseCard(translator(lang), replacing, 'approvers')));

test('a step that a person has to decide', () =>
  expectGolden('approval-stuck', (lang) => caseCard(translator(lang), running, 'approvers')));

test('the end, partly done, as the requester sees it', () =>
  expectGolden('approval-partly', (lang) => caseCard(translator(lang), partly, 'requester')));

test('the platform away, and nobody reached', () =>
  expectGolden('approval-away', (lang) =>
    caseCard(translator(lang), { ...waiting, facts: 'away', unreachable: true }, 'requester'),
  ));

test('everything about a request', () =>
  expectGolden('approval-details', (lang) =>
    detailsCard(translator(lang), partly, new Map([['U0LINA0001', '李娜']])),
  ));

test('the list of what waits', () =>
  expectGolden('approvals', (lang) => {
    const { id, receipt, action, state, needed, total } = waiting;
    const line = { id, receipt, action, state, needed, total, askedAt: at, given: 1, about: 'Acme Cloud' };
    const view = {
      tab: 'waiting',
      lines: [line],
      incomplete: true,
      stop: undefined,
      timeZone: 'UTC',
    } as const;
    return approvalsCard(translator(lang), view);
  }));

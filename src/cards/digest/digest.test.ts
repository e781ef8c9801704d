import { describe, expect, it, test } from 'vitest';
import { expectGolden } from '../../../test/support/golden.ts';
import { decimal } from '../../kernel/decimal.ts';
import { translator } from '../../kernel/texts/index.ts';
import { cardText } from '../card-text.ts';
import { detailsCard, digestCard, withoutFolds } from './digest.ts';
import { digestAddedCard, digestsCard, type DigestLine } from './list.ts';
import type { DigestView, SectionView } from './view.ts';

const reasons = [
  { kind: 'resource-new', service: '弹性云服务器', resource: 'gpu-train-01', change: decimal('8200.5') },
  { kind: 'usage', service: 'OBS', change: decimal('310') },
] as const;

const sections: readonly SectionView[] = [
  {
    section: 'anomalies',
    found: [
      {
        customerId: 'c1',
        name: '云帆科技 <!channel>',
        now: decimal('9800.25'),
        usual: decimal('1240'),
        change: decimal('8560.25'),
        reasons,
      },
    ],
    unknown: 2,
    weeks: 8,
    weeksNeeded: 4,
  },
  {
    section: 'movers',
    comparedWith: '2026-11-16',
    movers: [
      {
        customerId: 'c1',
        name: '云帆科技 <!channel>',
        now: decimal('9800.25'),
        before: decimal('1289.75'),
        change: decimal('8510.5'),
        reasons,
      },
      {
        customerId: 'c2',
        name: 'Acme Trading',
        now: decimal('10'),
        before: decimal('950'),
        change: decimal('-940'),
        reasons: [{ kind: 'service-gone', service: 'CDN', change: decimal('-900') }],
      },
    ],
  },
  {
    section: 'spend',
    day: decimal('31250.4'),
    weekBefore: decimal('22740'),
    month: {
      cycle: '2026-11',
      total: decimal('612000'),
      previousCycle: '2026-10',
      previous: decimal('790000'),
      pace: decimal('798260.87'),
    },
    days: [
      { day: '2026-11-21', amount: decimal('21000') },
      { day: '2026-11-22', amount: decimal('20500') },
      { day: '2026-11-23', amount: decimal('31250.4') },
    ],
  },
  {
    section: 'balances',
    spendable: decimal('88000'),
    debtors: [{ customerId: 'c3', name: '星河网络', debt: decimal('420.5') }],
    low: [{ customerId: 'c4', name: 'Blue Sea', available: decimal('900'), days: 3 }],
  },
  {
    section: 'expiring',
    quotas: [
      { quotaId: 'Q1', cash: false, balance: decimal('15000'), expires: new Date('2026-12-01T00:00:00Z') },
    ],
    coupons: [
      {
        couponId: 'CP1',
        customerId: 'c2',
        name: 'Acme Trading',
        balance: decimal('300'),
        expires: new Date('2026-11-28T00:00:00Z'),
      },
    ],
  },
  {
    section: 'approvals',
    waiting: [
      {
        receipt: 'PD-7K2M-4QXA',
        total: decimal('2000'),
        about: 'Acme Trading',
        askedAt: new Date('2026-11-23T08:00:00Z'),
      },
    ],
  },
  {
    section: 'customers',
    added: [{ customerId: 'c9', name: '新芽软件', at: new Date('2026-11-23T03:00:00Z') }],
  },
  { section: 'failures', unreadable: 'The platform does not answer.' },
];

const view: DigestView = {
  id: 'D7K2M',
  day: '2026-11-24',
  spendDay: '2026-11-23',
  currency: 'CNY',
  sections,
  missed: [],
  mutedCount: 1,
  from: {
    sources: ['ListSubCustomerBillDetail', 'ListSubcustomerMonthlyBills'],
    asOf: new Date('2026-11-24T00:58:00Z'),
    timeZone: 'Asia/Shanghai',
  },
  may: { bills: true, transfer: true },
};
const t = translator('en');
const only = (...names: readonly SectionView['section'][]): DigestView => ({
  ...view,
  sections: sections.filter(({ section }) => names.includes(section)),
});

describe('the digest', () => {
  test('looks as agreed on', () => expectGolden('digest', (lang) => digestCard(translator(lang), view)));

  test('in a thread has its details apart', () =>
    expectGolden('digest-details', (lang) => {
      const words = translator(lang);
      const details = detailsCard(words, digestCard(words, view), view);
      if (!details) throw new Error('no details');
      return details;
    }));

  test('looks as agreed on when it is late and little is known', () =>
    expectGolden('digest-late', (lang) =>
      digestCard(translator(lang), {
        ...view,
        sections: [
          { section: 'anomalies', found: [], unknown: 12, weeks: 1, weeksNeeded: 4 },
          { section: 'spend', unreadable: 'The platform does not answer.' },
          { section: 'approvals', waiting: [] },
        ],
        lateSince: new Date('2026-11-24T01:00:00Z'),
        missed: ['2026-11-22', '2026-11-23'],
        mutedCount: 0,
      }),
    ));

  it('opens with what matters most today', () => {
    expect(digestCard(t, view).summary).toContain('where CNY 1,240.00 is usual');
    expect(digestCard(t, only('spend', 'approvals', 'movers')).summary).toContain('One request waits');
    expect(digestCard(t, only('spend', 'movers')).summary).toContain('moved most');
    expect(digestCard(t, only('spend')).summary).toContain('Nothing unusual');
    expect(digestCard(t, only()).summary).toBe('Nothing needs you today.');
  });

  it('says nothing in the channel that stands in the thread', () => {
    const card = digestCard(t, view);
    const said = cardText(withoutFolds(card));
    expect(said).not.toContain('gpu-train-01');
    expect(cardText(detailsCard(t, card, view) ?? card)).toContain('gpu-train-01');
  });

  it('has buttons only for what its subscriber may do', () => {
    const actions = (may: DigestView['may']) =>
      JSON.stringify(digestCard(t, { ...view, may }).blocks.filter(({ kind }) => kind === 'actions'));
    expect(actions({ bills: true, transfer: true })).toContain('transfer c3');
    expect(actions({ bills: true, transfer: false })).not.toContain('transfer');
    expect(actions({ bills: false, transfer: false })).not.toContain('bill ');
  });
});

const line: DigestLine = {
  id: 'D7K2M',
  minute: 9 * 60,
  days: 'workdays',
  timeZone: 'Asia/Shanghai',
  sections: [],
  onlyChanges: false,
  channelId: undefined,
  here: false,
  paused: undefined,
};
const next = new Date('2026-11-25T01:00:00Z');

test('the list of digests', () =>
  expectGolden('digest-list', (lang) =>
    digestsCard(translator(lang), [
      { ...line, next },
      {
        ...line,
        id: 'D3XYZ',
        channelId: 'C1',
        here: true,
        sections: ['spend', 'movers'],
        paused: { why: 'rights' },
        next,
      },
      { ...line, id: 'DABCD', onlyChanges: true, days: 'mondays', next },
    ]),
  ));

test('a digest that was set up', () =>
  expectGolden('digest-added', (lang) => digestAddedCard(translator(lang), line, next)));

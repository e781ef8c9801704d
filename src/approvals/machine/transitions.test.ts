import { describe, expect, test } from 'vitest';
import { decimal } from '../../kernel/decimal.ts';
import { type Case, endStates, type Intent, type IntentState, intentStates, type Person } from '../case.ts';
import { begin, type Choice, type Finding, learn, settle } from './carry.ts';
import { approve, giveUp, refuse, submit, takeBack, tick, withdraw } from './decide.ts';
import type { Facts, Step } from './step.ts';

/** Every state and everything that may happen in it; docs/approvals.md draws the same. A dash: it stays as it is. */

const personNamed = (userId: string): Person => ({ app: 'slack', tenantId: 'T1', userId });
const lina = personNamed('U-LINA');
const wang = personNamed('U-WANG');
const now = new Date('2026-11-23T02:00:00Z');
const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const facts: Facts = {
  now,
  stopped: undefined,
  identities: new Map(),
  lanes: new Map([['Q1', { turn: 7, inDoubt: false, committed: new Map() }]]),
};
const terms = { quotaId: 'Q1', faceValue: decimal('100') };
const effect = { kind: 'issue', customerId: 'c1', terms } as const;

const intentIn = (state: IntentState, more: Partial<Intent> = {}): Intent => ({
  id: 'C1-1',
  code: 'PD-A-1',
  effect,
  lane: 'Q1',
  amount: decimal('100'),
  day: '2026-11-23',
  state,
  attempt: state === 'ready' || state === 'waiting' ? 0 : 1,
  looks: 0,
  ...more,
});

const caseIn = (state: Case['state'], more: Partial<Case> = {}): Case => ({
  id: 'C1',
  receipt: 'PD-A',
  version: 1,
  state,
  draft: { action: 'coupon.issue', customerIds: ['c1'], terms, reason: 'r' },
  total: decimal('100'),
  requester: lina,
  lang: 'en',
  place: lina,
  askedAt: now,
  day: '2026-11-23',
  needed: 1,
  approvals: state === 'draft' ? [] : [{ by: wang, at: now }],
  intents: [],
  events: [],
  expiresAt: hour(1),
  ...more,
});

describe('a case', () => {
  const stands = {
    draft: caseIn('draft'),
    waiting: caseIn('waiting'),
    running: caseIn('running', { intents: [intentIn('ready')] }),
    begun: caseIn('running', { intents: [intentIn('sending')] }),
  } as const;
  const grace = personNamed('U-GRACE');
  const approveBy = (by: Person, isMet: boolean) => (kase: Case) =>
    approve(kase, { by, isMet: () => isMet, needed: 1, effects: [effect], day: '2026-11-23' }, facts);

  const happens: Readonly<Record<string, (kase: Case) => Step<unknown>>> = {
    'asked by the requester': (kase) =>
      submit(kase, lina, { needed: 1, expiresAt: hour(1), dueAt: hour(1), day: '2026-11-23' }, facts),
    'asked by another': (kase) =>
      submit(kase, wang, { needed: 1, expiresAt: hour(1), dueAt: hour(1), day: '2026-11-23' }, facts),
    'approved, and that is enough': approveBy(grace, true),
    'approved, and more are needed': approveBy(grace, false),
    'approved by one who has': approveBy(wang, true),
    'approved by the requester': approveBy(lina, true),
    'refused by another': (kase) => refuse(kase, grace, 'no', facts),
    'refused by the requester': (kase) => refuse(kase, lina, 'no', facts),
    'withdrawn by the requester': (kase) => withdraw(kase, lina, facts),
    'withdrawn by another': (kase) => withdraw(kase, grace, facts),
    'approval taken back': (kase) => takeBack(kase, wang, facts),
    'approval taken back by one who gave none': (kase) => takeBack(kase, grace, facts),
    'no longer possible': (kase) => giveUp(kase, 'quotaShort', facts),
    'time for a reminder': (kase) => tick(kase, { kind: 'reminded', dueAt: hour(1) }, facts),
    'time over': (kase) => tick(kase, { kind: 'nothing', dueAt: undefined }, { ...facts, now: hour(2) }),
  };

  test.each([
    //                                             draft        waiting       running    begun
    ['asked by the requester', 'waiting', '-', '-', '-'],
    ['asked by another', '-', '-', '-', '-'],
    ['approved, and that is enough', '-', 'running', '-', '-'],
    ['approved, and more are needed', '-', 'waiting', '-', '-'],
    ['approved by one who has', '-', '-', '-', '-'],
    ['approved by the requester', '-', '-', '-', '-'],
    ['refused by another', '-', 'refused', '-', '-'],
    ['refused by the requester', '-', '-', '-', '-'],
    ['withdrawn by the requester', 'withdrawn', 'withdrawn', '-', '-'],
    ['withdrawn by another', '-', '-', '-', '-'],
    ['approval taken back', '-', 'waiting', 'waiting', '-'],
    ['approval taken back by one who gave none', '-', '-', '-', '-'],
    ['no longer possible', '-', 'impossible', '-', '-'],
    ['time for a reminder', '-', 'waiting', '-', '-'],
    ['time over', '-', 'expired', '-', '-'],
  ])('%s: from draft %s, waiting %s, running %s, begun %s', (what, ...expected) => {
    const after = Object.values(stands).map((kase) => happens[what]?.(kase).to?.state ?? '-');
    expect(after).toEqual(expected);
  });

  test.each(Object.keys(happens))('that has ended stays so when it is %s', (what) => {
    for (const state of endStates) expect(happens[what]?.(caseIn(state)).to).toBeUndefined();
  });

  test('that people act on leaves a row for each try, whatever came of it', () => {
    for (const [what, happen] of Object.entries(happens))
      for (const kase of Object.values(stands))
        if (!what.startsWith('time')) expect(happen(kase).audit, `${what} in ${kase.state}`).toHaveLength(1);
  });

  test('is neither asked nor approved while money is stopped', () => {
    const stopped: Facts = { ...facts, stopped: { reason: 'a drill', by: wang, at: now } };
    const asked = submit(stands.draft, lina, { needed: 1, expiresAt: now, dueAt: now, day: '' }, stopped);
    const click = { by: grace, isMet: () => true, needed: 1, effects: [effect], day: '2026-11-23' };
    for (const step of [asked, approve(stands.waiting, click, stopped)]) {
      expect(step.to).toBeUndefined();
      expect(step.answer).toHaveProperty('stopped');
    }
  });

  test('is approved up to the cap of its quota, and not a cent beyond', () => {
    const spent = (committed: string): Facts => ({
      ...facts,
      lanes: new Map([
        ['Q1', { turn: 7, inDoubt: false, committed: new Map([['2026-11-23', decimal(committed)]]) }],
      ]),
    });
    const click = {
      by: grace,
      isMet: () => true,
      needed: 1,
      effects: [effect],
      day: '2026-11-23',
      dailyCap: decimal('1000'),
    };
    expect(approve(stands.waiting, click, spent('900')).answer).toBe('running');
    expect(approve(stands.waiting, click, spent('900.01')).answer).toHaveProperty('overCap');
  });
});

describe('an intent', () => {
  const inState = (state: IntentState) => caseIn('running', { intents: [intentIn(state)] });
  const after = (step: Step<unknown>) => step.to?.intents[0]?.state ?? '-';
  const row = (happen: (kase: Case) => Step<unknown>) =>
    Object.fromEntries(
      intentStates.flatMap((state): [string, string][] => {
        const next = after(happen(inState(state)));
        return next === '-' ? [] : [[state, next]];
      }),
    );
  const learnt = (finding: Finding) => (kase: Case) =>
    learn(kase, { intentId: 'C1-1', attempt: kase.intents[0]?.attempt ?? 0 }, finding, facts);

  test('is sent only when it is ready', () => {
    expect(row((kase) => begin(kase, { intentId: 'C1-1', turn: 7 }, facts))).toEqual({ ready: 'sending' });
  });

  test.each([
    ['an older turn', { turn: 6 }, {}, 'stale'],
    ['something in doubt in its lane', { turn: 7 }, { inDoubt: true }, 'lane-busy'],
  ] as const)('is not sent with %s', (_what, read, lane, answer) => {
    const lanes = new Map([['Q1', { turn: 7, inDoubt: false, committed: new Map(), ...lane }]]);
    expect(begin(inState('ready'), { intentId: 'C1-1', ...read }, { ...facts, lanes })).toMatchObject({
      answer,
      audit: [],
    });
  });

  test('is not sent while money is stopped', () => {
    const stopped = { ...facts, stopped: { reason: 'a drill', by: wang, at: now } };
    expect(begin(inState('ready'), { intentId: 'C1-1', turn: 7 }, stopped).answer).toBe('stopped');
  });

  const at = hour(1);
  test.each<[Finding, Partial<Record<IntentState, IntentState>>]>([
    [
      { kind: 'done', couponId: 'K' },
      { ready: 'done', sending: 'done', unknown: 'done', stuck: 'done' },
    ],
    [
      { kind: 'refused', outcome: 'quotaShort' },
      // Also by a last look before it is sent.
      { ready: 'failed', sending: 'failed', unknown: 'failed' },
    ],
    [
      { kind: 'not-carried-out', outcome: 'platformBusy', at },
      { sending: 'ready', unknown: 'ready' },
    ],
    [
      { kind: 'unknown', lookAt: at },
      { sending: 'unknown', unknown: 'unknown' },
    ],
    [
      { kind: 'stuck', outcome: 'quota-has-moved' },
      { sending: 'stuck', unknown: 'stuck' },
    ],
    [{ kind: 'held', outcome: 'spent-meanwhile', balance: decimal('1') }, { ready: 'held' }],
  ])('of which $kind is found', (finding, expected) => {
    expect(row(learnt(finding))).toEqual(expected);
  });

  test('learns nothing from an attempt that is not its last', () => {
    for (const state of intentStates)
      expect(learn(inState(state), { intentId: 'C1-1', attempt: 9 }, { kind: 'done' }, facts).to).toBe(
        undefined,
      );
  });

  test.each<[Choice, Partial<Record<IntentState, IntentState>>]>([
    ['is-done', { stuck: 'done' }],
    ['not-done', { stuck: 'ready' }],
    ['go-on', { held: 'ready' }],
    ['leave', { stuck: 'failed', held: 'skipped' }],
  ])('is settled by a person: %s', (choice, expected) => {
    const by = (who: Person) => (kase: Case) => settle(kase, { intentId: 'C1-1', by: who, choice }, facts);
    expect(row(by(wang))).toEqual(expected);
    expect(row(by(lina))).toEqual({});
  });

  test.each<[readonly IntentState[], Case['state']]>([
    [['done', 'sending'], 'done'],
    [['failed', 'sending'], 'partly'],
    [['skipped', 'sending'], 'partly'],
    [['ready', 'sending'], 'running'],
    [['stuck', 'sending'], 'running'],
  ])('that is done after %j ends its case as %s', (states, end) => {
    const intents = states.map((state, index) => intentIn(state, { id: `C1-${index + 1}` }));
    const kase = caseIn('running', { intents });
    const step = learn(kase, { intentId: 'C1-2', attempt: 1 }, { kind: 'done', couponId: 'K' }, facts);
    expect(step.to?.state).toBe(end);
  });

  test.each([
    ['all of it came back', { kind: 'done', returned: decimal('40') }, 'ready'],
    ['less came back', { kind: 'done', returned: decimal('39') }, 'held'],
    ['nobody knows how much came back', { kind: 'done' }, 'held'],
    ['nothing was taken back', { kind: 'refused', outcome: 'couponUsed' }, 'skipped'],
  ] as const)('that waits for a reclaim goes on when %s: %s', (_what, finding, next) => {
    const back = { kind: 'reclaim', customerId: 'c1', couponId: 'K1', balance: decimal('40') } as const;
    const intents = [
      intentIn('unknown', { effect: back, chained: true }),
      intentIn('waiting', { id: 'C1-2', after: 'C1-1' }),
    ];
    const step = learn(caseIn('running', { intents }), { intentId: 'C1-1', attempt: 1 }, finding, facts);
    expect(step.to?.intents[1]?.state).toBe(next);
  });
});

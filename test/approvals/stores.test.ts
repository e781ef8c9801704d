import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Case, Draft, Effect, Person } from '../../src/approvals/case.ts';
import { ledgerStore } from '../../src/approvals/ledger-store.ts';
import { begin, learn, settle } from '../../src/approvals/machine/carry.ts';
import {
  type Approve,
  approve,
  giveUp,
  refuse,
  submit,
  takeBack,
  tick,
  withdraw,
} from '../../src/approvals/machine/decide.ts';
import { type Facts, moved, type Step } from '../../src/approvals/machine/step.ts';
import type { CaseStore } from '../../src/approvals/store.ts';
import { decimal, zero } from '../../src/kernel/decimal.ts';
import { resumeMoney, stopMoney } from '../../src/ledger/money-stop.ts';
import { memoryStore, type Tables } from '../simulation/memory-store.ts';
import { virtualClock } from '../support/clock.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { anyCase, anyFinding, anyMoment, cents, someone } from './any-case.ts';

/**
 * The simulation proves the machine over a store in memory; the bot keeps its cases in PostgreSQL. Whatever is done to them, both
 * say the same: the cases, what their steps are told, what is left to do, and what stands in the audit.
 */

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
async function emptyLedger(): Promise<void> {
  for (const table of ['money_intents', 'money_cases', 'money_lanes', 'money_stop'] as const)
    await database.ledger.deleteFrom(table).execute();
}

/** Something that is done, with all it needs drawn beforehand. */
type Act =
  | { readonly kind: 'stop' }
  | {
      readonly kind: 'step';
      readonly which: number;
      readonly step: Move;
    };

const lina = { app: 'slack', tenantId: 'T1', userId: 'U1' } as const;
const approver = { ...lina, userId: 'U2' };
const quotaIds = ['Q1', 'Q2'];
const customerIds = ['c1', 'c2', 'c3'];
const days = ['2026-11-22', '2026-11-23'];

const terms = (quotaId: string) => ({ quotaId, faceValue: decimal('100.50') });
const drafts: readonly Draft[] = [
  { action: 'coupon.issue', customerIds, terms: terms('Q1'), reason: 'a' },
  { action: 'coupon.issue', customerIds, terms: terms('Q2'), reason: 'b' },
  { action: 'coupon.reclaim', couponId: 'K1', reason: 'c' },
  { action: 'coupon.replace', couponId: 'K2', customerId: 'c1', terms: terms('Q1'), reason: 'd' },
  { action: 'coupon.issue', customerIds, terms: terms('Q1'), reason: 'e' },
  { action: 'account.transfer', customerId: 'c1', amount: decimal('5000'), reason: 'f' },
  { action: 'account.reclaim', customerId: 'c2', amount: decimal('0.01'), reason: 'g' },
];

const effectsOf = (draft: Draft): readonly Effect[] => {
  const back = (couponId: string): Effect => ({
    kind: 'reclaim',
    customerId: 'c1',
    couponId,
    balance: decimal('40'),
  });
  switch (draft.action) {
    case 'coupon.issue':
      return draft.customerIds.map((customerId) => ({ kind: 'issue', customerId, terms: draft.terms }));
    case 'coupon.reclaim':
      return [back(draft.couponId)];
    case 'coupon.replace':
      return [back(draft.couponId), { kind: 'issue', customerId: draft.customerId, terms: draft.terms }];
    case 'account.transfer':
      return [{ kind: 'transfer', customerId: draft.customerId, amount: draft.amount }];
    case 'account.reclaim':
      return [{ kind: 'retrieve', customerId: draft.customerId, amount: draft.amount }];
  }
};

const intentId = ({ id }: Case, place: number) => `${id}-${place}`;
const place = fc.integer({ min: 1, max: 3 });

type Move = (kase: Case, facts: Facts) => Step<unknown>;

const expiresAt = new Date('2026-11-23T02:00:45Z');
const sent: Move = (kase, facts) =>
  submit(kase, lina, { needed: 1, expiresAt, dueAt: expiresAt, day: '2026-11-23' }, facts);

const approved =
  (by: Person, more: Partial<Approve> = {}): Move =>
  (kase, facts) =>
    approve(
      kase,
      {
        by,
        needed: 1,
        effects: effectsOf(kase.draft),
        day: '2026-11-23',
        isMet: (approvals) => approvals.length >= (kase.draft.action === 'coupon.reclaim' ? 2 : 1),
        ...more,
      },
      facts,
    );

/** Rare are those that end a case. */
const moves: readonly { weight: number; arbitrary: fc.Arbitrary<Move> }[] = [
  { weight: 3, arbitrary: fc.constant(sent) },
  {
    weight: 6,
    arbitrary: fc
      .record({
        by: someone,
        day: fc.constantFrom(...days),
        more: fc.record({ standsFor: someone, dailyCap: fc.constant(decimal('400')) }, { requiredKeys: [] }),
      })
      .map(({ by, day, more }) => approved(by, { day, ...more })),
  },
  {
    weight: 1,
    arbitrary: someone.map(
      (by): Move =>
        (kase, facts) =>
          refuse(kase, by, 'no', facts),
    ),
  },
  {
    weight: 1,
    arbitrary: someone.map(
      (by): Move =>
        (kase, facts) =>
          withdraw(kase, by, facts),
    ),
  },
  {
    weight: 2,
    arbitrary: someone.map(
      (by): Move =>
        (kase, facts) =>
          takeBack(kase, by, facts),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Move>((kase, facts) => giveUp(kase, 'quotaShort', facts, { total: '1.00' })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('nothing', 'reminded', 'escalated'), dueAt: anyMoment }).map(
      (due): Move =>
        (kase, facts) =>
          tick(kase, due, facts),
    ),
  },
  {
    weight: 20,
    arbitrary: fc.record({ place, late: fc.boolean(), before: fc.option(cents, { nil: undefined }) }).map(
      ({ place: at, late, before }): Move =>
        (kase, facts) => {
          const lane = kase.intents[at - 1]?.lane ?? '';
          const turn = (facts.lanes.get(lane)?.turn ?? 0) - (late ? 1 : 0);
          const reading = before ? { before: { balance: before, value: before } } : {};
          return begin(kase, { intentId: intentId(kase, at), turn, ...reading }, facts);
        },
    ),
  },
  {
    weight: 20,
    arbitrary: fc.record({ place, finding: anyFinding }).map(
      ({ place: at, finding }): Move =>
        (kase, facts) => {
          const attempt = kase.intents[at - 1]?.attempt ?? 0;
          return learn(kase, { intentId: intentId(kase, at), attempt }, finding, facts);
        },
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({ place, by: someone, choice: fc.constantFrom('is-done', 'not-done', 'go-on', 'leave') })
      .map(
        ({ place: at, by, choice }): Move =>
          (kase, facts) =>
            settle(kase, { intentId: intentId(kase, at), by, choice }, facts),
      ),
  },
];

const which = fc.nat(drafts.length - 1);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'stop' }) },
  {
    weight: 30,
    arbitrary: fc
      .record({ which, step: fc.oneof(...moves) })
      .map((drawn): Act => ({ kind: 'step', ...drawn })),
  },
);

/** Most cases are on their way before anything happens to them. */
const onTheirWay: readonly Act[] = [0, 1, 2, 3].flatMap((at): Act[] => [
  { kind: 'step', which: at, step: sent },
  { kind: 'step', which: at, step: approved(approver) },
]);

/** The two stores, side by side. */
function openBoth() {
  const clock = virtualClock('2026-11-23T02:00:00Z');
  const { ledger } = database;
  const tables: Tables = {
    cases: new Map(),
    turns: new Map(),
    audit: [],
    stop: undefined,
    identities: new Map(),
    wake: () => undefined,
    committed: () => undefined,
  };
  const stores: readonly [CaseStore, CaseStore] = [
    memoryStore(tables, { pause: () => Promise.resolve(), now: () => clock.now() }),
    ledgerStore({ ledger, clock, aliases: new Map(), onChange: () => Promise.resolve() }),
  ];
  return {
    clock,
    tables,
    stopOrResume: async () => {
      const stop = tables.stop ? undefined : { reason: 'a drill', by: lina, at: clock.now() };
      tables.stop = stop;
      await ledger
        .transaction()
        .execute((trx) => (stop ? stopMoney(trx, { ...stop, ...stop.by }) : resumeMoney(trx)));
    },
    /** Asks both, and holds the answers against each other. */
    same: async <T>(what: string, ask: (store: CaseStore) => Promise<T>): Promise<T> => {
      const [inMemory, inLedger] = stores;
      const [expected, found] = [await ask(inMemory), await ask(inLedger)];
      expect(found, what).toEqual(expected);
      return expected;
    },
  };
}

const draftOf = (draft: Draft, id: string, askedAt: Date): Case => ({
  id,
  receipt: `PD-${id}`,
  version: 1,
  state: 'draft',
  draft,
  total: decimal('301.50'),
  requester: lina,
  lang: 'en',
  place: lina,
  askedAt,
  day: '2026-11-23',
  needed: 1,
  approvals: [],
  intents: [],
  events: [],
});

/** What a step is told of its lanes; a day on which nothing is spent may be left out. */
const plainFacts = ({ now, stopped, lanes }: Facts) => ({
  now,
  stopped,
  lanes: [...lanes]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([lane, { turn, inDoubt, committed }]) => ({
      lane,
      turn,
      inDoubt,
      committed: [...committed]
        .filter(([, total]) => total.gt(zero))
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([on, total]) => `${on} ${total.toFixed()}`),
    })),
});

/** What is done next in a lane; the rest of the list may be longer or shorter. */
const nextIn = async (store: CaseStore, lane: string) => {
  const { turn, intents } = await store.lane(lane);
  return { turn, next: intents.find(({ intent }) => intent.state !== 'ready') ?? intents[0] };
};

async function auditRows(): Promise<unknown[]> {
  const rows = await database.ledger
    .selectFrom('audit')
    .select(['receipt', 'user_id', 'action', 'outcome', 'subject'])
    .orderBy('seq')
    .execute();
  return rows.map(({ user_id: userId, ...row }) => ({ ...row, userId }));
}

const rowsOf = ({ audit, cases }: Tables) =>
  audit.map(({ by, action, outcome, subject = {}, caseId }) => ({
    receipt: cases.get(caseId)?.receipt,
    userId: by === 'machine' ? 'partner-desk' : by.userId,
    action,
    outcome,
    subject,
  }));

const couponIds = ['K1', 'K2', ...Array.from({ length: 16 }, (_, at) => `M${at}`)];

let runs = 0;

test('whatever is done to cases, both stores come to the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 20, maxLength: 60, size: 'max' }), async (acts) => {
      await emptyLedger();
      runs += 1;
      const { clock, tables, same, stopOrResume } = openBoth();
      const written = (await auditRows()).length;
      const ids = drafts.map((_, at) => `${runs}a${at}`);
      for (const [at, draft] of drafts.entries()) {
        const kase = draftOf(draft, ids[at] ?? '', clock.now());
        await same('opening', (store) => store.open(kase));
      }
      for (const act of [...onTheirWay, ...acts]) {
        await clock.advance(1_000);
        if (act.kind === 'stop') {
          await stopOrResume();
          await same('the stop', (store) => store.stopped());
          continue;
        }
        const id = ids[act.which] ?? '';
        await same('a step', async (store) => {
          let told: unknown;
          const answer = await store.change(id, (kase, facts) => {
            told = plainFacts(facts);
            return act.step(kase, facts);
          });
          return { told, answer };
        });
        await same('the case', (store) => store.read(id));
      }
      for (const lane of [...quotaIds, 'coupon-K1', 'coupon-K2', 'nothing'])
        await same(`lane ${lane}`, (store) => nextIn(store, lane));
      await same('coupons made here', (store) => store.claimed(couponIds));
      await same('no such case', (store) => store.read('nobody'));
      expect((await auditRows()).slice(written)).toEqual(rowsOf(tables));
    }),
    { numRuns: 80 },
  );
}, 120_000);

test('every field of a case comes back from the ledger as it was', async () => {
  const { clock } = openBoth();
  const store = ledgerStore({
    ledger: database.ledger,
    clock,
    aliases: new Map(),
    onChange: () => Promise.resolve(),
  });
  await fc.assert(
    fc.asyncProperty(anyCase('C1'), async (kase) => {
      await emptyLedger();
      await store.open({ ...kase, intents: [] });
      await store.change(kase.id, () => moved(kase, undefined));
      expect(await store.read(kase.id)).toEqual({ ...kase, version: kase.version + 1 });
    }),
    { numRuns: 200 },
  );
}, 60_000);

import fc from 'fast-check';
import {
  type Case,
  caseStates,
  type Draft,
  type Effect,
  type Intent,
  intentStates,
  type IntentState,
  type Person,
} from '../../src/approvals/case.ts';
import type { Finding } from '../../src/approvals/machine/carry.ts';
import { type Decimal, decimal } from '../../src/kernel/decimal.ts';

/** Cases with anything in them that a case can hold. */

const people: readonly Person[] = ['U1', 'U2', 'U3'].map((userId) => ({
  app: 'slack',
  tenantId: 'T1',
  userId,
}));
export const someone = fc.constantFrom(...people);

export const anyMoment: fc.Arbitrary<Date> = fc.date({
  min: new Date('2026-11-20T00:00:00Z'),
  max: new Date('2026-12-30T00:00:00Z'),
  noInvalidDate: true,
});

/** Exact amounts, also such as no float holds. */
export const cents: fc.Arbitrary<Decimal> = fc
  .tuple(fc.nat(99_999_999), fc.nat(99))
  .map(([yuan, cent]) => decimal(`${yuan}.${String(cent).padStart(2, '0')}`));

const words = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\0', ''));
const ids = fc.stringMatching(/^[A-Z][A-Z0-9]{0,11}$/);

/** Any of the optional fields may be missing. */
const some = <T, K extends keyof T>(model: { [P in keyof T]: fc.Arbitrary<T[P]> }, requiredKeys: K[]) =>
  fc.record(model, { requiredKeys });

const terms = some(
  { quotaId: ids, faceValue: cents, effective: anyMoment, expires: anyMoment, services: fc.array(ids) },
  ['quotaId', 'faceValue'],
);

const draft: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({
    action: fc.constant('coupon.issue' as const),
    customerIds: fc.array(ids, { minLength: 1 }),
    terms,
    reason: words,
  }),
  fc.record({ action: fc.constant('coupon.reclaim' as const), couponId: ids, reason: words }),
  fc.record({
    action: fc.constantFrom('account.transfer' as const, 'account.reclaim' as const),
    customerId: ids,
    amount: cents,
    reason: words,
  }),
  fc.record({
    action: fc.constant('coupon.replace' as const),
    couponId: ids,
    customerId: ids,
    terms,
    reason: words,
  }),
);

const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc.record({ kind: fc.constant('issue' as const), customerId: ids, terms }),
  fc.record({ kind: fc.constant('reclaim' as const), customerId: ids, couponId: ids, balance: cents }),
  fc.record({
    kind: fc.constantFrom('transfer' as const, 'retrieve' as const),
    customerId: ids,
    amount: cents,
  }),
);

const balances = fc.record({ own: cents, customer: cents });
/** Of one intent only: never twice in a test. */
const anyTransId = fc.uuid();

const intent = some(
  {
    effect,
    lane: ids,
    amount: cents,
    day: fc.constantFrom('2026-11-22', '2026-11-23'),
    after: ids,
    chained: fc.boolean(),
    state: fc.constantFrom(...intentStates),
    attempt: fc.nat(9),
    attemptedAt: anyMoment,
    lookAt: anyMoment,
    looks: fc.nat(9),
    before: fc.oneof(fc.record({ balance: cents, value: cents }), balances),
    afterwards: balances,
    answered: fc.boolean(),
    couponId: ids,
    transId: anyTransId,
    returned: cents,
    outcome: words,
    wireCode: words,
  },
  ['effect', 'lane', 'amount', 'day', 'state', 'attempt', 'looks'],
);

const event = some(
  {
    at: anyMoment,
    kind: fc.constantFrom('asked', 'approved', 'held', 'settled', 'impossible', 'partly'),
    by: someone,
    note: words,
    params: fc.dictionary(ids, fc.oneof(words, fc.integer())),
  },
  ['at', 'kind'],
);

const place = some(
  {
    app: fc.constantFrom('slack', 'teams'),
    tenantId: ids,
    channelId: ids,
    threadId: ids,
    userId: ids,
  },
  ['app', 'tenantId', 'userId'],
);

const doubtful: ReadonlySet<IntentState> = new Set<IntentState>(['sending', 'unknown']);

/** With the id and the receipt given; its intents are such as the ledger takes, each with its own customer and lane. */
export const anyCase = (id: string): fc.Arbitrary<Case> =>
  some(
    {
      id: fc.constant(id),
      receipt: fc.constant(`PD-${id}`),
      version: fc.nat(1_000),
      state: fc.constantFrom(...caseStates),
      draft,
      total: cents,
      requester: someone,
      lang: fc.constantFrom('en', 'zh-CN'),
      place,
      askedAt: anyMoment,
      day: fc.constant('2026-11-23'),
      needed: fc.nat(3),
      approvals: fc.array(some({ by: someone, standsFor: someone, at: anyMoment }, ['by', 'at']), {
        maxLength: 3,
      }),
      intents: fc
        .uniqueArray(intent, { maxLength: 5, selector: ({ effect: { customerId } }) => customerId })
        .map((intents) =>
          intents.map(
            (one, index): Intent => ({
              ...one,
              id: `${id}-${index + 1}`,
              code: `PD-${id}-${index + 1}`,
              lane: doubtful.has(one.state) ? `${one.lane}-${index}` : one.lane,
            }),
          ),
        ),
      events: fc.array(event, { maxLength: 5 }),
      dueAt: anyMoment,
      expiresAt: anyMoment,
      endedAt: anyMoment,
    },
    [
      ...(['id', 'receipt', 'version', 'state', 'draft', 'total', 'requester', 'lang', 'place'] as const),
      ...(['askedAt', 'day', 'needed', 'approvals', 'intents', 'events'] as const),
    ],
  );

export const anyFinding: fc.Arbitrary<Finding> = fc.oneof(
  some(
    {
      kind: fc.constant('done' as const),
      couponId: fc.nat(15).map((number) => `M${number}`),
      transId: anyTransId,
      afterwards: balances,
      returned: fc.constantFrom(decimal('40'), decimal('1')),
      outcome: fc.constantFrom('found-in-records', 'was-gone'),
    },
    ['kind'],
  ),
  some({ kind: fc.constant('refused' as const), outcome: words, wireCode: words }, ['kind', 'outcome']),
  some({ kind: fc.constant('not-carried-out' as const), outcome: words, at: anyMoment }, ['kind', 'outcome']),
  some({ kind: fc.constant('unknown' as const), lookAt: anyMoment, answered: fc.boolean() }, [
    'kind',
    'lookAt',
  ]),
  fc.record({ kind: fc.constant('stuck' as const), outcome: words }),
  fc.record({ kind: fc.constant('held' as const), outcome: words, balance: cents }),
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AuditFacts,
  type AuditLink,
  type ChainHead,
  genesis,
  hashLink,
  verifyChain,
} from './audit-chain.ts';

type Facts = Omit<AuditFacts, 'seq'>;

const text = fc.string({ unit: 'binary-ascii', maxLength: 6 });
const word = fc.oneof(text, fc.constantFrom('slack', 'U1', '金额', '🎟', '"', '\\', ',', '[]', 'null'));
const facts: fc.Arbitrary<Facts> = fc.record({
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }).map(String),
  app: word,
  tenant: word,
  user: word,
  action: word,
  subject: fc.dictionary(word, word, { maxKeys: 3, noNullPrototype: true }),
  outcome: word,
  requestId: fc.option(word),
  receipt: fc.option(word),
});

function chainOf(entries: readonly Facts[], start: ChainHead = genesis): AuditLink[] {
  let last = start;
  return entries.map((entry) => {
    const row: AuditFacts = { ...entry, seq: last.seq + 1 };
    const prev = last.hash;
    last = { seq: row.seq, hash: hashLink(row, prev) };
    return { ...row, prev, hash: last.hash };
  });
}

const headOf = (chain: readonly AuditLink[]): ChainHead => chain.at(-1) ?? genesis;
const chain = fc.array(facts, { minLength: 2, maxLength: 12 }).map(chainOf);
const verify = (rows: readonly AuditLink[], end: ChainHead) =>
  // Small batches, so that every border lies between rows that belong together.
  verifyChain(
    rows.map((row) => [row]),
    { end },
  );

/** Two places of a chain, in order. */
const places = (rows: readonly AuditLink[]) =>
  fc.uniqueArray(fc.nat(rows.length - 1), { minLength: 2, maxLength: 2 }).map((pair) => {
    const [a = 0, b = 0] = pair.sort((x, y) => x - y);
    return { a, b };
  });

const texts = ['at', 'app', 'tenant', 'user', 'action', 'outcome', 'prev', 'hash'] as const;
const nullable = ['requestId', 'receipt'] as const;

/** Every way in which somebody with the database in hand may touch a chain. */
const mutations: Readonly<Record<string, (rows: readonly AuditLink[]) => fc.Arbitrary<AuditLink[]>>> = {
  'a character of a text': (rows) =>
    fc
      .tuple(fc.nat(rows.length - 1), fc.constantFrom(...texts), fc.nat(), word)
      .map(([at, field, place, put]) => {
        const old = rows[at]?.[field] ?? '';
        const cut = place % (old.length + 1);
        return rows.map((row, index) =>
          index === at ? { ...row, [field]: old.slice(0, cut) + put + old.slice(cut + 1) } : row,
        );
      }),
  'a value that may be absent': (rows) =>
    fc
      .tuple(fc.nat(rows.length - 1), fc.constantFrom(...nullable), fc.option(word))
      .map(([at, field, put]) => rows.map((row, index) => (index === at ? { ...row, [field]: put } : row))),
  'what it is about': (rows) =>
    fc
      .tuple(fc.nat(rows.length - 1), fc.anything())
      .map(([at, subject]) => rows.map((row, index) => (index === at ? { ...row, subject } : row))),
  'a number': (rows) =>
    fc
      .tuple(fc.nat(rows.length - 1), fc.integer({ min: -2, max: 20 }))
      .map(([at, seq]) => rows.map((row, index) => (index === at ? { ...row, seq } : row))),
  'rows removed': (rows) => places(rows).map(({ a, b }) => rows.toSpliced(a, b - a)),
  'the end cut off': (rows) => fc.nat(rows.length - 1).map((keep) => rows.slice(0, keep)),
  'rows swapped': (rows) =>
    places(rows).map(({ a, b }) =>
      rows.map((row, at) => (at === a ? rows[b] : at === b ? rows[a] : row) ?? row),
    ),
  'facts swapped between rows': (rows) =>
    places(rows).map(({ a, b }) =>
      rows.map((row, at) => {
        const other = at === a ? rows[b] : at === b ? rows[a] : row;
        return other ? { ...other, seq: row.seq, prev: row.prev, hash: row.hash } : row;
      }),
    ),
  'a row twice': (rows) => places(rows).map(({ a, b }) => rows.toSpliced(b, 0, ...rows.slice(a, a + 1))),
  'a row put in between with a right hash': (rows) =>
    fc
      .tuple(fc.nat(rows.length - 1), facts)
      .map(([at, entry]) => [
        ...rows.slice(0, at),
        ...chainOf([entry], headOf(rows.slice(0, at))),
        ...rows.slice(at),
      ]),
  'everything after a change chained anew': (rows) =>
    fc
      .tuple(fc.nat(rows.length - 1), facts)
      .map(([at, entry]) => [
        ...rows.slice(0, at),
        ...chainOf([entry, ...rows.slice(at + 1)], headOf(rows.slice(0, at))),
      ]),
  'rows added at the end': (rows) =>
    fc.array(facts, { minLength: 1, maxLength: 3 }).map((more) => [...rows, ...chainOf(more, headOf(rows))]),
};

describe('a chain', () => {
  test('that nobody touched has no fault', async () => {
    await fc.assert(
      fc.asyncProperty(chain, async (rows) => {
        const heads = rows.map(({ seq, hash }) => ({ seq, hash }));
        const report = await verifyChain([rows], { end: headOf(rows), heads });
        expect(report).toEqual({ rows: rows.length, last: heads.at(-1), faults: [], faultCount: 0 });
      }),
    );
  });

  test.each(Object.entries(mutations))('is found out: %s', async (_, mutate) => {
    const touched = chain.chain((rows) => mutate(rows).map((changed) => ({ rows, changed })));
    await fc.assert(
      fc.asyncProperty(touched, async ({ rows, changed }) => {
        fc.pre(JSON.stringify(changed) !== JSON.stringify(rows));
        expect((await verify(changed, headOf(rows))).faultCount).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('whose end and kept head were both cut off is found out by a head that was published', async () => {
    await fc.assert(
      fc.asyncProperty(chain, async (rows) => {
        const cut = rows.slice(0, -1);
        const report = await verifyChain([cut], { end: headOf(cut), heads: [headOf(rows)] });
        expect(report.faults).toEqual([{ kind: 'cut-off', seq: cut.length, head: rows.length }]);
      }),
    );
  });

  test('that was written anew is found out by a head that was published', async () => {
    await fc.assert(
      fc.asyncProperty(chain, facts, async (rows, entry) => {
        const forged = chainOf([entry, ...rows.slice(1)]);
        fc.pre(headOf(forged).hash !== headOf(rows).hash);
        const report = await verifyChain([forged], { end: headOf(forged), heads: [headOf(rows)] });
        expect(report.faults).toEqual([{ kind: 'other-head', seq: rows.length }]);
      }),
    );
  });
});

test('each fault is named where it is', async () => {
  const entry: Facts = {
    at: '1',
    app: 'slack',
    tenant: 'T1',
    user: 'U1',
    action: 'bill',
    subject: {},
    outcome: 'done',
    requestId: null,
    receipt: null,
  };
  const rows = chainOf(Array.from({ length: 8 }, () => entry));
  const changed = rows
    .map((row) => (row.seq === 2 ? { ...row, outcome: 'refused' } : row))
    .filter(({ seq }) => seq !== 4 && seq !== 5);
  const report = await verifyChain([changed], { end: { seq: 9, hash: 'x' } });
  expect(report.faults).toEqual([
    { kind: 'changed', seq: 2 },
    { kind: 'missing', seq: 4, to: 5 },
    { kind: 'cut-off', seq: 8, head: 9 },
  ]);
});

test('a part of a chain is looked at from the row before it', async () => {
  await fc.assert(
    fc.asyncProperty(chain, async (rows) => {
      const start = headOf(rows.slice(0, 1));
      expect((await verifyChain([rows.slice(1)], { start, end: headOf(rows) })).faultCount).toBe(0);
      expect((await verifyChain([rows.slice(1)], { start: { ...start, hash: '' } })).faultCount).toBe(1);
    }),
  );
});

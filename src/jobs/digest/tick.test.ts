import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { virtualClock } from '../../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { dueAt } from '../../kernel/due.ts';
import {
  addDigest,
  type Digest,
  type DigestWish,
  findIssue,
  keepDigestFacts,
  pauseDigest,
} from '../../ledger/digests.ts';
import { outboxJobs } from '../outbox.ts';
import { duesOf, tick } from './tick.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.ledger.deleteFrom('digests').execute();
  await database.ledger.deleteFrom('digest_facts').execute();
  await database.ledger.deleteFrom('outbox').execute();
});

const wish: DigestWish = {
  minute: 9 * 60,
  days: 'every',
  timeZone: 'Asia/Shanghai',
  lang: 'en',
  sections: [],
  onlyChanges: false,
  least: '100',
};
const of = { app: 'slack', tenantId: 'T1', userId: 'U1' } as const;

const added = (at: string, more: Partial<DigestWish> = {}): Promise<Digest> =>
  addDigest(database.ledger, of, { ...wish, ...more, channelId: undefined, at: new Date(at) });
const tickAt = (at: string) =>
  tick({ ledger: database.ledger, jobs: outboxJobs, calendar: virtualClock(at) });
const outbox = () =>
  database.ledger.selectFrom('outbox').select(['name', 'job_id', 'delay_ms']).orderBy('id').execute();

describe('a digest that is due', () => {
  test('is claimed once, with the work that follows, whoever looks and however often', async () => {
    const { id } = await added('2026-11-23T10:00:00Z');
    await tickAt('2026-11-24T00:59:59Z');
    expect(await outbox()).toEqual([]);
    await Promise.all([1, 2, 3, 4].map(() => tickAt('2026-11-24T01:00:10Z')));
    await tickAt('2026-11-24T01:00:25Z');
    expect(await outbox()).toMatchObject([{ name: 'gather-digest-facts', job_id: 'facts-2026-11-24T01' }]);
    expect(await findIssue(database.ledger, id, '2026-11-24')).toMatchObject({ state: 'due' });
  });

  test('goes its way at once when the facts of the hour are there', async () => {
    const { id } = await added('2026-11-23T10:00:00Z');
    await keepDigestFacts(database.ledger, '2026-11-24T01', { readAt: new Date(), body: Buffer.from('') });
    await tickAt('2026-11-24T01:00:10Z');
    expect(await outbox()).toMatchObject([{ name: 'send-digest', job_id: `digest-${id}-2026-11-24` }]);
  });

  test('leaves after the one before it, four a second', async () => {
    for (let one = 0; one < 9; one += 1) await added('2026-11-23T10:00:00Z');
    await keepDigestFacts(database.ledger, '2026-11-24T01', { readAt: new Date(), body: Buffer.from('') });
    await tickAt('2026-11-24T01:00:10Z');
    expect((await outbox()).map(({ delay_ms }) => delay_ms)).toEqual([
      0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000,
    ]);
  });

  test('is sent late while somebody still wants it, and afterwards left out', async () => {
    const { id } = await added('2026-11-22T10:00:00Z');
    await tickAt('2026-11-24T06:30:00Z');
    expect(await findIssue(database.ledger, id, '2026-11-23')).toMatchObject({ state: 'skipped' });
    expect(await findIssue(database.ledger, id, '2026-11-24')).toMatchObject({ state: 'due' });
    await tickAt('2026-11-25T08:00:00Z');
    expect(await findIssue(database.ledger, id, '2026-11-25')).toMatchObject({ state: 'skipped' });
  });

  test('comes once when the clock is put back and forward again', async () => {
    const { id } = await added('2026-11-23T10:00:00Z');
    for (const at of [
      '2026-11-24T01:01:00Z',
      '2026-11-24T00:30:00Z',
      '2026-11-24T01:01:00Z',
      '2026-11-27T01:01:00Z',
      '2026-11-24T01:02:00Z',
    ])
      await tickAt(at);
    await tickAt('2026-11-25T01:01:00Z');
    const issues = await database.ledger
      .selectFrom('digest_issues')
      .select(['day', 'state'])
      .where('digest_id', '=', id)
      .orderBy('day')
      .execute();
    expect(issues.filter(({ day }) => day === '2026-11-24')).toEqual([{ day: '2026-11-24', state: 'due' }]);
    expect(new Set(issues.map(({ day }) => day)).size).toBe(issues.length);
  });

  test('is not sent while it is paused, nor for days before it was set up', async () => {
    const { id } = await added('2026-11-24T01:30:00Z');
    await tickAt('2026-11-24T02:00:00Z');
    await pauseDigest(database.ledger, id, new Date('2026-11-24T03:00:00Z'), 'asked');
    await tickAt('2026-11-25T01:01:00Z');
    expect(await outbox()).toEqual([]);
  });

  test('that has not got on is taken up again', async () => {
    await added('2026-11-23T10:00:00Z');
    await tickAt('2026-11-24T01:00:10Z');
    await tickAt('2026-11-24T01:05:00Z');
    expect(await outbox()).toHaveLength(1);
    await tickAt('2026-11-24T01:15:00Z');
    expect((await outbox()).map(({ job_id }) => job_id)[1]).toMatch(/^facts-2026-11-24T01-again-/);
  });
});

it('whatever clocks and workers do, a day is claimed once, and every due day is', () => {
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 1439 }),
      fc.array(fc.integer({ min: -7_200, max: 90_000 }), { minLength: 1, maxLength: 60 }),
      (timeZone, minute, steps) => {
        const start = new Date('2026-03-27T00:00:00Z');
        const digest: Digest = {
          ...wish,
          id: 'D1',
          of,
          channelId: undefined,
          muted: [],
          since: start,
          paused: undefined,
          timeZone,
          minute,
        };
        const claimed = new Set<string>();
        let now = start.getTime();
        let furthest = now;
        for (const seconds of steps) {
          now += seconds * 1000;
          furthest = Math.max(furthest, now);
          for (const { day, dueAt: at } of duesOf(digest, claimed, new Date(now))) {
            expect(claimed.has(`D1 ${day}`)).toBe(false);
            expect(at.getTime()).toBeLessThanOrEqual(now);
            claimed.add(`D1 ${day}`);
          }
        }
        for (let due = dueAt(digest, start); due.at.getTime() <= furthest; due = dueAt(digest, due.at))
          expect(claimed.has(`D1 ${due.day}`)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

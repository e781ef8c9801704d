import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { roomFor } from '../../../test/support/approval-room.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { quiet } from '../../../test/support/log.ts';
import { somebody } from '../../../test/support/people.ts';
import { plainPartner } from '../../../test/support/plain-partner.ts';
import type { Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Conversation, Messenger, MessageRef } from '../../cards/messenger.ts';
import { sendDigest } from '../../jobs/digest/work.ts';
import { tick } from '../../jobs/digest/tick.ts';
import { outboxJobs } from '../../jobs/outbox.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { keepSpendDay } from '../../ledger/daily-spend.ts';
import {
  addDigest,
  type Digest,
  findDigest,
  findIssue,
  moveIssue,
  muteInDigest,
} from '../../ledger/digests.ts';
import { shiftDay, startOfDay } from '../../kernel/day.ts';
import type { Actor } from '../command.ts';
import { digestHandlers } from './send.ts';

let database: TestDatabase;
// One each: what was read for an hour is shared by all digests of a ledger.
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

interface Posted {
  readonly to: Conversation;
  readonly card: Card;
}

/** A chat app that can refuse. */
function chat() {
  const posted: Posted[] = [];
  const state: { refusal: Problem | undefined } = { refusal: undefined };
  const post: Messenger['post'] = (to, card): Promise<Result<MessageRef>> => {
    if (state.refusal) return Promise.resolve(fail(state.refusal));
    posted.push({ to, card });
    const channelId = to.channelId ?? 'D1';
    return Promise.resolve(ok({ app: 'slack', tenantId: 'T1', channelId, messageId: `m${posted.length}` }));
  };
  const never = () => Promise.reject(new Error('not used'));
  const messenger: Messenger = { post, answer: never, update: never, uploadFile: never, shareFile: never };
  return { posted, state, messenger };
}

const at = '2026-11-24T01:00:10Z';
const day = '2026-11-24';
const finance = somebody('finance');

async function spending(amounts: Readonly<Record<string, string>>, of = shiftDay(day, -1)) {
  await keepSpendDay(
    database.ledger,
    { day: of, readAt: new Date(startOfDay(of).getTime() + 31 * 3_600_000) },
    Object.entries(amounts).map(([customerId, amount]) => ({
      customerId,
      serviceCode: 'ecs',
      serviceName: 'ECS',
      amount,
      resources: [],
      resourceCount: 0,
    })),
  );
}

const digestOf = (
  more: { readonly channelId?: string; readonly onlyChanges?: boolean } = {},
): Promise<Digest> =>
  addDigest(
    database.ledger,
    { app: 'slack', tenantId: 'T1', userId: finance.userId },
    {
      minute: 9 * 60,
      days: 'every',
      timeZone: 'Asia/Shanghai',
      lang: 'en',
      sections: ['spend', 'movers'],
      onlyChanges: more.onlyChanges ?? false,
      least: '100',
      channelId: more.channelId,
      at: new Date('2026-11-23T10:00:00Z'),
    },
  );

/** What the worker does for one digest. */
async function sendAt(
  when: string,
  { id }: Pick<Digest, 'id'>,
  house: ReturnType<typeof chat>,
  { actor = finance, of = day }: { actor?: Actor; of?: string } = {},
) {
  const calendar = virtualClock(when);
  const partner = plainPartner();
  const { ledger } = database;
  const handlers = digestHandlers({
    ledger,
    partner,
    messenger: house.messenger,
    approvals: roomFor({ ledger, partner, clock: calendar }),
    jobs: outboxJobs,
    calendar,
    actorOf: () => Promise.resolve(actor),
    admins: 'Olga',
    commands: [],
  });
  const handler = handlers.find(({ spec }) => spec.name === sendDigest.name);
  await handler?.run({
    payload: { digestId: id, day: of },
    jobId: 'j1',
    attempt: 1,
    lastAttempt: false,
    signal: new AbortController().signal,
    clock: calendar,
    log: quiet,
  });
}

const due = async (when = at) => {
  await tick({ ledger: database.ledger, jobs: outboxJobs, calendar: virtualClock(when) });
};
const stateOf = async (digest: Digest, of = '2026-11-24' as const) =>
  (await findIssue(database.ledger, digest.id, of))?.state;

describe('a digest', () => {
  test('is sent once, its details in the thread, however often its job runs', async () => {
    await spending({ c1: '900' });
    await spending({ c1: '300' }, shiftDay(day, -8));
    const [digest, house] = [await digestOf({ channelId: 'C1' }), chat()];
    await due();
    await sendAt(at, digest, house);
    await sendAt(at, digest, house);
    expect(house.posted.map(({ to }) => [to.channelId, to.threadId])).toEqual([
      ['C1', undefined],
      ['C1', 'm1'],
    ]);
    expect(cardText(house.posted[0]?.card ?? { summary: '', blocks: [] })).toContain('CNY +600.00');
    expect(await stateOf(digest)).toBe('sent');
  });

  test('that was on its way when its worker died is not sent again, and the next one says so', async () => {
    await spending({ c1: '900' });
    const [digest, house] = [await digestOf(), chat()];
    await due();
    await moveIssue(database.ledger, { digestId: digest.id, day }, 'due', 'posting', { at: new Date(at) });
    await sendAt(at, digest, house);
    expect(house.posted).toEqual([]);
    expect(await stateOf(digest)).toBe('unknown');

    await due('2026-11-25T01:00:10Z');
    await sendAt('2026-11-25T01:00:20Z', digest, house, { of: '2026-11-25' });
    expect(cardText(house.posted[0]?.card ?? { summary: '', blocks: [] })).toContain('2026-11-24.');
  });

  test('whose answer was lost is not sent again', async () => {
    const [digest, house] = [await digestOf(), chat()];
    await due();
    house.state.refusal = problem('chatUnavailable', {}, { retry: 'unknown-outcome' });
    await sendAt(at, digest, house);
    expect(await stateOf(digest)).toBe('unknown');
  });

  test('that did not get through is sent when the app is back', async () => {
    await spending({ c1: '900' });
    const [digest, house] = [await digestOf(), chat()];
    await due();
    house.state.refusal = problem('chatUnavailable', {}, { retry: 'later' });
    await expect(sendAt(at, digest, house)).rejects.toThrow('chatUnavailable');
    house.state.refusal = undefined;
    await sendAt('2026-11-24T01:30:00Z', digest, house);
    expect(await stateOf(digest)).toBe('sent');
    expect(cardText(house.posted[0]?.card ?? { summary: '', blocks: [] })).toContain(
      'This digest is late: it was due at 2026-11-24 09:00.',
    );
  });

  test('shows nothing its subscriber may no longer see: it is paused, and they are told', async () => {
    const [digest, house] = [await digestOf({ channelId: 'C1' }), chat()];
    await due();
    await sendAt(at, digest, house, { actor: somebody('rep') });
    expect(house.posted.map(({ to }) => to.channelId)).toEqual([undefined]);
    expect(house.posted[0]?.card.summary).toContain(`Digest ${digest.id} is paused`);
    expect(await findDigest(database.ledger, digest.id)).toMatchObject({ paused: { why: 'rights' } });
    const audit = await database.ledger
      .selectFrom('audit')
      .select(['action', 'subject'])
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(audit).toEqual({ action: 'digest.paused', subject: { digest: digest.id, why: 'rights' } });
  });

  test('for changes only is silent while nothing has changed since the last one that was sent', async () => {
    const [digest, house] = [await digestOf({ onlyChanges: true }), chat()];
    await spending({ c1: '900' });
    await due();
    await sendAt(at, digest, house);
    const next = '2026-11-25T01:00:10Z';
    await spending({ c1: '905' }, '2026-11-24');
    await due(next);
    await sendAt(next, digest, house, { of: '2026-11-25' });
    expect(await stateOf(digest)).toBe('sent');
    expect((await findIssue(database.ledger, digest.id, '2026-11-25'))?.state).toBe('quiet');
    await spending({ c1: '1900' }, '2026-11-25');
    await due('2026-11-26T01:00:10Z');
    await sendAt('2026-11-26T01:00:10Z', digest, house, { of: '2026-11-26' });
    expect((await findIssue(database.ledger, digest.id, '2026-11-26'))?.state).toBe('sent');
  });

  test('leaves out the customers that were muted', async () => {
    await spending({ c1: '900', c2: '50' });
    const [digest, house] = [await digestOf(), chat()];
    await muteInDigest(database.ledger, digest.id, 'c1', true);
    await due();
    await sendAt(at, digest, house);
    const said = cardText(house.posted[0]?.card ?? { summary: '', blocks: [] });
    expect(said).toContain('CNY 50.00 on 2026-11-23');
    expect(said).toContain('1 customer is left out.');
  });
});

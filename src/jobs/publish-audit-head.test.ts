import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { virtualClock } from '../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { expectGolden } from '../../test/support/golden.ts';
import { quiet } from '../../test/support/log.ts';
import { auditHeadCard } from '../cards/audit.ts';
import type { Card } from '../cards/card.ts';
import type { Conversation, Messenger } from '../cards/messenger.ts';
import { problem } from '../kernel/problem.ts';
import { fail, ok } from '../kernel/result.ts';
import { translator } from '../kernel/texts/index.ts';
import { appendAudit } from '../ledger/audit.ts';
import { genesis, verifyChain } from '../ledger/audit-chain.ts';
import { auditHead, auditLinks, publishedHeads } from '../ledger/audit-read.ts';
import { publishAuditHeadHandler } from './publish-audit-head.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const { ledger } = database;
  await ledger.deleteFrom('audit').execute();
  await ledger.deleteFrom('audit_heads_published').execute();
  await ledger.updateTable('audit_head').set({ seq: '0', hash: genesis.hash }).execute();
});

const append = () =>
  database.ledger.transaction().execute((trx) =>
    appendAudit(trx, {
      app: 'slack',
      tenantId: 'T1',
      userId: 'U1',
      action: 'bill',
      subject: {},
      outcome: 'done',
    }),
  );

const channel = { app: 'slack', tenantId: 'T1', channelId: 'C0AUDIT', userId: 'C0AUDIT' } as const;

/** A channel that can be closed. */
function openChannel() {
  const posted: { readonly channelId: string | undefined; readonly card: Card }[] = [];
  const state = { closed: false };
  const post: Messenger['post'] = (to, card) => {
    if (state.closed) return Promise.resolve(fail(problem('chatUnavailable', {}, { retry: 'later' })));
    posted.push({ channelId: to.channelId, card });
    return Promise.resolve(ok({ app: 'slack', tenantId: 'T1', channelId: 'C0AUDIT', messageId: '1' }));
  };
  const never = () => Promise.reject(new Error('not used'));
  const messenger: Messenger = { post, answer: never, update: never, uploadFile: never, shareFile: never };
  return { posted, state, messenger };
}

const runAt = (
  at: string,
  messenger: Messenger,
  { to }: { to: Conversation | undefined } = { to: channel },
) =>
  publishAuditHeadHandler({ ledger: database.ledger, messenger, to, lang: 'en' }).run({
    payload: {},
    jobId: 'publish-1',
    attempt: 1,
    lastAttempt: true,
    signal: new AbortController().signal,
    clock: virtualClock(at),
    log: quiet,
  });

test('the head is published once a day and is found in the chain later', async () => {
  const { posted, messenger } = openChannel();
  await append();
  const first = await auditHead(database.ledger);
  await runAt('2026-11-23T10:00:00Z', messenger);
  await append();
  await runAt('2026-11-23T15:59:00Z', messenger);
  expect(posted).toHaveLength(1);
  expect(posted[0]?.channelId).toBe('C0AUDIT');
  expect(posted[0]?.card.summary).toBe(`Audit head 1:${first.hash} on 2026-11-23`);
  await runAt('2026-11-23T16:00:00Z', messenger);
  expect(posted[1]?.card.summary).toContain('on 2026-11-24');

  const heads = await publishedHeads(database.ledger);
  expect(heads).toEqual([first, await auditHead(database.ledger)]);
  expect((await verifyChain(auditLinks(database.ledger), { heads })).faultCount).toBe(0);
});

test('what could not be posted is not taken for published', async () => {
  const { posted, state, messenger } = openChannel();
  await append();
  state.closed = true;
  await expect(runAt('2026-11-23T10:00:00Z', messenger)).rejects.toThrow('chatUnavailable');
  expect(await publishedHeads(database.ledger)).toEqual([]);
  state.closed = false;
  await runAt('2026-11-23T11:00:00Z', messenger);
  expect(posted).toHaveLength(1);
});

test('without a channel, or before anything was done, nothing is published', async () => {
  const { posted, messenger } = openChannel();
  await runAt('2026-11-23T10:00:00Z', messenger);
  await append();
  await runAt('2026-11-23T10:00:00Z', messenger, { to: undefined });
  expect(posted).toEqual([]);
  expect(await publishedHeads(database.ledger)).toEqual([]);
});

test('the card of the head', () =>
  expectGolden('audit-head', (lang) =>
    auditHeadCard(translator(lang), { day: '2026-11-23', seq: 1234, hash: 'ab'.repeat(32) }),
  ));

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { virtualClock } from '../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { expectGolden } from '../../test/support/golden.ts';
import { quiet } from '../../test/support/log.ts';
import { auditHeadCard } from '../cards/audit.ts';
import type { Card } from '../cards/card.ts';
import { cardText } from '../cards/card-text.ts';
import type { ChatApp, Messenger } from '../cards/messenger.ts';
import { problem } from '../kernel/problem.ts';
import { fail, ok } from '../kernel/result.ts';
import { translator } from '../kernel/texts/index.ts';
import { appendAudit } from '../ledger/audit.ts';
import { genesis, verifyChain } from '../ledger/audit-chain.ts';
import { auditHead, auditLinks, publishedHeads } from '../ledger/audit-read.ts';
import { type PublishAuditHeadParts, publishAuditHeadHandler } from './publish-audit-head.ts';

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

const homes = { slack: 'T1', teams: 'tenant-1' };
const inSlack = { slack: { id: 'C0AUDIT', language: undefined } };
const inBoth = { ...inSlack, teams: { id: '19:audit@thread.tacv2', language: 'zh-CN' } } as const;

/** Channels that can be closed, app by app. */
function openChannels() {
  const posted: { readonly channelId: string | undefined; readonly card: Card }[] = [];
  const closed = new Set<ChatApp>();
  const post: Messenger['post'] = ({ app, tenantId, channelId = 'direct' }, card, _, options) => {
    expect([homes[app], options]).toEqual([tenantId, { onlyThere: true }]);
    if (closed.has(app)) return Promise.resolve(fail(problem('chatUnavailable', {}, { retry: 'later' })));
    posted.push({ channelId, card });
    return Promise.resolve(ok({ app, tenantId, channelId, messageId: '1' }));
  };
  const never = () => Promise.reject(new Error('not used'));
  const messenger: Messenger = { post, answer: never, update: never, uploadFile: never, shareFile: never };
  return { posted, closed, messenger };
}

const runAt = (at: string, messenger: Messenger, parts: Partial<PublishAuditHeadParts> = {}) =>
  publishAuditHeadHandler({
    ledger: database.ledger,
    messenger,
    channels: inSlack,
    homes: () => homes,
    lang: 'en',
    ...parts,
  }).run({
    payload: {},
    jobId: 'publish-1',
    attempt: 1,
    lastAttempt: true,
    signal: new AbortController().signal,
    clock: virtualClock(at),
    log: quiet,
  });

test('the head is published once a day and is found in the chain later', async () => {
  const { posted, messenger } = openChannels();
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
  const { posted, closed, messenger } = openChannels();
  await append();
  closed.add('slack');
  await expect(runAt('2026-11-23T10:00:00Z', messenger)).rejects.toThrow('chatUnavailable');
  expect(await publishedHeads(database.ledger)).toEqual([]);
  closed.clear();
  await runAt('2026-11-23T11:00:00Z', messenger);
  expect(posted).toHaveLength(1);
});

test('every channel the policy names is told the same head, in its language, in every app that is on', async () => {
  const { posted, messenger } = openChannels();
  await append();
  const { hash } = await auditHead(database.ledger);
  await runAt('2026-11-23T10:00:00Z', messenger, { channels: inBoth });
  expect(posted.map(({ channelId }) => channelId)).toEqual(['C0AUDIT', '19:audit@thread.tacv2']);
  const [english, chinese] = posted.map(({ card }) => cardText(card));
  expect(english).toContain(`1:${hash}`);
  expect(chinese).toContain(`1:${hash}`);
  expect(english).not.toMatch(/\p{Script=Han}/u);
  expect(chinese).toMatch(/\p{Script=Han}/u);
  expect(await publishedHeads(database.ledger)).toEqual([{ seq: 1, hash }]);

  await runAt('2026-11-24T10:00:00Z', messenger, { channels: inBoth, homes: () => ({ teams: 'tenant-1' }) });
  expect(posted.slice(2).map(({ channelId }) => channelId)).toEqual(['19:audit@thread.tacv2']);
});

test('a channel that could not be reached gets the head of that day later, and the others do not get it twice', async () => {
  const { posted, closed, messenger } = openChannels();
  await append();
  closed.add('slack');
  await expect(runAt('2026-11-23T10:00:00Z', messenger, { channels: inBoth })).rejects.toThrow();
  await append();
  closed.clear();
  await runAt('2026-11-23T11:00:00Z', messenger, { channels: inBoth });
  await runAt('2026-11-23T12:00:00Z', messenger, { channels: inBoth });
  expect(posted.map(({ channelId }) => channelId)).toEqual(['19:audit@thread.tacv2', 'C0AUDIT']);
  expect(new Set(posted.map(({ card }) => /\d+:[0-9a-f]{64}/.exec(cardText(card))?.[0])).size).toBe(1);
});

test('without a channel, or before anything was done, nothing is published', async () => {
  const { posted, messenger } = openChannels();
  await runAt('2026-11-23T10:00:00Z', messenger);
  await append();
  await runAt('2026-11-23T10:00:00Z', messenger, { channels: undefined });
  expect(posted).toEqual([]);
  expect(await publishedHeads(database.ledger)).toEqual([]);
});

test('the card of the head', () =>
  expectGolden('audit-head', (lang) =>
    auditHeadCard(translator(lang), { day: '2026-11-23', seq: 1234, hash: 'ab'.repeat(32) }),
  ));

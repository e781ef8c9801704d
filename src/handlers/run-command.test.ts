import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { roomFor } from '../../test/support/approval-room.ts';
import { type VirtualClock, virtualClock } from '../../test/support/clock.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { recordingLog } from '../../test/support/log.ts';
import { somebody } from '../../test/support/people.ts';
import { customer, type PlainWorld, plainPartner } from '../../test/support/plain-partner.ts';
import { sampleBill, sampleFind, sampleShow } from '../../test/support/sample-commands.ts';
import type { Action, Card } from '../cards/card.ts';
import type { Messenger } from '../cards/messenger.ts';
import { type Problem, problem } from '../kernel/problem.ts';
import { fail, ok } from '../kernel/result.ts';
import type { Lang } from '../kernel/texts/index.ts';
import { upsertCustomers } from '../ledger/customers.ts';
import { type NewRequest, receiveRequests } from '../ledger/requests.ts';
import type { ActionHandler } from './action.ts';
import { type Actor, type Command, command } from './command.ts';
import { houseOf } from './open-desk.ts';
import { AnswerUndelivered, runCommandHandler } from './run-command.ts';

const acme = 'a'.repeat(32);
const acmeTwo = 'b'.repeat(32);
const unseen = 'd'.repeat(32);

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['outbox', 'requests', 'audit', 'customers'] as const) {
    await database.ledger.deleteFrom(table).execute();
  }
});

const slow = (run: Command['run']): Command =>
  command({
    path: ['slow'],
    aliases: [],
    summary: 'api.summary',
    args: {},
    permission: 'bills.read',
    effect: 'read',
    sites: ['cn'],
    examples: ['slow'],
    run,
  });

interface Setting {
  readonly actor?: Actor;
  readonly commands?: readonly Command[];
  readonly actions?: readonly ActionHandler[];
  readonly world?: PlainWorld;
  /** What the chat app answers to the answer. */
  undelivered?: Problem | undefined;
}

/** A worker with everything real but the platform and the chat app. */
function worker(setting: Setting = {}) {
  const clock = virtualClock('2026-11-23T02:00:00Z');
  const log = recordingLog();
  const answers: { card: Card; lang: Lang; interim: boolean }[] = [];
  const notHere = () => Promise.reject(new Error('not part of this test'));
  const messenger: Messenger = {
    answer: (_id, card, lang, options) => {
      if (setting.undelivered) return Promise.resolve(fail(setting.undelivered));
      answers.push({ card, lang, interim: options?.interim ?? false });
      return Promise.resolve(ok(undefined));
    },
    post: notHere,
    update: notHere,
    uploadFile: notHere,
    shareFile: notHere,
  };
  const registry = {
    commands: setting.commands ?? [sampleBill, sampleFind, sampleShow],
    actions: setting.actions ?? [],
  };
  const partner = plainPartner(setting.world);
  const handler = runCommandHandler({
    registry,
    house: houseOf({ registry, site: 'cn', policy: { admins: 'Wang Fang' } }),
    ledger: database.ledger,
    partner,
    jobs: { enqueue: notHere },
    approvals: roomFor({ ledger: database.ledger, partner, clock }),
    messenger,
    clock,
    log,
    actorOf: () => Promise.resolve(setting.actor ?? somebody('rep')),
  });
  const stop = new AbortController();
  const run = (id: string, attempt = 1) =>
    handler.run({
      payload: { requestId: id },
      jobId: id,
      attempt,
      lastAttempt: attempt === 3,
      signal: stop.signal,
      clock,
      log,
    });
  return { run, handler, answers, clock, log, partner, stop, setting };
}

async function asked(id: string, line: string, more: Partial<NewRequest> = {}): Promise<string> {
  const request = {
    id,
    dedupeKey: id,
    app: 'slack',
    tenantId: 'T1',
    userId: 'U0REP',
    channelId: 'C1',
    line,
    ready: true,
  };
  await receiveRequests(database.ledger, [{ ...request, ...more }], {
    dispatch: { queue: 'interactive', name: 'run-command' },
  });
  return id;
}

const requestRow = (id: string) =>
  database.ledger.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const auditRows = () =>
  database.ledger.selectFrom('audit').select(['action', 'outcome', 'subject', 'user_id']).execute();
const buttons = (card: Card | undefined): readonly Action[] =>
  (card?.blocks ?? []).flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const lines = (card: Card | undefined) =>
  buttons(card).map(({ does }) =>
    does.type === 'command' || does.type === 'form' ? `${does.type} ${does.line}` : '',
  );

const knowAcme = () =>
  upsertCustomers(
    database.ledger,
    [
      {
        customerId: acme,
        accountName: 'acme',
        company: 'Acme Cloud',
        label: '',
        association: 'resale',
        verified: '',
      },
      {
        customerId: acmeTwo,
        accountName: 'acme-two',
        company: 'Acme Data',
        label: '',
        association: 'resale',
        verified: '',
      },
    ],
    new Date('2026-11-23T01:00:00Z'),
  );

/** Lets queries that are under way come back while the clock stands still. */
const until = async (met: () => boolean) => {
  while (!met()) await new Promise((resolve) => setImmediate(resolve));
};

describe('a request', () => {
  it('is answered, ended and put on record', async () => {
    await knowAcme();
    const { run, answers, log } = worker();
    await run(await asked('r1', 'bill acme 上月 --by service'));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.card.summary).toContain(acme);
    expect(await requestRow('r1')).toMatchObject({ state: 'done', outcome: null });
    expect(await auditRows()).toEqual([
      {
        action: 'bill',
        outcome: 'done',
        subject: { month: '2026-10', customer: acme, by: 'service' },
        user_id: 'U0REP',
      },
    ]);
    expect(log.lines.filter(({ message }) => message === 'request ended')).toMatchObject([
      { requestId: 'r1', command: 'bill', end: 'done' },
    ]);
  });

  it('that has ended is left alone', async () => {
    const { run, answers } = worker();
    await run(await asked('r1', 'bill'));
    await run('r1', 2);
    expect(answers).toHaveLength(1);
    expect(await auditRows()).toHaveLength(1);
  });

  it('that a crash cut short is run again', async () => {
    const { run, answers } = worker();
    await asked('r1', 'bill');
    await database.ledger.updateTable('requests').set({ state: 'running' }).execute();
    await run('r1', 2);
    expect(answers).toHaveLength(1);
    expect((await requestRow('r1')).state).toBe('done');
  });

  it('keeps free text out of the record and the log', async () => {
    const { run, log } = worker();
    await run(await asked('r1', 'customer find 13900000000'));
    expect(JSON.stringify([await auditRows(), log.lines])).not.toContain('139');
  });

  it('for help or a slip is answered by the worker too', async () => {
    const { run, answers } = worker();
    await run(await asked('r1', 'help'));
    await run(await asked('r2', 'bil last'));
    expect(answers[0]?.card.title).toBe('Commands you may use');
    expect(lines(answers[1]?.card)).toContain('command bill last');
    expect((await requestRow('r2')).outcome).toBe('unknownCommand');
    expect((await auditRows()).map(({ action, outcome }) => [action, outcome])).toEqual([
      ['help', 'done'],
      ['unknown', 'unknownCommand'],
    ]);
  });

  it('is answered in the language of the person', async () => {
    const { run, answers } = worker({ actor: somebody(undefined, 'zh-CN') });
    await run(await asked('r1', 'bill'));
    expect(answers).toMatchObject([
      { lang: 'zh-CN', card: { summary: expect.stringContaining('我还不认识您') as string } },
    ]);
  });
});

describe('rights', () => {
  it('are those of the moment it runs', async () => {
    const { run, answers } = worker({ actor: { ...somebody('rep'), may: new Set() } });
    await run(await asked('r1', 'bill'));
    expect(answers[0]?.card.summary).toContain('Your role does not include “see bills”');
    expect(await requestRow('r1')).toMatchObject({ state: 'refused', outcome: 'notPermitted' });
    expect(await auditRows()).toMatchObject([{ action: 'bill', outcome: 'notPermitted' }]);
  });

  it('of a stranger are none: one sentence, nothing run, on record', async () => {
    const { run, answers, partner } = worker({ actor: somebody(undefined) });
    await run(await asked('r1', 'bill acme'));
    expect(answers[0]?.card.blocks).toHaveLength(1);
    expect(partner.calls).toEqual([]);
    expect(await auditRows()).toMatchObject([{ outcome: 'unknownPerson' }]);
  });
});

describe('a customer', () => {
  it('the directory does not know is looked for on the platform', async () => {
    const { run, answers, partner } = worker({
      world: { customers: [customer(unseen, 'fresh', 'Fresh Data')] },
    });
    await run(await asked('r1', 'bill fresh'));
    expect(answers[0]?.card.summary).toContain(unseen);
    expect(partner.calls).toEqual(['list {"accountName":"fresh"}']);
  });

  it('given by an id nobody knows here is asked for by id', async () => {
    const { run, answers, partner } = worker({ world: { customers: [customer(unseen, 'fresh')] } });
    await run(await asked('r1', `bill ${unseen.toUpperCase()}`));
    expect(answers[0]?.card.summary).toContain('fresh');
    expect(partner.calls).toEqual([`show ${unseen}`]);
  });

  it('that may be several is asked back, one button each and a form', async () => {
    await knowAcme();
    const { run, answers } = worker();
    await run(await asked('r1', 'bill acm last'));
    expect(lines(answers[0]?.card)).toEqual([
      `command bill last ${acme}`,
      `command bill last ${acmeTwo}`,
      'form bill last acm',
    ]);
    expect(await requestRow('r1')).toMatchObject({ state: 'refused', outcome: 'customerAmbiguous' });
  });

  it('nobody knows is answered with the nearest names', async () => {
    await knowAcme();
    const { run, answers } = worker();
    await run(await asked('r1', 'bill acmee'));
    expect(answers[0]?.card.summary).toContain('found no customer “acmee”');
    expect(lines(answers[0]?.card)).toContain(`command bill ${acme}`);
  });

  it('is not “not found” when the platform is silent', async () => {
    const { run, answers } = worker({
      world: { broken: problem('platformDown', undefined, { retry: 'later' }) },
    });
    await run(await asked('r1', 'bill zzz'));
    expect(await requestRow('r1')).toMatchObject({ state: 'failed', outcome: 'platformDown' });
    expect(lines(answers[0]?.card)).toEqual(['command bill zzz']);
  });
});

describe('a failure', () => {
  it('that may pass offers to try again, with what a ticket needs', async () => {
    const busy = problem('platformDown', undefined, {
      retry: 'later',
      wireCode: 'CBC.0999',
      requestId: 'req-1',
    });
    const { run, answers } = worker({ commands: [slow(() => Promise.resolve(fail(busy)))] });
    await run(await asked('r1', 'slow'));
    expect(lines(answers[0]?.card)).toEqual(['command slow']);
    expect(JSON.stringify(answers[0]?.card)).toContain('CBC.0999 · req-1');
    expect(await requestRow('r1')).toMatchObject({ state: 'failed', outcome: 'platformDown' });
  });

  it('that is a bug gives a reference which finds the log line', async () => {
    const { run, answers, log } = worker({ commands: [slow(() => Promise.reject(new Error('boom')))] });
    await run(await asked('0123456789', 'slow'));
    expect(answers[0]?.card.summary).toContain('01234567');
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', reference: '01234567' }));
    expect(await requestRow('0123456789')).toMatchObject({ state: 'failed', outcome: 'internal' });
  });

  it('of PostgreSQL is left to the queue, which tries again', async () => {
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    const { run, answers } = worker({ commands: [slow(() => Promise.reject(away))] });
    await asked('r1', 'slow');
    await expect(run('r1')).rejects.toBe(away);
    expect(answers).toEqual([]);
    expect((await requestRow('r1')).state).toBe('running');
  });

  it('of the last attempt is told to the person, once', async () => {
    const { handler, answers } = worker();
    await asked('r1', 'bill');
    await handler.onDead({ requestId: 'r1' }, new Error('gone'));
    await handler.onDead({ requestId: 'r1' }, new Error('gone'));
    expect(answers).toHaveLength(1);
    expect(await requestRow('r1')).toMatchObject({ state: 'failed', outcome: 'internal' });
    expect(await auditRows()).toMatchObject([{ outcome: 'internal' }]);
  });
});

describe('an answer', () => {
  it('that does not get through now is given again by the queue', async () => {
    const setting: Setting = { undelivered: problem('chatUnavailable', undefined, { retry: 'later' }) };
    const { run, answers } = worker(setting);
    await asked('r1', 'bill');
    await expect(run('r1')).rejects.toThrow(AnswerUndelivered);
    expect((await requestRow('r1')).state).toBe('running');
    setting.undelivered = undefined;
    await run('r1', 2);
    expect(answers).toHaveLength(1);
    expect((await requestRow('r1')).state).toBe('done');
  });

  it('that never gets through is recorded as such', async () => {
    const { run } = worker({ undelivered: problem('chatRefused', { reason: 'account_inactive' }) });
    await run(await asked('r1', 'bill'));
    expect(await requestRow('r1')).toMatchObject({ state: 'failed', outcome: 'chatRefused' });
  });
});

describe('waiting', () => {
  const never = (signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () =>
        reject(signal.reason instanceof Error ? signal.reason : new Error()),
      ),
    );
  /** The clock of a run that has begun to wait. */
  const waiting = (clock: VirtualClock) => until(() => clock.sleepers === 2);

  it('is noted once after two and a half seconds, and the answer follows', async () => {
    let finish = (): void => undefined;
    const { promise } = { promise: new Promise<void>((resolve) => (finish = resolve)) };
    const card: Card = { summary: 'at last', blocks: [] };
    const { run, answers, clock } = worker({ commands: [slow(() => promise.then(() => ok(card)))] });
    const running = run(await asked('r1', 'slow'));
    await waiting(clock);
    await clock.advance(2_499);
    expect(answers).toEqual([]);
    await clock.advance(1);
    expect(answers.map(({ interim }) => interim)).toEqual([true]);
    finish();
    await running;
    expect(answers.map(({ card: { summary }, interim }) => [summary, interim])).toEqual([
      ['Working on it …', true],
      ['at last', false],
    ]);
  });

  it('is not noted when the answer is quick', async () => {
    const { run, answers, clock } = worker();
    await run(await asked('r1', 'bill'));
    await clock.advance(10_000);
    expect(answers.map(({ interim }) => interim)).toEqual([false]);
  });

  it('ends after a minute: the work is told to stop and the person may try again', async () => {
    let stopped = false;
    const { run, answers, clock } = worker({
      commands: [
        slow(({ signal }) => {
          signal.addEventListener('abort', () => (stopped = true));
          return never(signal);
        }),
      ],
    });
    const running = run(await asked('r1', 'slow'));
    await waiting(clock);
    await clock.advance(60_000);
    await running;
    expect(stopped).toBe(true);
    expect(lines(answers.at(-1)?.card)).toEqual(['command slow']);
    expect(await requestRow('r1')).toMatchObject({ state: 'failed', outcome: 'tooSlow' });
  });

  it('is cut short by a shutdown, and another worker takes the request up', async () => {
    const { run, answers, clock, stop } = worker({ commands: [slow(({ signal }) => never(signal))] });
    const running = run(await asked('r1', 'slow'));
    await waiting(clock);
    stop.abort(new Error('shutting down'));
    await expect(running).rejects.toThrow('shutting down');
    expect(answers).toEqual([]);
    expect((await requestRow('r1')).state).toBe('running');
  });
});

describe('a button', () => {
  const cancel: ActionHandler = {
    name: 'export.cancel',
    permission: 'bills.export',
    run: (_context, token) => Promise.resolve(ok({ summary: `cancelled ${token}`, blocks: [] })),
  };
  const press = (id: string, name = 'export.cancel') => asked(id, `action:${name}`, { token: 'opaque' });

  it('runs its action with the token and is on record', async () => {
    const { run, answers } = worker({ actions: [cancel] });
    await run(await press('r1'));
    expect(answers[0]?.card.summary).toBe('cancelled opaque');
    expect(await auditRows()).toMatchObject([{ action: 'action.export.cancel', outcome: 'done' }]);
  });

  it('is refused to those who may not, at the press', async () => {
    const { run, answers } = worker({ actions: [cancel], actor: somebody('approver') });
    await run(await press('r1'));
    expect(answers[0]?.card.summary).toContain('export bill details');
    expect(await requestRow('r1')).toMatchObject({ state: 'refused', outcome: 'notPermitted' });
  });

  it('nobody knows any more says so', async () => {
    const { run, answers } = worker();
    await run(await press('r1', 'gone'));
    expect(answers[0]?.card.summary).toBe('This button no longer does anything.');
    expect(await auditRows()).toMatchObject([{ action: 'action', outcome: 'actionGone' }]);
  });
});

describe('work that a job goes on with', () => {
  it('is handed over without an answer, and on record', async () => {
    const { run, answers } = worker({ commands: [slow(() => Promise.resolve(ok('handed-over')))] });
    await run(await asked('r1', 'slow'));
    expect(answers).toEqual([]);
    expect((await requestRow('r1')).state).toBe('handed-over');
    expect(await auditRows()).toMatchObject([{ action: 'slow', outcome: 'handed-over' }]);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { roomFor } from '../../../test/support/approval-room.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { contextFor, runAs } from '../../../test/support/context.ts';
import { couponPartner } from '../../../test/support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { quiet } from '../../../test/support/log.ts';
import { somebody } from '../../../test/support/people.ts';
import { inSlack, inTeams, twoAccounts } from '../../../test/support/two-accounts.ts';
import type { Person } from '../../approvals/case.ts';
import type { Card } from '../../cards/card.ts';
import { cardText } from '../../cards/card-text.ts';
import type { Messenger } from '../../cards/messenger.ts';
import { tellLinkHandler } from '../../jobs/tell-link.ts';
import { ok } from '../../kernel/result.ts';
import { linkWith } from '../../ledger/identities.ts';
import { savePerson } from '../../ledger/people.ts';
import type { Actor } from '../command.ts';
import { linkActions } from './actions.ts';
import { link, remove } from './link.ts';
import { list } from './list.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  for (const [person, name] of [
    [inSlack('rep'), 'Lina'],
    [inTeams('rep'), '李娜'],
    [inSlack('approver'), 'Wang'],
  ] as const)
    await savePerson(
      database.ledger,
      { ...person, name, locale: 'en-US', timeZone: 'Asia/Shanghai' },
      new Date(),
    );
});
afterEach(async () => {
  for (const table of ['identity_links', 'link_requests', 'link_tries', 'outbox'] as const)
    await database.ledger.deleteFrom(table).execute();
});
afterAll(() => database.close());

const actorOf = (person: Person, role: 'rep' | 'admin' = 'rep'): Actor => ({ ...somebody(role), ...person });
const lina = { slack: actorOf(inSlack('rep')), teams: actorOf(inTeams('rep')) };
const wang = actorOf(inSlack('approver'));
const wangInTeams = actorOf(inTeams('approver'));
const admin = { ...somebody('admin') };

/** Two people, each with two accounts, and what they are shown. */
function desk() {
  const { ledger } = database;
  const clock = virtualClock();
  const partner = couponPartner({});
  const room = roomFor({ ledger, partner, clock, ...twoAccounts() });
  const context = (actor: Actor) => contextFor(ledger, partner, { actor, clock, approvals: room });
  const said = (result: Awaited<ReturnType<typeof runAs>>): string => {
    if (!result.ok) return result.problem.code;
    return result.value === 'handed-over' ? result.value : cardText(result.value);
  };
  const type = async (command: typeof link, actor: Actor, values: Readonly<Record<string, unknown>> = {}) =>
    said(await runAs(command, context(actor), values));
  const press = async (name: string, actor: Actor, token: string) => {
    const action = linkActions.find((one) => one.name === name);
    if (!action) throw new Error(`no action ${name}`);
    return said(await action.run(context(actor), token));
  };
  return {
    clock,
    type,
    press,
    room,
    codeFor: async (actor: Actor) => /[2-9A-Z]{4}(-[2-9A-Z]{4}){2}/.exec(await type(link, actor))?.[0] ?? '',
    /** Does the work that was promised, and answers who was told what. */
    told: async () => {
      const posts: { to: string; card: Card }[] = [];
      const messenger: Pick<Messenger, 'post'> = {
        post: (to, card) => {
          posts.push({ to: to.userId, card });
          return Promise.resolve(ok({ ...to, channelId: 'D1', messageId: 'm1' }));
        },
      };
      const jobs = await ledger.deleteFrom('outbox').returning(['name', 'payload']).execute();
      const unused = () => Promise.reject(new Error('not asked for'));
      const handler = tellLinkHandler({
        ledger,
        messenger: { ...messenger, answer: unused, update: unused, uploadFile: unused, shareFile: unused },
      });
      for (const { payload } of jobs)
        await handler.run({
          payload: handler.spec.payload.parse(payload),
          jobId: 'j',
          attempt: 1,
          lastAttempt: false,
          signal: new AbortController().signal,
          clock,
          log: quiet,
        });
      return posts;
    },
  };
}

const openRequest = async () =>
  (
    await database.ledger
      .selectFrom('link_requests')
      .select('id')
      .where('state', 'in', ['typed', 'asked'])
      .executeTakeFirstOrThrow()
  ).id;

async function linked(of: ReturnType<typeof desk>): Promise<string> {
  await of.type(link, lina.teams, { code: await of.codeFor(lina.slack) });
  const id = await openRequest();
  await of.press('link.confirm', lina.teams, id);
  await of.press('link.confirm', lina.slack, id);
  return id;
}

const traces = async () => {
  const rows = await database.ledger
    .selectFrom('audit')
    .select(['user_id', 'action', 'outcome'])
    .where('action', 'like', 'identity.%')
    .orderBy('seq')
    .execute();
  return rows.map(({ user_id: user, action, outcome }) => `${user} ${action} ${outcome}`);
};

describe('a link', () => {
  it('is made once both accounts have confirmed it, and every step is in the chain', async () => {
    const here = desk();
    const { type, press, codeFor, told } = here;
    const before = (await traces()).length;
    const code = await codeFor(lina.slack);
    expect(code).toHaveLength(14);
    const question = await type(link, lina.teams, { code: code.toLowerCase().replaceAll('-', ' ') });
    expect(question).toContain('Lina');
    expect(question).toContain('李娜');
    const id = await openRequest();
    expect(await press('link.confirm', lina.teams, id)).toContain('confirm it in Slack');
    expect(await linkWith(database.ledger, lina.slack)).toBeUndefined();
    const [asked] = await told();
    expect(asked?.to).toBe('U0REP');
    expect(cardText(asked?.card ?? { summary: '', blocks: [] })).toContain('李娜');
    expect(await press('link.confirm', lina.slack, id)).toContain('count as one person');
    expect(await linkWith(database.ledger, lina.teams)).toMatchObject({ id, slack: { userId: 'U0REP' } });
    expect((await told()).map(({ to }) => to)).toEqual([lina.teams.userId]);
    expect((await traces()).slice(before)).toEqual([
      'U0REP identity.code done',
      `${lina.teams.userId} identity.type done`,
      `${lina.teams.userId} identity.confirm done`,
      'U0REP identity.confirm done',
    ]);
    expect(await type(link, lina.teams)).toContain('Lina');
  });

  it('is asked about again when somebody types the bare command meanwhile', async () => {
    const { type, press, codeFor } = desk();
    await type(link, lina.teams, { code: await codeFor(lina.slack) });
    expect(await type(link, lina.teams)).toContain('Are both of these you?');
    await press('link.confirm', lina.teams, await openRequest());
    expect(await type(link, lina.slack)).toContain('Are both of these you?');
  });

  it('keeps its code out of the ledger and out of what a notification shows', async () => {
    const here = desk();
    const code = await here.codeFor(lina.slack);
    const rows = JSON.stringify(await database.ledger.selectFrom('link_requests').selectAll().execute());
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(code.replaceAll('-', ''));
    const card = await runAs(link, contextFor(database.ledger, couponPartner({}), { actor: wang }), {});
    expect(card.ok && card.value !== 'handed-over' && card.value.summary).not.toMatch(/[2-9A-Z]{4}-/);
  });

  it('comes of a thousand different codes', async () => {
    const { newCode } = await import('./code.ts');
    expect(new Set(Array.from({ length: 1_000 }, newCode)).size).toBe(1_000);
  });
});

describe('a code', () => {
  it('is worth nothing after ten minutes', async () => {
    const { type, codeFor, clock } = desk();
    const code = await codeFor(lina.slack);
    await clock.advance(10 * 60_000);
    expect(await type(link, lina.teams, { code })).toBe('linkCodeUnknown');
  });

  it('is worth nothing once a newer one was shown, or once it was typed', async () => {
    const { type, codeFor } = desk();
    const old = await codeFor(lina.slack);
    const code = await codeFor(lina.slack);
    expect(await type(link, lina.teams, { code: old })).toBe('linkCodeUnknown');
    await type(link, lina.teams, { code });
    expect(await type(link, wangInTeams, { code })).toBe('linkCodeUnknown');
  });

  it('links no two accounts of one app, and is used up by the try', async () => {
    const { type, codeFor } = desk();
    const code = await codeFor(lina.slack);
    expect(await type(link, wang, { code })).toBe('linkSameApp');
    expect(await type(link, lina.teams, { code })).toBe('linkCodeUnknown');
    const own = await codeFor(lina.slack);
    expect(await type(link, lina.slack, { code: own })).toBe('linkSameApp');
  });

  it('may be guessed five times; fifty guesses at once are no more', async () => {
    const { type, codeFor, clock } = desk();
    const code = await codeFor(lina.slack);
    const guesses = await Promise.all(
      Array.from({ length: 50 }, (_, at) => type(link, wangInTeams, { code: `AAAA-BBBB-${2000 + at}` })),
    );
    expect(guesses.filter((answer) => answer === 'linkCodeUnknown')).toHaveLength(5);
    expect(await type(link, wangInTeams, { code })).toBe('linkTooManyTries');
    await clock.advance(11 * 60_000);
    expect(await type(link, wangInTeams, { code })).toBe('linkCodeUnknown');
  });

  it('is shown ten times an hour at most', async () => {
    const { type, codeFor } = desk();
    for (let count = 0; count < 10; count += 1) expect(await codeFor(wang)).not.toBe('');
    expect(await type(link, wang)).toBe('linkTooOften');
  });

  it('is of no use to two who type it at the same moment', async () => {
    const { type, codeFor } = desk();
    const code = await codeFor(lina.slack);
    const answers = await Promise.all([lina.teams, wangInTeams].map((actor) => type(link, actor, { code })));
    expect(answers.filter((answer) => answer === 'linkCodeUnknown')).toHaveLength(1);
  });
});

describe('a confirmation', () => {
  it('is taken from the account it is asked of, and from no other', async () => {
    const { type, press, codeFor } = desk();
    await type(link, lina.teams, { code: await codeFor(lina.slack) });
    const id = await openRequest();
    expect(await press('link.confirm', wang, id)).toBe('linkNotYours');
    expect(await press('link.refuse', wang, id)).toBe('linkNotYours');
    // The first account comes second: it cannot confirm for the other.
    expect(await press('link.confirm', lina.slack, id)).toBe('linkGone');
    await press('link.confirm', lina.teams, id);
    expect(await press('link.confirm', lina.teams, id)).toBe('linkGone');
    expect(await linkWith(database.ledger, lina.slack)).toBeUndefined();
    for (const token of ['', 'nonsense', "' or 1=1 --"])
      expect(await press('link.confirm', lina.slack, token)).toBe('linkGone');
  });

  it('pressed twenty times at once makes one link', async () => {
    const { type, press, codeFor } = desk();
    await type(link, lina.teams, { code: await codeFor(lina.slack) });
    const id = await openRequest();
    await press('link.confirm', lina.teams, id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => press('link.confirm', lina.slack, id)),
    );
    expect(answers.filter((answer) => answer !== 'linkGone')).toHaveLength(1);
    expect(await database.ledger.selectFrom('identity_links').selectAll().execute()).toHaveLength(1);
  });

  it('comes to nothing after an hour', async () => {
    const { type, press, codeFor, clock } = desk();
    await type(link, lina.teams, { code: await codeFor(lina.slack) });
    const id = await openRequest();
    await press('link.confirm', lina.teams, id);
    await clock.advance(60 * 60_000);
    expect(await press('link.confirm', lina.slack, id)).toBe('linkGone');
  });

  it('refused by the one who was shown the code ends it, and the other one hears of it', async () => {
    const { type, press, codeFor, told } = desk();
    await type(link, wangInTeams, { code: await codeFor(lina.slack) });
    const id = await openRequest();
    await press('link.confirm', wangInTeams, id);
    await told();
    expect(await press('link.refuse', lina.slack, id)).toContain('tell your admin');
    expect((await told()).map(({ to }) => to)).toEqual([wangInTeams.userId]);
    expect(await press('link.confirm', lina.slack, id)).toBe('linkGone');
  });

  it('makes no second link with an account that was linked meanwhile', async () => {
    const here = desk();
    const { type, press, codeFor } = here;
    await type(link, lina.teams, { code: await codeFor(wang) });
    const late = await openRequest();
    await press('link.confirm', lina.teams, late);
    await type(link, lina.teams, { code: await codeFor(lina.slack) });
    const { id } = await database.ledger
      .selectFrom('link_requests')
      .select('id')
      .where('state', '=', 'typed')
      .executeTakeFirstOrThrow();
    await press('link.confirm', lina.teams, id);
    const answers = await Promise.all([
      press('link.confirm', lina.slack, id),
      press('link.confirm', wang, late),
    ]);
    expect(answers.filter((answer) => answer === 'linkTaken')).toHaveLength(1);
    expect(await database.ledger.selectFrom('identity_links').selectAll().execute()).toHaveLength(1);
  });
});

describe('a person who is linked', () => {
  it('is linked with nobody else before the link is removed, which both sides hear of', async () => {
    const here = desk();
    const { type, press, codeFor, told } = here;
    const id = await linked(here);
    expect(await type(link, lina.slack, { code: await codeFor(wangInTeams) })).toBe('linkTaken');
    expect(await type(remove, lina.teams)).toContain('go on counting as one person');
    expect(await linkWith(database.ledger, lina.teams)).toBeDefined();
    await told();
    expect(await press('link.remove', wang, id)).toBe('linkNotYours');
    expect(await press('link.remove', lina.teams, id)).toContain('is removed');
    expect((await told()).map(({ to }) => to)).toEqual(['U0REP']);
    expect(await press('link.remove', lina.slack, id)).toBe('linkGone');
    expect(await codeFor(lina.slack)).not.toBe('');
  });

  it('goes on counting as one for money until an admin separates the accounts, who is neither of them', async () => {
    const here = desk();
    const { press, type, told, clock, room } = here;
    const id = await linked(here);
    const isOne = async (at = clock.now()) =>
      (await room.people.identities())(at).get(lina.teams.userId) === 'U0REP';
    await press('link.remove', lina.slack, id);
    expect(await isOne()).toBe(true);
    expect(await room.people.ownAccounts(inSlack('rep'))).toEqual([inSlack('rep')]);
    expect(await type(list, admin)).toContain('removed by its owner');
    expect(await press('link.separate', admin, id)).toContain('count as two people');
    expect(await isOne()).toBe(true);
    expect(await press('link.free', actorOf(inTeams('rep'), 'admin'), id)).toBe('linkOwnFree');
    await told();
    const before = clock.now();
    await clock.advance(1_000);
    expect(await press('link.free', admin, id)).toContain('separated');
    expect((await told()).map(({ to }) => to).toSorted()).toEqual([lina.teams.userId, 'U0REP']);
    expect(await isOne()).toBe(false);
    // What was asked while they were one still counts them as one.
    expect(await isOne(before)).toBe(true);
    expect(await press('link.free', admin, id)).toBe('linkGone');
    expect(await type(list, admin)).toContain('Nobody has linked');
  });

  it('by the policy has nothing to link', async () => {
    const { type, codeFor } = desk();
    expect(await type(link, actorOf(inTeams('listed')))).toContain('already lists');
    expect(await type(link, actorOf(inTeams('listed')), { code: await codeFor(lina.slack) })).toBe(
      'linkListed',
    );
  });
});

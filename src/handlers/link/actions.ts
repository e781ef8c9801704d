import { areOne } from '../../approvals/policy/identities.ts';
import { plain } from '../../cards/approvals/news.ts';
import type { Card } from '../../cards/card.ts';
import { about, separateCard } from '../../cards/link.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { TextKey } from '../../kernel/texts/index.ts';
import { type Account, freeLink, type Link, linkById, removeLink } from '../../ledger/identities.ts';
import { sentence } from '../approvals/answers.ts';
import type { ActionHandler } from '../action.ts';
import type { CommandContext } from '../command.ts';
import { viewOf } from './names.ts';
import { accountOf, confirmLink, isSame, refuseLink, step, tell } from './steps.ts';

/** The buttons. Each finds out by itself whether it was pressed by the account it is for. */

async function saidOf({ ledger, t }: CommandContext, key: TextKey, other: Account): Promise<Card> {
  return plain(about(t, key, await viewOf(ledger, other)));
}

const confirm: ActionHandler = {
  name: 'link.confirm',
  permission: 'approvals.read',
  async run(context, token) {
    const confirmed = await confirmLink(context, token);
    if (!confirmed.ok) return confirmed;
    const { kind, other } = confirmed.value;
    return ok(await saidOf(context, kind === 'linked' ? 'link.made' : 'link.confirmedHere', other));
  },
};

const refuse: ActionHandler = {
  name: 'link.refuse',
  permission: 'approvals.read',
  async run(context, token) {
    const done = await refuseLink(context, token);
    return done.ok ? ok(sentence(context.t, 'link.refusedHere')) : done;
  },
};

const remove: ActionHandler = {
  name: 'link.remove',
  permission: 'approvals.read',
  async run(context, token) {
    const removed = await step(context, 'identity.remove', async (trx, now) => {
      const found = await linkById(trx, token);
      const other = found && otherOf(found, accountOf(context.actor));
      if (!found || !other) return { answer: fail(problem('linkNotYours')) };
      const done = await removeLink(trx, found.id, now);
      if (!done) return { answer: fail(problem('linkGone')), with: other };
      await tell(context, trx, { what: 'removed', id: found.id, to: other.app });
      return { answer: ok(other), with: other };
    });
    return removed.ok ? ok(await saidOf(context, 'link.removedHere', removed.value)) : removed;
  },
};

const otherOf = ({ slack, teams }: Link, me: Account): Account | undefined => {
  if (isSame(me, slack)) return teams;
  return isSame(me, teams) ? slack : undefined;
};

const separate: ActionHandler = {
  name: 'link.separate',
  permission: 'links.manage',
  async run({ ledger, t }, token) {
    const found = await linkById(ledger, token);
    if (!found || found.freedAt !== null) return fail(problem('linkGone'));
    const [slack, teams] = await Promise.all([viewOf(ledger, found.slack), viewOf(ledger, found.teams)]);
    return ok(separateCard(t, found.id, { slack: slack.name, teams: teams.name }));
  },
};

/** An admin separates two accounts, if they are not the admin's own. */
const free: ActionHandler = {
  name: 'link.free',
  permission: 'links.manage',
  async run(context, token) {
    const freed = await step(context, 'identity.free', (trx, now) => freeNow(context, trx, token, now));
    if (!freed.ok) return freed;
    const [slack, teams] = await Promise.all([
      viewOf(context.ledger, freed.value.slack),
      viewOf(context.ledger, freed.value.teams),
    ]);
    return ok(sentence(context.t, 'link.freed', { slack: slack.name, teams: teams.name }));
  },
};

async function freeNow(
  context: CommandContext,
  trx: Parameters<Parameters<typeof step>[2]>[0],
  id: string,
  now: Date,
): Promise<{ readonly answer: Result<Link>; readonly with?: Account }> {
  const found = await linkById(trx, id);
  if (!found) return { answer: fail(problem('linkGone')) };
  const { slack, teams } = found;
  const identities = (await context.approvals.people.identities())(now);
  if (areOne(identities, slack.userId, context.actor.userId))
    return { answer: fail(problem('linkOwnFree')), with: teams };
  if (!(await freeLink(trx, id, now))) return { answer: fail(problem('linkGone')), with: teams };
  for (const { app } of [slack, teams]) await tell(context, trx, { what: 'freed', id, to: app });
  return { answer: ok(found), with: teams };
}

export const linkActions: readonly ActionHandler[] = [confirm, refuse, remove, separate, free];

import type { Card } from '../../cards/card.ts';
import { appText, codeCard, confirmCard, removeCard, standingCard } from '../../cards/link.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { linkWith } from '../../ledger/identities.ts';
import { type LinkRequest, openQuestionTo } from '../../ledger/link-requests.ts';
import { sentence } from '../approvals/answers.ts';
import { command, type CommandContext } from '../command.ts';
import { viewsOf } from './names.ts';
import { accountOf, isListed, isSame, minutes, startLink, typeCode } from './steps.ts';

const otherApp = { slack: 'teams', teams: 'slack' } as const;

/** `link` begins one, or shows how it stands; `link <code>` goes on with it in the other app. */
export const link = command({
  path: ['link'],
  aliases: [['关联']],
  summary: 'link.summary',
  permission: 'approvals.read',
  effect: 'write',
  sites: ['cn'],
  args: {
    code: { type: 'text', label: 'link.code', hint: 'link.codeHint', positional: true, rest: true, most: 40 },
  },
  examples: ['link', 'link K7QM-2PXA-9TRW'],
  async run(context, { code }) {
    const { ledger, actor } = context;
    const me = accountOf(actor);
    if (code !== undefined) {
      const typed = await typeCode(context, code);
      return typed.ok ? ok(await questionCard(context, typed.value)) : typed;
    }
    const standing = await linkWith(ledger, me);
    if (standing) {
      const { id, slack, teams, linkedAt: since } = standing;
      const accounts = await viewsOf(ledger, [slack, teams]);
      return ok(standingCard(context.t, { id, accounts, since, timeZone: actor.timeZone }));
    }
    if (isListed(context, me))
      return ok(sentence(context.t, 'link.byPolicy', { app: appText(context.t, otherApp[me.app]) }));
    const open = await openQuestionTo(ledger, me, context.clock.now());
    return open ? ok(await questionCard(context, open)) : start(context);
  },
});

async function start(context: CommandContext): Promise<Result<Card>> {
  const code = await startLink(context);
  if (!code.ok) return code;
  const app = otherApp[context.actor.app];
  return ok(codeCard(context.t, { code: code.value, minutes: minutes.code, app }));
}

/** The question to whichever of the two has to answer now. */
async function questionCard(
  { ledger, actor, clock, t }: CommandContext,
  { id, first, second, expiresAt }: LinkRequest,
): Promise<Card> {
  const whose = isSame(accountOf(actor), first) ? 'first' : 'second';
  const accounts = await viewsOf(ledger, second ? [first, second] : [first]);
  const left = Math.ceil((expiresAt.getTime() - clock.now().getTime()) / 60_000);
  return confirmCard(t, { id, accounts, other: otherApp[actor.app], whose, minutes: left });
}

/** Says what it means, and asks. */
export const remove = command({
  path: ['link', 'remove'],
  aliases: [['关联', '解除']],
  summary: 'link.removeSummary',
  permission: 'approvals.read',
  effect: 'write',
  sites: ['cn'],
  args: {},
  examples: ['link remove'],
  async run({ ledger, actor, t }) {
    const standing = await linkWith(ledger, accountOf(actor));
    if (!standing) return ok(sentence(t, 'link.none'));
    return ok(removeCard(t, standing.id, await viewsOf(ledger, [standing.slack, standing.teams])));
  },
});

import { plain } from '../cards/approvals/news.ts';
import type { Card } from '../cards/card.ts';
import { about, type AccountView, confirmCard } from '../cards/link.ts';
import type { Messenger } from '../cards/messenger.ts';
import { langOf, type Translate, translator } from '../kernel/texts/index.ts';
import { type Account, linkById } from '../ledger/identities.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type LinkRequest, linkRequestById } from '../ledger/link-requests.ts';
import { findPerson } from '../ledger/people.ts';
import { type JobHandler, jobHandler } from './jobs.ts';
import { type TellLink, tellLinkJob } from './link-work.ts';
import { ShowInterrupted } from './show-interrupted.ts';

const minuteMs = 60_000;

/** Says to one account, in its own chat with the bot, what the other one did. */
export const tellLinkHandler = (parts: {
  readonly ledger: Ledger;
  readonly messenger: Messenger;
}): JobHandler =>
  jobHandler({
    spec: tellLinkJob,
    run: async ({ payload, clock, log }) => {
      const { ledger, messenger } = parts;
      const sides = await sidesOf(ledger, payload);
      if (!sides) return;
      const { me, other, request } = sides;
      // It was answered or ran out meanwhile: there is nothing left to ask.
      if (payload.what === 'ask' && (request?.state !== 'asked' || request.expiresAt <= clock.now())) return;
      const [mine, theirs] = await Promise.all([nameOf(ledger, me), nameOf(ledger, other)]);
      const lang = langOf(mine.locale);
      const minutes = request
        ? Math.ceil((request.expiresAt.getTime() - clock.now().getTime()) / minuteMs)
        : 0;
      const card = cardFor(translator(lang), payload, { mine: mine.view, theirs: theirs.view, minutes });
      const sent = await messenger.post(me, card, lang);
      if (sent.ok) return;
      if (sent.problem.retry === 'later') throw new ShowInterrupted(sent.problem);
      // Who types `/hw link` there is shown the same.
      log.warn(
        { app: me.app, code: sent.problem.code, what: payload.what },
        'somebody was not told of a link',
      );
    },
    onDead: () => Promise.resolve(),
  });

interface Sides {
  readonly me: Account;
  readonly other: Account;
  readonly request: LinkRequest | undefined;
}

async function sidesOf(ledger: Ledger, { id, to, what }: TellLink): Promise<Sides | undefined> {
  if (what === 'removed' || what === 'freed') {
    const link = await linkById(ledger, id);
    if (!link) return undefined;
    const { slack, teams } = link;
    return { me: link[to], other: to === 'slack' ? teams : slack, request: undefined };
  }
  const request = await linkRequestById(ledger, id);
  if (!request?.second) return undefined;
  const { first, second } = request;
  return first.app === to ? { me: first, other: second, request } : { me: second, other: first, request };
}

async function nameOf(
  ledger: Ledger,
  { app, tenantId, userId }: Account,
): Promise<{ readonly view: AccountView; readonly locale: string | undefined }> {
  const person = await findPerson(ledger, app, tenantId, userId);
  return { view: { app, name: person?.name || userId }, locale: person?.locale };
}

const keys = {
  made: 'link.made',
  refused: 'link.refusedThere',
  removed: 'link.removedThere',
  freed: 'link.freedThere',
} as const;

function cardFor(
  t: Translate,
  { what, id }: TellLink,
  shown: { readonly mine: AccountView; readonly theirs: AccountView; readonly minutes: number },
): Card {
  const { mine, theirs, minutes } = shown;
  if (what !== 'ask') return plain(about(t, keys[what], theirs));
  return confirmCard(t, { id, accounts: [mine, theirs], other: theirs.app, whose: 'first', minutes });
}

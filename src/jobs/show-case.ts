import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Case } from '../approvals/case.ts';
import { channelsIn } from '../approvals/channels.ts';
import type { Tier } from '../approvals/policy/policy.ts';
import { tierOf } from '../approvals/tier-of.ts';
import { viewsOf } from '../approvals/view.ts';
import { sharedCaseCard } from '../cards/approvals/case.ts';
import type { CaseView } from '../cards/approvals/view.ts';
import type { Card } from '../cards/card.ts';
import type { ChatApp, Conversation, Messenger } from '../cards/messenger.ts';
import type { Log } from '../kernel/log.ts';
import { type Lang, langOf, translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  cardsOf,
  type CardRow,
  type CardWanted,
  claimCards,
  forgetCard,
  markShown,
  releaseCard,
  rememberCard,
} from '../ledger/money-cards.ts';
import { readersOf } from './case-people.ts';
import { type JobHandler, type JobRun, jobHandler } from './jobs.ts';
import { showCaseJob } from './money-work.ts';
import { ShowInterrupted } from './show-interrupted.ts';
import { tellNews } from './tell-news.ts';

export interface ShowCaseParts {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly messenger: Messenger;
}

/** What goes on moving is shown by the jobs of its own changes. */
const mostRounds = 20;

/**
 * Makes every card of a case true. Any number of these may run at once: each shows what it read, reads again, and shows once
 * more if something has happened to the case, so the last word on every card is the newest.
 */
export const showCaseHandler = (parts: ShowCaseParts): JobHandler =>
  jobHandler({
    spec: showCaseJob,
    run: async (job) => {
      const { caseId, again = false } = job.payload;
      let shown: Case | undefined;
      for (let round = 0; round < mostRounds; round += 1) {
        job.signal.throwIfAborted();
        const kase = await parts.room.store.read(caseId);
        // Mere progress is shown by jobs of its own: chased here, it would take the turns of a channel from decisions.
        if (!kase || kase.events.length === shown?.events.length || !wasAsked(kase)) return;
        await showAll(parts, kase, again || shown !== undefined, job);
        shown = kase;
      }
    },
    // The next change shows it, and `tend-money` looks for cards that are behind.
    onDead: () => Promise.resolve(),
  });

const wasAsked = ({ events }: Case): boolean => events.some(({ kind }) => kind === 'asked');

interface Scene {
  readonly kase: Case;
  readonly viewIn: (app: ChatApp) => CaseView;
  readonly tier: Tier | undefined;
  readonly log: Log;
}

/** A card the case is to have, and where it goes. */
interface Wanted extends CardWanted {
  readonly to: Conversation;
  readonly lang: Lang;
}

async function showAll(
  parts: ShowCaseParts,
  kase: Case,
  again: boolean,
  { log, clock }: Pick<JobRun<unknown>, 'log' | 'clock'>,
): Promise<void> {
  const { ledger, room } = parts;
  const before = await cardsOf(ledger, kase.id);
  const found = await tierOf(room, kase);
  const tier = found.ok ? found.value : undefined;
  const missing = wantedOf(room, kase, tier).filter(
    ({ role, app }) => !before.some((card) => card.role === role && card.place.app === app),
  );
  const behind = before.filter(({ shown }) => again || shown < kase.version);
  const untold = before.some(({ told }) => told < kase.events.length);
  if (behind.length === 0 && missing.length === 0 && !untold) return;

  const { timeZone } = room.policy;
  const viewIn = await viewsOf(kase, { room, db: ledger, timeZone });
  const scene: Scene = { kase, viewIn, tier, log };
  await postMissing(parts, scene, missing, clock.now());
  const cards = await cardsOf(ledger, kase.id);
  const isShown = isAnApproversCard(cards);
  const isNews = isShown !== isAnApproversCard(before);
  const now = { ...scene, viewIn: reached(viewIn, isShown) };
  await allOf(
    cards.map(async (card) => {
      const isBehind = behind.some(({ place }) => place.messageId === card.place.messageId);
      // Who asked has read that nobody could be reached, or the other way round.
      if (isBehind || (isNews && card.role === 'requester' && before.some((one) => one.role === 'requester')))
        await update(parts, now, card);
      await tellNews(parts, now, card);
    }),
  );
}

/** One for the requester, and one for the approvers of each app, whichever of them it was asked in. */
function wantedOf({ homes }: ApprovalRoom, { place, lang }: Case, tier: Tier | undefined): readonly Wanted[] {
  const channels = tier ? channelsIn(tier.channel, homes()) : [];
  return [
    ...channels.map(({ app, tenantId, channelId, language = lang }): Wanted => {
      // A channel has nobody to tell instead, so it stands in that place too.
      const to = { app, tenantId, channelId, userId: channelId };
      return { role: 'approvers', app, to, lang: language };
    }),
    { role: 'requester', app: place.app, to: placeOf(place), lang },
  ];
}

const placeOf = ({ app, tenantId, userId, channelId, threadId }: Case['place']): Conversation => ({
  app,
  tenantId,
  userId,
  ...(channelId === undefined ? {} : { channelId }),
  ...(threadId === undefined ? {} : { threadId }),
});

/** The requester is told when nobody who could decide has seen it. */
const reached =
  (viewIn: Scene['viewIn'], isShown: boolean): Scene['viewIn'] =>
  (app) => ({ ...viewIn(app), unreachable: !isShown });

const isAnApproversCard = (cards: readonly CardRow[]): boolean =>
  cards.some(({ role }) => role === 'approvers');

/** What one app does not take now is no reason to keep it from the other. */
async function allOf(work: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Longer than a post may take: whoever claimed it is gone. */
const claimMs = 2 * 60_000;

async function postMissing(
  parts: ShowCaseParts,
  scene: Scene,
  missing: readonly Wanted[],
  now: Date,
): Promise<void> {
  const { ledger } = parts;
  const { kase } = scene;
  const before = new Date(now.getTime() - claimMs);
  const claimed = await claimCards(ledger, kase.id, missing, { now, before });
  const mine = missing.filter(({ role, app }) =>
    claimed.some((claim) => claim.role === role && claim.app === app),
  );
  await allOf(
    mine.flatMap((one) => (one.role === 'approvers' ? [postFirst(parts, scene, one)] : [])),
  ).finally(async () => {
    const viewIn = reached(scene.viewIn, isAnApproversCard(await cardsOf(ledger, kase.id)));
    await allOf(
      mine.flatMap((one) => (one.role === 'requester' ? [postFirst(parts, { ...scene, viewIn }, one)] : [])),
    );
  });
}

async function postFirst({ ledger, messenger }: ShowCaseParts, scene: Scene, wanted: Wanted): Promise<void> {
  const { kase, log } = scene;
  const { role, to, lang } = wanted;
  const onlyThere = role === 'approvers';
  const sent = await messenger.post(to, cardFor(scene, wanted), lang, { onlyThere });
  if (!sent.ok) {
    const { code, wireCode: reason, retry } = sent.problem;
    log.error({ caseId: kase.id, role, app: to.app, code, reason }, 'a request was not shown');
    if (retry === 'no') return;
    await releaseCard(ledger, kase.id, wanted);
    throw new ShowInterrupted(sent.problem);
  }
  const { app, tenantId, channelId, messageId } = sent.value;
  const place = { app, tenantId, channelId, messageId };
  await rememberCard(ledger, { caseId: kase.id, place, role, lang, shown: kase.version, told: 0 });
}

function cardFor({ viewIn, tier }: Scene, { role, app, lang }: CardWanted & { readonly lang: Lang }): Card {
  const view = viewIn(app);
  return sharedCaseCard(translator(lang), view, role, readersOf(view, { tier, role, app }));
}

/** Answers of an app that mean that the message is there no more. */
const gone: ReadonlySet<string> = new Set([
  'message_not_found',
  'channel_not_found',
  'cant_update_message',
  'ActivityNotFoundInConversation',
  'ConversationNotFound',
]);

async function update({ ledger, messenger }: ShowCaseParts, scene: Scene, card: CardRow): Promise<void> {
  const { kase, log } = scene;
  const { place, role } = card;
  const lang = langOf(card.lang);
  const shown = await messenger.update(place, cardFor(scene, { role, app: place.app, lang }), lang);
  if (shown.ok) return markShown(ledger, card, kase.version);
  const { retry, code, wireCode = '' } = shown.problem;
  if (retry !== 'no') throw new ShowInterrupted(shown.problem);
  log.warn({ caseId: kase.id, code, reason: wireCode }, 'a card could not be brought up to date');
  await (gone.has(wireCode) ? forgetCard(ledger, card) : markShown(ledger, card, kase.version));
}

import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Case } from '../approvals/case.ts';
import type { Parties, Tier } from '../approvals/policy/policy.ts';
import { tierOf } from '../approvals/tier-of.ts';
import { viewOf } from '../approvals/view.ts';
import { caseCard } from '../cards/approvals/case.ts';
import { newsForApprovers, newsForRequester } from '../cards/approvals/news.ts';
import type { CaseView } from '../cards/approvals/view.ts';
import type { Span } from '../cards/card.ts';
import type { Conversation, Messenger } from '../cards/messenger.ts';
import type { Log } from '../kernel/log.ts';
import type { Problem } from '../kernel/problem.ts';
import { type Lang, langOf, translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  cardsOf,
  type CardRole,
  type CardRow,
  claimCard,
  claimTold,
  forgetCard,
  markShown,
  releaseCard,
  rememberCard,
} from '../ledger/money-cards.ts';
import { type JobHandler, type JobRun, jobHandler } from './jobs.ts';
import { showCaseJob } from './money-work.ts';

export interface ShowCaseParts {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly messenger: Messenger;
}

/** Something could not be shown now and may be later: the queue comes again. */
class ShowInterrupted extends Error {
  override readonly name = 'ShowInterrupted';

  constructor(reason: Problem) {
    super(reason.code, { cause: reason.cause });
  }
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
  readonly view: CaseView;
  readonly tier: Tier | undefined;
  readonly log: Log;
}

async function showAll(
  parts: ShowCaseParts,
  kase: Case,
  again: boolean,
  { log, clock }: Pick<JobRun<unknown>, 'log' | 'clock'>,
): Promise<void> {
  const { ledger, room } = parts;
  const before = await cardsOf(ledger, kase.id);
  const behind = before.filter(({ shown }) => again || shown < kase.version);
  const missing = (['approvers', 'requester'] as const).filter(
    (role) => !before.some((card) => card.role === role),
  );
  const untold = before.some(({ told }) => told < kase.events.length);
  if (behind.length === 0 && missing.length === 0 && !untold) return;

  const found = await tierOf(room, kase);
  const tier = found.ok ? found.value : undefined;
  const { timeZone } = room.policy;
  const view = await viewOf(kase, { room, db: ledger, timeZone });
  const scene: Scene = { kase, view, tier, log };
  for (const role of missing) {
    const isReached =
      role === 'approvers' || (await cardsOf(ledger, kase.id)).some((card) => card.role === 'approvers');
    await postFirst(parts, { ...scene, view: { ...view, unreachable: !isReached } }, role, clock.now());
  }
  const cards = await cardsOf(ledger, kase.id);
  const unreachable = !cards.some(({ role }) => role === 'approvers');
  await Promise.all(behind.map((card) => update(parts, { ...scene, view: { ...view, unreachable } }, card)));
  for (const card of cards) await tell(parts, scene, card);
}

/** Longer than a post may take: whoever claimed it is gone. */
const claimMs = 2 * 60_000;

async function postFirst(
  { ledger, messenger }: ShowCaseParts,
  { kase, view, tier, log }: Scene,
  role: CardRole,
  now: Date,
): Promise<void> {
  const to = role === 'requester' ? kase.place : approversPlace(kase, tier);
  const before = new Date(now.getTime() - claimMs);
  if (!to || !(await claimCard(ledger, kase.id, role, { now, before }))) return;
  const card = caseCard(translator(kase.lang), view, role);
  const sent = await messenger.post(placeOf(to), card, kase.lang, { onlyThere: role === 'approvers' });
  if (!sent.ok) {
    log.error(
      { caseId: kase.id, role, code: sent.problem.code, reason: sent.problem.wireCode },
      'a request was not shown',
    );
    if (sent.problem.retry === 'no') return;
    await releaseCard(ledger, kase.id, role);
    throw new ShowInterrupted(sent.problem);
  }
  const { app, tenantId, channelId, messageId } = sent.value;
  const place = { app, tenantId, channelId, messageId };
  await rememberCard(ledger, { caseId: kase.id, place, role, lang: kase.lang, shown: kase.version, told: 0 });
}

function approversPlace({ requester }: Case, tier: Tier | undefined): Conversation | undefined {
  const channelId = tier?.channel[requester.app];
  return channelId === undefined ? undefined : { ...requester, channelId };
}

const placeOf = ({
  app,
  tenantId,
  userId,
  channelId,
  threadId,
}: Case['place'] | Conversation): Conversation => ({
  app,
  tenantId,
  userId,
  ...(channelId === undefined ? {} : { channelId }),
  ...(threadId === undefined ? {} : { threadId }),
});

/** Answers of an app that mean that the message is there no more. */
const gone: ReadonlySet<string> = new Set(['message_not_found', 'channel_not_found', 'cant_update_message']);

async function update(
  { ledger, messenger }: ShowCaseParts,
  { kase, view, log }: Scene,
  card: CardRow,
): Promise<void> {
  const lang = langOf(card.lang);
  const shown = await messenger.update(card.place, caseCard(translator(lang), view, card.role), lang);
  if (shown.ok) return markShown(ledger, card, kase.version);
  const { retry, code, wireCode = '' } = shown.problem;
  if (retry !== 'no') throw new ShowInterrupted(shown.problem);
  log.warn({ caseId: kase.id, code, reason: wireCode }, 'a card could not be brought up to date');
  await (gone.has(wireCode) ? forgetCard(ledger, card) : markShown(ledger, card, kase.version));
}

/** Says in the thread what the thread has not heard yet, each thing once: whoever moves the count says it. */
async function tell(
  { ledger, messenger, room }: ShowCaseParts,
  { kase, view, tier }: Scene,
  card: CardRow,
): Promise<void> {
  const lang: Lang = langOf(card.lang);
  const t = translator(lang);
  for (let told = card.told; told < kase.events.length; told += 1) {
    const news =
      card.role === 'requester'
        ? newsForRequester(t, view, told)
        : newsForApprovers(t, view, told, calleesOf(room, kase, tier));
    if (!(await claimTold(ledger, card, told, told + 1))) return;
    if (!news) continue;
    const { messageId, ...place } = card.place;
    const to = { ...place, threadId: messageId, userId: kase.requester.userId };
    const sent = await messenger.post(to, news, lang, { onlyThere: true });
    if (sent.ok || sent.problem.retry === 'no') continue;
    await claimTold(ledger, card, told + 1, told);
    throw new ShowInterrupted(sent.problem);
  }
}

const calleesOf = ({ policy }: ApprovalRoom, { draft, requester }: Case, tier: Tier | undefined) => {
  const escalate = policy.actions.get(draft.action)?.escalate;
  return {
    approvers: tier ? callees(tier.approve, requester) : [],
    escalation: escalate ? callees(escalate.to, requester) : [],
  };
};

/** Those of a list as their app calls them, but for the one who asked. */
function callees({ people, groups }: Parties, { app, userId }: Case['requester']): readonly Span[] {
  const key = app === 'slack' ? 'slack' : 'entra';
  const spans: Span[] = [
    ...people.flatMap((one) => {
      const id = one[key];
      return id === undefined || id === userId ? [] : [{ person: id }];
    }),
    ...groups.flatMap((one) => {
      const id = one[key];
      return id === undefined ? [] : [{ group: id, name: one.name }];
    }),
  ];
  return spans.flatMap((span, at) => (at === 0 ? [span] : [' ', span]));
}

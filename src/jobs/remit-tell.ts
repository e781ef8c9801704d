import { channelsIn, type ApproversChannel } from '../approvals/channels.ts';
import type { ApprovalRoom } from '../approvals/acts.ts';
import type { Parties } from '../approvals/policy/policy.ts';
import type { RemittanceRules } from '../approvals/policy/remittances.ts';
import type { Span } from '../cards/card.ts';
import type { ChatApp, Messenger } from '../cards/messenger.ts';
import { remittanceCard } from '../cards/remit/card.ts';
import { newsForRequester, newsForRoom, type RoomCallees } from '../cards/remit/news.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Problem } from '../kernel/problem.ts';
import type { Remittance } from '../kernel/remittance/remittance.ts';
import { type Lang, langOf, translator } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import {
  claimRoomCard,
  claimTelling,
  type Hearer,
  markRoomCardShown,
  markTold,
  releaseRoomCard,
  releaseTelling,
  rememberRoomCard,
  type RoomCard,
  roomCardsOf,
} from '../ledger/remittance-cards.ts';
import { remittanceById, type RemittanceEvent, remittanceEvents } from '../ledger/remittances.ts';
import { type JobHandler, type JobRun, jobHandler } from './jobs.ts';
import { tellRemittanceJob } from './remit-acts.ts';
import { type RemittanceInApp, remittanceViews } from './remit-view.ts';

export interface TellRemittanceParts {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly partner: Pick<PartnerPlatform, 'account' | 'currency'>;
  readonly messenger: Messenger;
  readonly rules: RemittanceRules;
}

/** It could not be told just now: the queue comes again. */
class TellingInterrupted extends Error {
  override readonly name = 'TellingInterrupted';
}

const interruptedBy = ({ code, cause }: Problem): TellingInterrupted =>
  new TellingInterrupted(code, { cause });

/**
 * Tells what nobody has heard yet, each thing once to each hearer: whoever claims the telling says it. A claim that was not made
 * good because the process died stays: better said once less than twice, for the card and the list say it too.
 */
export const tellRemittanceHandler = (parts: TellRemittanceParts): JobHandler =>
  jobHandler({
    spec: tellRemittanceJob,
    run: async (job) => {
      // Others may have shown something newer meanwhile, and ours has come after theirs: whoever ends last ends with the truth.
      let told: number | undefined;
      for (;;) {
        const one = await remittanceById(parts.ledger, job.payload.remittanceId);
        if (!one || one.version === told) return;
        await tell(parts, one, { job, isLate: told !== undefined });
        told = one.version;
      }
    },
    // The watcher looks for what was not told, and the list shows it.
    onDead: () => Promise.resolve(),
  });

async function tell(
  parts: TellRemittanceParts,
  one: Remittance,
  { job, isLate }: Pick<Scene, 'job' | 'isLate'>,
): Promise<void> {
  const { ledger, room, partner, rules } = parts;
  const events = await remittanceEvents(ledger, one.id);
  const { policy } = room;
  const inApp = await remittanceViews(one, {
    db: ledger,
    partner,
    policy,
    times: rules.times,
    timeZone: policy.timeZone,
  });
  const scene = { parts, one, inApp, job, isLate };
  const untold = events.filter((event) => !event.told);
  for (const event of untold) await tellRequester(scene, event);
  for (const channel of channelsIn(rules.channel, room.homes())) {
    const card = await showInRoom(scene, channel);
    if (card) for (const event of untold) await tellRoom(scene, channel, card, event);
  }
  await markTold(ledger, one.id, events.at(-1)?.seq ?? 0);
}

interface Scene {
  readonly parts: TellRemittanceParts;
  readonly one: Remittance;
  readonly inApp: (app: ChatApp) => RemittanceInApp;
  /** What stands in the rooms may be older than it says. */
  readonly isLate: boolean;
  readonly job: Pick<JobRun<unknown>, 'clock' | 'log'>;
}

async function tellRequester({ parts, one, inApp, job }: Scene, event: RemittanceEvent): Promise<void> {
  const { messenger } = parts;
  const lang = langOf(one.lang);
  const { view, news } = inApp(one.announcedBy.app);
  const card = newsForRequester(translator(lang), view, news(event));
  if (!card) return;
  await once(parts, { one, event, hearer: 'requester' }, async () => {
    const sent = await messenger.post(one.announcedBy, card, lang);
    if (!sent.ok && sent.problem.retry === 'no')
      job.log.warn({ remittance: one.code, code: sent.problem.code }, 'a requester was not told');
    return sent.ok ? undefined : sent.problem;
  });
}

async function once(
  { ledger }: TellRemittanceParts,
  {
    one,
    event,
    hearer,
  }: { readonly one: Remittance; readonly event: RemittanceEvent; readonly hearer: Hearer },
  say: () => Promise<Problem | undefined>,
): Promise<void> {
  const telling = { remittanceId: one.id, seq: event.seq, hearer };
  if (!(await claimTelling(ledger, telling))) return;
  const problem = await say();
  if (!problem || problem.retry === 'no') return;
  await releaseTelling(ledger, telling);
  throw interruptedBy(problem);
}

/** Longer than a post may take: whoever claimed it is gone. */
const claimMs = 2 * 60_000;

const langIn = ({ language }: ApproversChannel, one: Remittance): Lang => language ?? langOf(one.lang);

/** What those in the room may do is found out when they press. */
const everything = { mayMove: true, mayConfirm: true, isShared: true } as const;

/** Posts the card of a remittance or brings it up to date; undefined where it cannot stand. */
async function showInRoom(
  { parts, one, inApp, isLate, job }: Scene,
  room: ApproversChannel,
): Promise<RoomCard | undefined> {
  const { ledger, messenger } = parts;
  const { app, tenantId, channelId } = room;
  const lang = langIn(room, one);
  const card = remittanceCard(translator(lang), inApp(app).view, everything);
  const known = (await roomCardsOf(ledger, one.id)).find((shown) => shown.app === app);
  if (known?.messageId !== undefined) {
    if (known.shown >= one.version && !isLate) return known;
    const updated = await messenger.update({ ...known, messageId: known.messageId }, card, lang);
    if (!updated.ok && updated.problem.retry !== 'no') throw interruptedBy(updated.problem);
    await markRoomCardShown(ledger, one.id, app, one.version);
    return known;
  }
  const now = job.clock.now();
  const before = new Date(now.getTime() - claimMs);
  if (!(await claimRoomCard(ledger, one.id, { app, tenantId, channelId }, { now, before })))
    throw new TellingInterrupted('somebody else posts the card');
  const sent = await messenger.post({ app, tenantId, channelId, userId: channelId }, card, lang, {
    onlyThere: true,
  });
  if (!sent.ok) {
    job.log.error({ remittance: one.code, code: sent.problem.code }, 'finance was not shown a remittance');
    if (sent.problem.retry === 'no') return undefined;
    await releaseRoomCard(ledger, one.id, app);
    throw interruptedBy(sent.problem);
  }
  const posted: RoomCard & { readonly messageId: string } = { ...sent.value, shown: one.version };
  await rememberRoomCard(ledger, one.id, posted);
  return posted;
}

async function tellRoom(
  { parts, one, inApp }: Scene,
  room: ApproversChannel,
  card: RoomCard,
  event: RemittanceEvent,
): Promise<void> {
  const lang = langIn(room, one);
  const { view, news } = inApp(room.app);
  const said = newsForRoom(translator(lang), view, news(event), calleesOf(parts.rules, room.app));
  if (!said || card.messageId === undefined) return;
  const { app, tenantId, channelId, messageId: threadId } = card;
  await once(parts, { one, event, hearer: app }, async () => {
    const to = { app, tenantId, channelId, threadId, userId: channelId };
    const sent = await parts.messenger.post(to, said, lang, { onlyThere: true });
    return sent.ok ? undefined : sent.problem;
  });
}

const calleesOf = ({ call, escalate }: RemittanceRules, app: ChatApp): RoomCallees => ({
  confirm: spansOf([call], app),
  escalate: spansOf([call, escalate], app),
});

/** Those of the lists as their app calls them, each once. */
function spansOf(lists: readonly Parties[], app: ChatApp): readonly Span[] {
  const key = app === 'slack' ? 'slack' : 'entra';
  const spans = new Map<string, Span>();
  for (const { people, groups } of lists) {
    for (const { [key]: id } of people) if (id !== undefined) spans.set(id, { person: id });
    for (const { [key]: id, name } of groups) if (id !== undefined) spans.set(id, { group: id, name });
  }
  return [...spans.values()].flatMap((span, at) => (at === 0 ? [span] : [' ', span]));
}

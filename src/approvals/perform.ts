import type { Intent } from './case.ts';
import { kindOf } from './effects/index.ts';
import type { Before, Sight } from './effects/kind.ts';
import { begin, type Finding, learn } from './machine/carry.ts';
import type { MoneyRoom, Patience } from './money-room.ts';
import { lookFor } from './reconcile.ts';

/** When a lane wants to be looked at again; undefined when nothing is left in it. */
export type Again = Date | undefined;

/** What may wait before it is asked again. */
const pauseMs = 5_000;

/**
 * Carries out what is approved in a lane, one call at a time. Any number of workers may do so at once: the turn of the lane lets
 * one of them send, and nobody sends while the outcome of an earlier call is unknown.
 */
export async function performLane(room: MoneyRoom, lane: string, signal: AbortSignal): Promise<Again> {
  const { store, clock } = room;
  let foretold: Foretold | undefined;
  while (!signal.aborted) {
    const { turn, intents } = await store.lane(lane);
    const next = intents.find(({ intent }) => intent.state !== 'ready') ?? intents[0];
    if (!next) return undefined;
    const { caseId, intent } = next;
    const due = dueAt(intent, room.patience);
    if (due && due > clock.now()) return due;
    if (intent.state !== 'ready') {
      await note(room, caseId, intent, await lookFor(room, intent, signal));
      foretold = undefined;
      continue;
    }
    const sight = await see(room, intent, turn, foretold);
    if (sight === 'away') return new Date(clock.now().getTime() + pauseMs);
    if ('finding' in sight) {
      await note(room, caseId, intent, sight.finding);
      continue;
    }
    const { before } = sight;
    const begun = await store.change(caseId, (kase, facts) =>
      begin(kase, { intentId: intent.id, turn, ...(before ? { before } : {}) }, facts),
    );
    foretold = undefined;
    if (begun === 'stopped') return undefined;
    if (begun !== 'sending') continue;
    const sent = { ...intent, attempt: intent.attempt + 1, ...(before ? { before } : {}) };
    const kind = kindOf(intent.effect);
    const finding = await kind.send(room, sent);
    await note(room, caseId, sent, finding);
    if (finding.kind === 'done' && before && kind.foretell)
      foretold = { turn: turn + 1, before: kind.foretell(intent, before) };
    if (finding.kind === 'not-carried-out') return finding.at;
  }
  return clock.now();
}

/** Before that there is nothing to be done about it. */
function dueAt({ state, lookAt, attemptedAt }: Intent, { callMs }: Patience): Date | undefined {
  // Whoever sent it may still be waiting for the answer.
  if (state === 'sending' && attemptedAt) return new Date(attemptedAt.getTime() + callMs);
  return lookAt;
}

const note = (
  { store }: MoneyRoom,
  caseId: string,
  { id: intentId, attempt }: Pick<Intent, 'id' | 'attempt'>,
  finding: Finding,
): Promise<unknown> =>
  store.change(caseId, (kase, facts) => learn(kase, { intentId, attempt }, finding, facts));

/** How things stand after a call of ours, as long as it was the last one in its lane. */
interface Foretold {
  readonly turn: number;
  readonly before: Before;
}

/** What the call is about to change: asked, unless it can be told. */
const see = (
  room: MoneyRoom,
  intent: Intent,
  turn: number,
  foretold: Foretold | undefined,
): Promise<Sight> | Sight => {
  const kind = kindOf(intent.effect);
  return kind.foretell && foretold?.turn === turn ? foretold : kind.before(room, intent);
};

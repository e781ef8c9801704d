import type { Intent } from './case.ts';
import { kindOf } from './effects/index.ts';
import type { Finding } from './machine/carry.ts';
import type { MoneyRoom } from './money-room.ts';

/**
 * What came of a call whose answer nobody has. A record that can only be of this intent is proof; its absence is none, because
 * records may come late. Only when nothing at all has changed is a call taken not to have been carried out; whatever lies
 * between is put before a person.
 */
export async function lookFor(room: MoneyRoom, intent: Intent, signal: AbortSignal): Promise<Finding> {
  const looked = await kindOf(intent.effect).lookFor(room, intent, signal);
  if (looked) return looked;
  return { kind: 'unknown', lookAt: new Date(room.clock.now().getTime() + pauseAfter(intent, room)) };
}

/** At once, then less and less often; as the time to decide comes, exactly then. */
function pauseAfter({ looks, attemptedAt }: Intent, { clock, patience }: MoneyRoom): number {
  const grown = Math.min(1_000 * 2 ** Math.min(looks, 8), Math.max(patience.settleMs / 4, 1_000));
  const settlesAt = (attemptedAt?.getTime() ?? 0) + patience.settleMs;
  const left = settlesAt - clock.now().getTime();
  return left > 0 ? Math.min(grown, left) : grown;
}

import { isCertain, match, type Standing } from '../kernel/remittance/match.ts';
import { type Remittance, timedOf } from '../kernel/remittance/remittance.ts';
import {
  creditWindow,
  dueTick,
  type RemittanceTimes,
  stepFrom,
  type Tick,
} from '../kernel/remittance/states.ts';
import { dayOf } from '../kernel/day.ts';
import { accountReadings, unspentChanges } from '../ledger/account-changes.ts';
import { appendAudit, type AuditEntry } from '../ledger/audit.ts';
import type { Trx } from '../ledger/ledger.ts';
import { lockOpenRemittances, type NewRemittanceEvent, saveRemittance } from '../ledger/remittances.ts';
import { type RemitParts, tellLater, writeChange } from './remit-acts.ts';

/** What a round has changed. */
export interface Round {
  readonly found: number;
  readonly certain: number;
  readonly ticks: number;
}

export interface RoundParts extends RemitParts {
  readonly partner: string;
  readonly times: RemittanceTimes;
}

/**
 * Holds all that wait against what is on the statement and against the calendar, in one transaction. Rounds take turns by the
 * locks on the remittances, and each writes only what is new to it: two at once announce nothing twice.
 */
export const matchRemittances = (parts: RoundParts): Promise<Round> =>
  parts.ledger.transaction().execute(async (trx) => {
    const open = await lockOpenRemittances(trx);
    if (open.length === 0) return { found: 0, certain: 0, ticks: 0 };
    const awaited = open.map((one) => ({ ...one, ...creditWindow(one) }));
    const since = awaited.map(({ from }) => from).reduce((a, b) => (a < b ? a : b));
    const standings = match(awaited, await unspentChanges(trx, parts.partner, since));
    const readTo = await readings(trx, parts.partner);

    const entries: AuditEntry[] = [];
    let found = 0;
    let ticks = 0;
    for (const one of open) {
      const standing = standings.get(one.id) ?? { candidates: [], rivals: [] };
      const stood = await stand(parts, trx, one, standing);
      entries.push(...stood.entries);
      found += stood.entries.length;
      const ticked = await tickOne(parts, trx, stood.after, readTo.get(one.account));
      entries.push(...ticked);
      ticks += ticked.length;
    }
    await appendAudit(trx, entries);
    const certain = [...standings.values()].filter(isCertain).length;
    return { found, certain, ticks };
  });

const readings = async (trx: Trx, partner: string) =>
  new Map((await accountReadings(trx, partner)).map(({ account, readTo }) => [account, readTo]));

/** Top-ups that were not known for it are news; that one is known no longer, or has a new rival, is only shown. */
async function stand(
  parts: RoundParts,
  trx: Trx,
  one: Remittance,
  { candidates, rivals }: Standing,
): Promise<{ readonly after: Remittance; readonly entries: readonly AuditEntry[] }> {
  const isSame = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  if (isSame(candidates, one.candidates) && isSame(rivals, one.rivals)) return { after: one, entries: [] };
  const now = parts.clock.now();
  const fresh = candidates.filter((id) => !one.candidates.includes(id));
  const after: Remittance = {
    ...one,
    version: one.version + 1,
    candidates,
    rivals,
    ...(fresh.length > 0 ? { nudgedOn: dayOf(now) } : {}),
  };
  if (fresh.length === 0) {
    await saveRemittance(trx, after);
    await tellLater(parts.jobs, trx, after);
    return { after, entries: [] };
  }
  const event = { kind: 'found', by: undefined, note: undefined, changes: fresh } as const;
  return { after, entries: [await writeChange(parts, trx, { after, event }, now)] };
}

async function tickOne(
  parts: RoundParts,
  trx: Trx,
  one: Remittance,
  readTo: Date | undefined,
): Promise<readonly AuditEntry[]> {
  const now = parts.clock.now();
  const tick = dueTick(timedOf(one), parts.times, now, readTo);
  if (!tick) return [];
  const state = tick === 'remind' ? one.state : stepFrom(one.state, tick);
  if (!state) return [];
  const after: Remittance = { ...one, version: one.version + 1, state, nudgedOn: dayOf(now) };
  const event = { kind: kindOf[tick], by: undefined, note: undefined, changes: [] } as const;
  return [await writeChange(parts, trx, { after, event }, now)];
}

const kindOf = {
  arrive: 'arrived',
  'grow-overdue': 'overdue',
  remind: 'reminded',
} as const satisfies Record<Tick, NewRemittanceEvent['kind']>;

import { type BillCycle, isProvisional } from '../../kernel/bill-cycle.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Sums are refreshed every day between 16:00 and 24:00 UTC+8; 17:00 and midnight are worth a new look (dossier §6.5). */
const refreshesUtc = [9 * hour, 16 * hour];

/** Whether sums read at `readAt` still say what the platform would say now. Those of a month that was closed do for ever. */
export function isFresh(cycle: BillCycle, readAt: Date, now: Date): boolean {
  if (!isProvisional(cycle, readAt)) return true;
  if (now.getTime() - readAt.getTime() >= hour) return false;
  return refreshesUtc.every((at) => refreshesUntil(readAt, at) === refreshesUntil(now, at));
}

/** How many refreshes at this time of day have been until then. */
const refreshesUntil = (when: Date, at: number): number => Math.floor((when.getTime() - at) / day);

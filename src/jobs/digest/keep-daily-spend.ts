import type { Clock } from '../../kernel/clock.ts';
import { weeksTaken } from '../../kernel/anomaly.ts';
import { dayOf, shiftDay } from '../../kernel/day.ts';
import { dropSpendBefore, spendDays } from '../../ledger/daily-spend.ts';
import { activeDigests } from '../../ledger/digests.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { PartnerPlatform } from '../../huawei/partner.ts';
import { type JobHandler, jobHandler } from '../jobs.ts';
import { ensureSpendDay } from './facts.ts';
import { keepDailySpend } from './work.ts';

/** As far back as what is usual reaches. */
const daysKept = weeksTaken * 7;
/** Days filled up in one round, so that digests that become due meanwhile do not wait long. */
const daysAtOnce = 4;
/** By then yesterday's lines are in, and whoever has a digest at nine finds them read. */
const readyHour = 6;

/**
 * Reads yesterday early, and fills up the days before it from the newest back: what is usual is known after the first
 * night instead of the second month. Only where somebody has a digest.
 */
export const keepDailySpendHandler = (parts: {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly calendar: Clock;
}): JobHandler =>
  jobHandler({
    spec: keepDailySpend,
    run: async ({ signal, log }) => {
      const { ledger, calendar } = parts;
      if ((await activeDigests(ledger)).length === 0) return;
      const now = calendar.now();
      const today = dayOf(now);
      const oldest = shiftDay(today, -daysKept);
      await dropSpendBefore(ledger, shiftDay(oldest, -7));
      const early = (now.getTime() / 3_600_000 + 8) % 24 < readyHour;
      const read = new Set((await spendDays(ledger, oldest)).map(({ day }) => day));
      const missing = Array.from({ length: daysKept }, (_, back) => shiftDay(today, -1 - back))
        .slice(early ? 1 : 0)
        .filter((day) => !read.has(day));
      const partner = parts.partner.inBackground(signal);
      for (const day of missing.slice(0, daysAtOnce)) {
        signal.throwIfAborted();
        const done = await ensureSpendDay(ledger, partner, day, now);
        if (!done.ok) {
          log.warn({ day, code: done.problem.code }, 'the spending of a day could not be read');
          return;
        }
      }
    },
    // The next round does what this one did not.
    onDead: () => Promise.resolve(),
  });

import { z } from 'zod';
import type { BillSum, PartnerPlatform } from '../huawei/partner.ts';
import { type BillCycle, shiftCycle } from '../kernel/bill-cycle.ts';
import { type Day, dayOf, lastDayOf, shiftDay } from '../kernel/day.ts';
import { type Decimal, sum, zero } from '../kernel/decimal.ts';
import { daysOfUse, dropUseBefore, keepUse, monthOf } from '../ledger/customer-use.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type JobHandler, jobHandler, jobSpec } from './jobs.ts';
import { schedule, type Schedule } from './schedules.ts';

const readUse = jobSpec({
  name: 'read-use',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 4,
});

/** Most rounds find nothing to do: a day is read once. */
export const readUseSchedule: Schedule = schedule('read-use', readUse, {}, { everyMs: 30 * 60_000 });

/** Whole months before this one that are worth knowing. */
const monthsBefore = 2;
const keptDays = 130;

/** Keeps what customers use day by day, for forecasts: the sums of the month grow, and what they grow by is the day's use. */
export const readUseHandler = (parts: {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
}): JobHandler =>
  jobHandler({
    spec: readUse,
    async run({ clock, log, signal }) {
      const { ledger, partner } = parts;
      // The other sites give no sums per customer (dossier §1).
      if (partner.site !== 'cn') return;
      const known = new Set(await daysOfUse(ledger));
      for (const through of wantedDays(clock.now()).filter((day) => !known.has(day))) {
        signal.throwIfAborted();
        const readAt = clock.now();
        const totals = await readTotals(partner.inBackground(signal), monthOf(through));
        await keepUse(ledger, through, totals, readAt);
        log.info({ through, customers: totals.size }, 'what customers used was read');
      }
      await dropUseBefore(ledger, shiftDay(dayOf(clock.now()), -keptDays));
    },
    // The next round does what this one did not; until then forecasts rest on what is there.
    onDead: () => Promise.resolve(),
  });

/** The ends of whole months, and the last day that is surely in the sums. */
function wantedDays(now: Date): Day[] {
  const last = lastDayInSums(now);
  const months = Array.from({ length: monthsBefore }, (_, back) =>
    lastDayOf(shiftCycle(monthOf(last), back - monthsBefore)),
  );
  return [...months, last];
}

const hourMs = 3_600_000;

/** The sums take a day in from 16:00 to 24:00 of the next one (dossier §6.1): at 23:00 it is there. */
const lastDayInSums = (now: Date): Day => shiftDay(dayOf(new Date(now.getTime() + hourMs)), -2);

async function readTotals(partner: PartnerPlatform, cycle: BillCycle): Promise<Map<string, Decimal>> {
  const totals = new Map<string, Decimal>();
  for await (const page of partner.bills.monthlySums({ cycle })) {
    if (!page.ok) throw new Error(page.problem.code, { cause: page.problem.cause });
    for (const row of page.value.rows) {
      if (!isSteady(row)) continue;
      totals.set(row.customerId, (totals.get(row.customerId) ?? zero).plus(fromBalance(row)));
    }
  }
  return totals;
}

/** Orders, renewals and refunds come one by one: nothing to go on for tomorrow. */
const isSteady = ({ chargeMode, billType }: BillSum): boolean =>
  chargeMode === 'on-demand' && billType === 'consumption';

/** Coupons, cards and credit leave the balance as it is; what is owed would have been taken from it. */
const fromBalance = ({ paidBy, debt }: BillSum): Decimal =>
  sum(
    paidBy
      .filter(({ balanceType }) => balanceType === 'BALANCE_TYPE_DEBIT')
      .map(({ amount }) => amount.amount),
  ).plus(debt.amount);

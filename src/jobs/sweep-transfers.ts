import { z } from 'zod';
import { movesOutsideCard } from '../cards/approvals/outside.ts';
import type { Transfer } from '../huawei/partner.ts';
import { dayMs } from '../kernel/day.ts';
import { decimal } from '../kernel/decimal.ts';
import { translator } from '../kernel/texts/index.ts';
import { customerNames } from '../ledger/customers.ts';
import { claimedIds, type MoveWithoutRecord, movesWithoutRecord } from '../ledger/money.ts';
import { type JobHandler, type JobRun, jobHandler, jobSpec } from './jobs.ts';
import { schedule, type Schedule } from './schedules.ts';
import type { SweepCouponRecordsParts } from './sweep-coupon-records.ts';
import { tellApprovers } from './tell-approvers.ts';

const sweepTransfers = jobSpec({
  name: 'sweep-transfers',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 6,
});

/** At night where the platform is, when records of the day have come in. */
export const sweepTransfersSchedule: Schedule = schedule(
  'sweep-transfers',
  sweepTransfers,
  {},
  { pattern: '0 40 3 * * *', timeZone: 'Asia/Shanghai' },
);

/** Records may be late by a day. */
const lookBackMs = 2 * dayMs;

/** Compares the money that the platform says was moved to customers and back with what was meant to be, and tells of the rest. */
export const sweepTransfersHandler = (parts: SweepCouponRecordsParts): JobHandler =>
  jobHandler({
    spec: sweepTransfers,
    run: (job) => sweep(parts, job),
    onDead: () => Promise.resolve(),
  });

async function sweep(parts: SweepCouponRecordsParts, { clock, signal, log }: JobRun<unknown>): Promise<void> {
  const { ledger, partner, room } = parts;
  if (partner.site !== 'cn' || room.policy.actions.size === 0) return;
  const from = new Date(clock.now().getTime() - lookBackMs);
  const records: Transfer[] = [];
  for await (const page of partner.inBackground(signal).accounts.transfers({ from })) {
    if (!page.ok) throw new Error(`records could not be read: ${page.problem.code}`);
    records.push(...page.value.rows);
  }
  const ours = await claimedIds(
    ledger,
    records.map(({ transId }) => transId),
  );
  const unnamed = await movesWithoutRecord(ledger, from);
  const outside = unexplained(
    records.filter(({ transId }) => !ours.has(transId)),
    unnamed,
  );
  if (outside.length === 0) return;
  const called = await customerNames(
    ledger,
    outside.map(({ customerId }) => customerId),
  );
  const { timeZone } = room.policy;
  const lines = outside.map((record) => ({ ...record, customer: called(record.customerId) }));
  await tellApprovers(parts, (lang) => movesOutsideCard(translator(lang), { lines, timeZone }), log);
}

const directions: Readonly<Record<string, string>> = { transfer: 'to-customer', retrieve: 'from-customer' };

/** What a person said was done, or is being asked about, has no record to its name: each takes one that is like it. */
function unexplained(records: readonly Transfer[], unnamed: readonly MoveWithoutRecord[]): Transfer[] {
  const left = [...records];
  for (const { kind, customerId, amount } of unnamed) {
    const at = left.findIndex(
      (record) =>
        record.customerId === customerId &&
        record.direction === directions[kind] &&
        record.amount.amount.eq(decimal(amount)),
    );
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

import { z } from 'zod';
import type { ApprovalRoom } from '../approvals/acts.ts';
import { learn } from '../approvals/machine/carry.ts';
import { outsideCard, twiceCard } from '../cards/approvals/outside.ts';
import type { Messenger } from '../cards/messenger.ts';
import type { CouponRecord, PartnerPlatform } from '../huawei/partner.ts';
import { dayMs } from '../kernel/day.ts';
import { translator } from '../kernel/texts/index.ts';
import { customersById, nameOf } from '../ledger/customers.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { intentsByCode } from '../ledger/money.ts';
import { type JobHandler, type JobRun, jobHandler, jobSpec } from './jobs.ts';
import { schedule, type Schedule } from './schedules.ts';
import { tellApprovers } from './tell-approvers.ts';

const sweepCouponRecords = jobSpec({
  name: 'sweep-coupon-records',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 6,
});

/** At night where the platform is, when records of the day have come in. */
export const sweepCouponRecordsSchedule: Schedule = schedule(
  'sweep-coupon-records',
  sweepCouponRecords,
  {},
  { pattern: '0 30 3 * * *', timeZone: 'Asia/Shanghai' },
);

/** Records may be late by a day. */
const lookBackMs = 2 * dayMs;

export interface SweepCouponRecordsParts {
  readonly ledger: Ledger;
  readonly room: ApprovalRoom;
  readonly partner: PartnerPlatform;
  readonly messenger: Messenger;
}

/**
 * Compares what the platform says was issued with what was meant to be: coupons without an intent, two coupons for one intent,
 * and steps nobody could decide whose record has turned up since.
 */
export const sweepCouponRecordsHandler = (parts: SweepCouponRecordsParts): JobHandler =>
  jobHandler({
    spec: sweepCouponRecords,
    run: (job) => sweep(parts, job),
    onDead: () => Promise.resolve(),
  });

async function sweep(parts: SweepCouponRecordsParts, { clock, signal, log }: JobRun<unknown>): Promise<void> {
  const { ledger, partner } = parts;
  if (partner.site !== 'cn' || parts.room.policy.actions.size === 0) return;
  const from = new Date(clock.now().getTime() - lookBackMs);
  const records: CouponRecord[] = [];
  for await (const page of partner.inBackground(signal).coupons.records({ operation: 'issue', from })) {
    if (!page.ok) throw new Error(`records could not be read: ${page.problem.code}`);
    records.push(...page.value.rows.filter(({ succeeded }) => succeeded));
  }
  const codes = [...new Set(records.map(codeOf))];
  const intents = await intentsByCode(ledger, codes);
  const ours = records.filter((record) => intents.has(codeOf(record)));
  for (const record of ours) await learnOf(parts, intents, record);

  const twice = codes.filter((code) => intents.has(code) && couponsOf(ours, code).size > 1);
  if (twice.length > 0) {
    log.error({ codes: twice }, 'one intent has made two coupons');
    await tellApprovers(parts, (lang) => twiceCard(translator(lang), twice), log);
  }
  const outside = records.filter((record) => !intents.has(codeOf(record)));
  if (outside.length === 0) return;
  const directory = await customersById(ledger, [...new Set(outside.map(({ customerId }) => customerId))]);
  const name = (id: string) => {
    const entry = directory.get(id);
    return entry ? nameOf(entry) : id;
  };
  const { timeZone } = parts.room.policy;
  const lines = outside.map((record) => ({ ...record, customer: name(record.customerId) }));
  await tellApprovers(parts, (lang) => outsideCard(translator(lang), { lines, timeZone }), log);
}

/** The platform may put something of its own behind the memo. */
const codeOf = ({ remark }: CouponRecord): string => remark.split(' ')[0] ?? '';

const couponsOf = (records: readonly CouponRecord[], code: string): ReadonlySet<string> =>
  new Set(records.filter((record) => codeOf(record) === code).map(({ couponId }) => couponId));

/** A record is proof: whatever was thought of the step, it is done. */
async function learnOf(
  { room }: SweepCouponRecordsParts,
  intents: Awaited<ReturnType<typeof intentsByCode>>,
  record: CouponRecord,
): Promise<void> {
  const intent = intents.get(codeOf(record));
  if (!intent || !['unknown', 'stuck'].includes(intent.state)) return;
  const { couponId } = record;
  await room.store.change(intent.caseId, (kase, facts) => {
    const attempt = kase.intents.find(({ id }) => id === intent.id)?.attempt ?? 0;
    const finding = { kind: 'done', couponId, outcome: 'found-in-records' } as const;
    return learn(kase, { intentId: intent.id, attempt }, finding, facts);
  });
}

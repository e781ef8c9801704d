import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { PartnerPlatform } from '../../huawei/partner.ts';
import { type BillCycle, cycleOf, shiftCycle } from '../../kernel/bill-cycle.ts';
import { type Day, dayMs, dayOf, shiftDay } from '../../kernel/day.ts';
import { type Decimal, zero } from '../../kernel/decimal.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { customersOfAssociation } from '../../ledger/customers.ts';
import { keepSpendDay, spendDays } from '../../ledger/daily-spend.ts';
import { keepDigestFacts, keptDigestFacts } from '../../ledger/digests.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { readSpendDay } from './spend-day.ts';

/** What could be read, or why not. */
export type Read<T> = { readonly value: T } | { readonly problem: Pick<Problem, 'code' | 'params'> };

/** What the platform said in an hour: the same for all digests. Amounts as exact text. */
export interface DigestFacts {
  /** The day they tell of: yesterday in UTC+8. */
  readonly day: Day;
  readonly readAt: Date;
  readonly currency: string;
  readonly sources: readonly string[];
  readonly spend: Read<true>;
  readonly month: Read<{
    readonly cycle: BillCycle;
    readonly now: Totals;
    readonly before: Totals;
  }>;
  readonly own: Read<{ readonly spendable: string }>;
  readonly balances: Read<
    readonly { readonly customerId: string; readonly available: string; readonly debt: string }[]
  >;
  readonly quotas: Read<
    readonly {
      readonly quotaId: string;
      readonly kind: string;
      readonly balance: string;
      readonly expires: string;
    }[]
  >;
  readonly coupons: Read<
    readonly {
      readonly couponId: string;
      readonly customerId: string;
      readonly balance: string;
      readonly expires: string;
    }[]
  >;
}

/** By customer. */
export type Totals = Readonly<Record<string, string>>;

/** How far ahead an expiry is told. */
export const expiryDays = { quotas: 30, coupons: 7 } as const;

/** A day that was read so soon after its end may have missed lines that were late. */
const settledMs = 6 * 3_600_000;

export interface FactsParts {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  /** The sums of a month as everybody reads them. */
  readonly readSums: (partner: PartnerPlatform, cycle: BillCycle) => Promise<Result<readonly MonthSum[]>>;
}

interface MonthSum {
  readonly customerId: string;
  readonly amount: { readonly amount: Decimal };
}

/** The facts of an hour: those that were read already, else now. Each part fails by itself. */
export async function factsOf(
  parts: FactsParts,
  { moment, now, signal }: { readonly moment: string; readonly now: Date; readonly signal?: AbortSignal },
): Promise<DigestFacts> {
  const kept = await keptDigestFacts(parts.ledger, moment);
  if (kept) return unpack(kept.body);
  const facts = await readFacts({ ...parts, partner: parts.partner.inBackground(signal) }, now);
  signal?.throwIfAborted();
  await keepDigestFacts(parts.ledger, moment, { readAt: facts.readAt, body: await pack(facts) });
  return facts;
}

export async function readFacts(parts: FactsParts, now: Date): Promise<DigestFacts> {
  const { ledger, partner } = parts;
  const day = shiftDay(dayOf(now), -1);
  const [spend, month, own, balances, quotas, coupons] = await Promise.all([
    ensureSpendDays(ledger, partner, day, now),
    readMonth(parts, now),
    partner.accounts.own(),
    readBalances(ledger, partner),
    partner.coupons.quotas(),
    readCoupons(partner, now),
  ]);
  const soon = new Date(now.getTime() + expiryDays.quotas * dayMs);
  return {
    day,
    readAt: now,
    currency: partner.currency,
    sources: [
      'ListSubCustomerBillDetail',
      'ListSubcustomerMonthlyBills',
      'ListPartnerBalances',
      'ListCustomersBalancesDetail',
      'ListQuotaCoupons',
      'ListIssuedPartnerCoupons',
    ],
    spend: readOf(spend, () => true),
    month: readOf(month, (value) => value),
    own: readOf(own, ({ value }) => ({ spendable: value.spendable.amount.toFixed() })),
    balances: readOf(balances, (value) => value),
    quotas: readOf(quotas, ({ value }) =>
      value.flatMap(({ quotaId, kind, balance, expires, state }) =>
        expires && expires > now && expires <= soon && state === 'normal' && balance.amount.gt('0')
          ? [{ quotaId, kind, balance: balance.amount.toFixed(), expires: expires.toISOString() }]
          : [],
      ),
    ),
    coupons: readOf(coupons, (value) => value),
  };
}

function readOf<T, U>(result: Result<T>, of: (value: T) => U): Read<U> {
  if (result.ok) return { value: of(result.value) };
  const { code, params } = result.problem;
  return { problem: { code, ...(params ? { params } : {}) } };
}

/** Yesterday; and, if it can be had, the same weekday a week before, which it is compared with. */
async function ensureSpendDays(
  ledger: Ledger,
  partner: PartnerPlatform,
  day: Day,
  now: Date,
): Promise<Result<true>> {
  const read = await ensureSpendDay(ledger, partner, day, now);
  if (read.ok) await ensureSpendDay(ledger, partner, shiftDay(day, -7), now);
  return read;
}

/** Reads a day unless it was read since everything of it was in. */
export async function ensureSpendDay(
  ledger: Ledger,
  partner: PartnerPlatform,
  day: Day,
  now: Date,
): Promise<Result<true>> {
  const known = (await spendDays(ledger, day)).find((one) => one.day === day);
  const settled = Date.parse(`${shiftDay(day, 1)}T00:00:00+08:00`) + settledMs;
  if (known && known.readAt.getTime() >= Math.min(settled, now.getTime() - settledMs / 6))
    return { ok: true, value: true };
  const rows = await readSpendDay(partner, day);
  if (!rows.ok) return rows;
  await keepSpendDay(ledger, { day, readAt: now }, rows.value);
  return { ok: true, value: true };
}

async function readMonth(
  { partner, readSums }: FactsParts,
  now: Date,
): Promise<Result<{ cycle: BillCycle; now: Totals; before: Totals }>> {
  // On the first of a month the last one is told of: its day was yesterday.
  const cycle = cycleOf(new Date(now.getTime() - dayMs));
  const [current, before] = [await readSums(partner, cycle), await readSums(partner, shiftCycle(cycle, -1))];
  if (!current.ok) return current;
  if (!before.ok) return before;
  return { ok: true, value: { cycle, now: totals(current.value), before: totals(before.value) } };
}

function totals(rows: readonly MonthSum[]): Totals {
  const sums = new Map<string, Decimal>();
  for (const { customerId, amount } of rows)
    sums.set(customerId, amount.amount.plus(sums.get(customerId) ?? zero));
  return Object.fromEntries([...sums].map(([customerId, amount]) => [customerId, amount.toFixed()]));
}

async function readBalances(
  ledger: Ledger,
  partner: PartnerPlatform,
): Promise<Result<{ customerId: string; available: string; debt: string }[]>> {
  const resale = await customersOfAssociation(ledger, 'resale');
  if (resale.length === 0) return { ok: true, value: [] };
  const answer = await partner.accounts.ofCustomers(resale.map(({ customerId }) => customerId));
  if (!answer.ok) return answer;
  return {
    ok: true,
    value: answer.value.value.balances.map(({ customerId, available, debt }) => ({
      customerId,
      available: available.amount.toFixed(),
      debt: debt.amount.toFixed(),
    })),
  };
}

async function readCoupons(
  partner: PartnerPlatform,
  now: Date,
): Promise<Result<{ couponId: string; customerId: string; balance: string; expires: string }[]>> {
  const found: { couponId: string; customerId: string; balance: string; expires: string }[] = [];
  const expiresTo = new Date(now.getTime() + expiryDays.coupons * dayMs);
  for await (const page of partner.coupons.issued({ state: 'usable', expiresFrom: now, expiresTo })) {
    if (!page.ok) return page;
    for (const { couponId, customerId, balance, expires } of page.value.rows)
      if (expires && balance.amount.gt('0'))
        found.push({
          couponId,
          customerId,
          balance: balance.amount.toFixed(),
          expires: expires.toISOString(),
        });
  }
  return { ok: true, value: found };
}

const compress = promisify(gzip);
const expand = promisify(gunzip);

const pack = (facts: DigestFacts): Promise<Buffer> => compress(JSON.stringify(facts), { level: 1 });

async function unpack(body: Buffer): Promise<DigestFacts> {
  // Nobody but `pack` writes this column.
  const facts = JSON.parse((await expand(body)).toString()) as DigestFacts;
  return { ...facts, readAt: new Date(facts.readAt) };
}

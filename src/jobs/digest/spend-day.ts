import type { BillLine, PartnerPlatform } from '../../huawei/partner.ts';
import type { BillCycle } from '../../kernel/bill-cycle.ts';
import type { Day } from '../../kernel/day.ts';
import { type Decimal, parseDecimal, zero } from '../../kernel/decimal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { DailySpend } from '../../ledger/daily-spend.ts';

/** The cycle a day of UTC+8 is billed in. */
const cycleOfDay = (day: Day): BillCycle => {
  const [year, month] = day.split('-').map(Number);
  return `${year ?? 0}-${String(month).padStart(2, '0')}` as BillCycle;
};

/** Of how many resources of a service the cost is kept: whoever moved is nearly always among the most expensive ones. */
const resourcesKept = 40;

/** Purchases, renewals, changes, unsubscriptions and monthly payments; everything else is use (dossier §6.3). */
const orderTypes = new Set(['1', '2', '3', '4', '8', '18', '20', '23', '103']);

interface ResourceSum {
  readonly label: string;
  readonly amount: Decimal;
  readonly usage: Decimal;
  readonly order: boolean;
}

interface Sum {
  readonly serviceName: string;
  amount: Decimal;
  readonly resources: Map<string, ResourceSum>;
}

/** Adds detail lines up by service and, within it, by resource. */
function spendOfLines(customerId: string, lines: Iterable<BillLine>): DailySpend[] {
  const sums = new Map<string, Sum>();
  for (const line of lines) {
    const payable = line.amounts.payable ?? zero;
    const sum: Sum = sums.get(line.serviceCode) ?? {
      serviceName: line.serviceName || line.serviceCode,
      amount: zero,
      resources: new Map(),
    };
    sum.amount = sum.amount.plus(payable);
    const id = line.resourceId || line.resourceCode;
    const known = sum.resources.get(id);
    const usage = parseDecimal(line.usage.split(' ')[0] ?? '') ?? zero;
    sum.resources.set(id, {
      label: known?.label || line.resourceLabel || line.resourceName || id,
      amount: payable.plus(known?.amount ?? zero),
      usage: usage.plus(known?.usage ?? zero),
      order: (known?.order ?? false) || orderTypes.has(line.lineType),
    });
    sums.set(line.serviceCode, sum);
  }
  return [...sums].map(([serviceCode, { serviceName, amount, resources }]) => ({
    customerId,
    serviceCode,
    serviceName,
    amount: amount.toFixed(),
    resources: [...resources]
      .sort(([, a], [, b]) => b.amount.abs().cmp(a.amount.abs()))
      .slice(0, resourcesKept)
      .map(([id, one]) => ({
        id,
        label: one.label,
        amount: one.amount.toFixed(),
        usage: one.usage.toFixed(),
        order: one.order,
      })),
    resourceCount: resources.size,
  }));
}

/** As many customers are read at once; the limiter says how fast. */
const atOnce = 16;

/**
 * What everybody spent in a day of UTC+8, from the detail lines: near live, referral customers included. One call a customer
 * at least, so it is read behind everybody who waits.
 */
export async function readSpendDay(partner: PartnerPlatform, day: Day): Promise<Result<DailySpend[]>> {
  const cycle = cycleOfDay(day);
  const waiting: string[] = [];
  for await (const page of partner.bills.consumers(cycle)) {
    if (!page.ok) return page;
    waiting.push(...page.value.rows.map(({ customerId }) => customerId));
  }
  const rows: DailySpend[] = [];
  let failed: Extract<Result<never>, { ok: false }> | undefined;
  const work = async () => {
    for (
      let customerId = waiting.shift();
      customerId !== undefined && !failed;
      customerId = waiting.shift()
    ) {
      const lines: BillLine[] = [];
      for await (const page of partner.bills.details({ cycle, customerId, day })) {
        if (!page.ok) {
          failed = page;
          return;
        }
        lines.push(...page.value.rows);
      }
      rows.push(...spendOfLines(customerId, lines));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return failed ?? ok(rows);
}

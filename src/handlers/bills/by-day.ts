import { billCard, emptyBillCard, tooManyLinesCard } from '../../cards/bills.ts';
import type { Card } from '../../cards/card.ts';
import type { BillLine } from '../../huawei/partner.ts';
import { type BillCycle, cycleOf, isProvisional } from '../../kernel/bill-cycle.ts';
import { sum, zero } from '../../kernel/decimal.ts';
import { formatCount } from '../../kernel/format.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { CommandContext, CustomerRef } from '../command.ts';
import { consoleUrl } from './console.ts';
import { previousOf } from './previous.ts';
import { byDay, tally } from './tally.ts';

/** As many lines as can be read while somebody waits. */
const readable = 10_000;

/** A month of one customer by day, added up from its detail lines. */
export async function billByDay(
  context: CommandContext,
  { cycle, customer }: { readonly cycle: BillCycle; readonly customer: CustomerRef },
): Promise<Result<Card>> {
  const { t, actor, clock, site, partner } = context;
  const now = clock.now();
  const mayExport = actor.may.has('bills.export');
  const lines: BillLine[] = [];
  for await (const page of partner.bills.details({ cycle, customerId: customer.customerId })) {
    if (!page.ok) return page;
    const { rows, read, total = read } = page.value;
    if (Math.max(total, read) > readable) {
      const count = formatCount(Math.max(total, read), actor.lang);
      return ok(tooManyLinesCard(t, { cycle, customer, lines: count, mayExport }));
    }
    lines.push(...rows);
  }
  const links = {
    cycle,
    previousCycle: previousOf(cycle, now),
    customer,
    provisional: isProvisional(cycle, now),
    fromLines: true,
    mayExport,
    consoleUrl: consoleUrl(site),
    from: { sources: ['ListSubCustomerBillDetail'], asOf: now, timeZone: actor.timeZone },
  };
  if (lines.length === 0) return ok(emptyBillCard(t, links));
  return ok(
    billCard(t, {
      ...links,
      running: cycle === cycleOf(now),
      currency: partner.currency,
      tally: tally(lines.map((line) => line.amounts.payable ?? zero)),
      unpaid: sum(lines.map((line) => line.amounts.debt ?? zero)),
      paidBy: [],
      before: undefined,
      splits: [{ by: 'day', groups: byDay(lines), head: 40 }],
    }),
  );
}

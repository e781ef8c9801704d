import { type BillBefore, billCard, emptyBillCard } from '../../cards/bills.ts';
import type { BillSplit } from '../../cards/bill-chart.ts';
import type { Card } from '../../cards/card.ts';
import { problemText } from '../../cards/problem.ts';
import type { BillSum } from '../../huawei/partner.ts';
import { type BillCycle, cycleOf, isProvisional } from '../../kernel/bill-cycle.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { customersById, nameOf } from '../../ledger/customers.ts';
import type { CommandContext, CustomerRef } from '../command.ts';
import { consoleUrl } from './console.ts';
import { previousOf } from './previous.ts';
import { readSums } from './sums.ts';
import { byCustomer, byPayment, byService, type Group, tally, unpaidOf } from './tally.ts';

interface Asked {
  readonly cycle: BillCycle;
  readonly customer: CustomerRef | undefined;
  /** The words of the command's `--by`; anything else is the overview. */
  readonly by: string | undefined;
}

const overviewRows = 10;
const fullRows = 100;

/** A month from its sums: everybody, or one customer. */
export async function billFromSums(context: CommandContext, asked: Asked): Promise<Result<Card>> {
  const { t, actor, clock, site, partner } = context;
  const { cycle, customer } = asked;
  const now = clock.now();
  const previousCycle = previousOf(cycle, now);
  const [sums, before] = await Promise.all([
    readSums(context, cycle, customer?.customerId),
    previousCycle === undefined ? undefined : totalBefore(context, previousCycle, customer?.customerId),
  ]);
  if (!sums.ok) return sums;
  const { rows, readAt } = sums.value;
  const links = {
    cycle,
    previousCycle,
    customer,
    provisional: isProvisional(cycle, readAt),
    fromLines: false,
    mayExport: actor.may.has('bills.export'),
    consoleUrl: consoleUrl(site),
    from: { sources: ['ListSubcustomerMonthlyBills'], asOf: readAt, timeZone: actor.timeZone },
  };
  if (rows.length === 0) return ok(emptyBillCard(t, links));
  return ok(
    billCard(t, {
      ...links,
      running: cycle === cycleOf(now),
      currency: partner.currency,
      tally: tally(rows.map((row) => row.amount.amount)),
      unpaid: unpaidOf(rows),
      paidBy: byPayment(rows),
      before,
      splits: await splitsOf(context, asked, rows),
    }),
  );
}

async function totalBefore(
  context: CommandContext,
  cycle: BillCycle,
  customerId: string | undefined,
): Promise<BillBefore> {
  const sums = await readSums(context, cycle, customerId);
  if (!sums.ok) return { cycle, unreadable: problemText(sums.problem, context.t) };
  return { cycle, total: tally(sums.value.rows.map((row) => row.amount.amount)).total };
}

async function splitsOf(
  context: CommandContext,
  { customer, by }: Asked,
  rows: readonly BillSum[],
): Promise<BillSplit[]> {
  const services = (head: number): BillSplit => ({ by: 'service', groups: byService(rows), head });
  if (customer || by === 'service') return [services(fullRows)];
  const customers = await named(context, byCustomer(rows));
  if (by === 'customer') return [{ by: 'customer', groups: customers, head: fullRows }];
  return [{ by: 'customer', groups: customers, head: overviewRows }, services(overviewRows)];
}

/** The directory's names for the customers of the groups; the id where it has none. */
async function named({ ledger }: CommandContext, groups: readonly Group[]): Promise<Group[]> {
  const entries = await customersById(
    ledger,
    groups.map(({ key }) => key),
  );
  return groups.map((group) => {
    const entry = entries.get(group.key);
    return entry ? { ...group, name: nameOf(entry) } : group;
  });
}

import { type Rows, joined } from '../answer.ts';
import type { Language } from '../ask.ts';
import { toText } from '../units.ts';
import { type Amounts, type BillPlan, type Slot, amountsUpTo, linesOfSlot } from './bill-plan.ts';
import { nameOf } from './catalogue.ts';
import type { Customer } from './customers.ts';

export interface SumQuery {
  readonly chargeMode: number;
  readonly service: string | undefined;
  readonly billType: number | undefined;
}

interface Group {
  readonly slot: Slot;
  readonly amounts: Amounts;
}

const add = (a: Amounts, b: Amounts): Amounts => ({
  list: a.list + b.list,
  discount: a.discount + b.discount,
  payable: a.payable + b.payable,
  cash: a.cash + b.cash,
  credit: a.credit + b.credit,
  voucher: a.voucher + b.voucher,
  cashCoupon: a.cashCoupon + b.cashCoupon,
  card: a.card + b.card,
  debt: a.debt + b.debt,
  writeOff: a.writeOff + b.writeOff,
});

const groupKey = ({ product, chargeMode, billType }: Slot) =>
  `${product.service} ${product.resource} ${chargeMode} ${billType}`;

const wanted = (query: SumQuery) => (slot: Slot) =>
  slot.chargeMode === query.chargeMode &&
  (query.service === undefined || slot.product.service === query.service) &&
  (query.billType === undefined || slot.billType === query.billType);

/** The month's first `lines` lines, summed per service, resource type, charge mode and bill type. */
function groupsOf(plan: BillPlan, lines: number, query: SumQuery): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const fits = wanted(query);
  for (const [position, slot] of plan.slots.entries()) {
    const count = linesOfSlot(position, lines);
    if (count === 0 || !fits(slot)) continue;
    const amounts = amountsUpTo(slot, count, linesOfSlot(position, plan.lines));
    const known = groups.get(groupKey(slot));
    groups.set(groupKey(slot), { slot, amounts: known ? add(known.amounts, amounts) : amounts });
  }
  return groups;
}

/** What the customer's first `lines` lines come to in consumption, refunds and write-offs. */
export function totalsOf(
  plan: BillPlan,
  lines: number,
): Readonly<Record<'payable' | 'refunds' | 'writeOffs', number>> {
  const totals = { payable: 0, refunds: 0, writeOffs: 0 };
  for (const [position, slot] of plan.slots.entries()) {
    const { payable } = amountsUpTo(
      slot,
      linesOfSlot(position, lines),
      linesOfSlot(position, plan.lines) || 1,
    );
    if (slot.billType === 0) totals.payable += payable;
    else if (slot.billType === 1) totals.refunds += payable;
    else totals.writeOffs += payable;
  }
  return totals;
}

const balanceTypes = [
  ['BALANCE_TYPE_DEBIT', 'cash'],
  ['BALANCE_TYPE_CREDIT', 'credit'],
  ['BALANCE_TYPE_COUPON', 'voucher'],
  ['BALANCE_TYPE_RCASH_COUPON', 'cashCoupon'],
  ['BALANCE_TYPE_STORED_VALUE_CARD', 'card'],
] as const;

function groupText(customer: Customer, { slot, amounts }: Group, language: Language): string {
  const text = JSON.stringify({
    customer_id: customer.id,
    cloud_service_type: slot.product.service,
    cloud_service_type_name: nameOf(slot.product.service, language),
    resource_type_code: slot.product.resource,
    resource_type_name: nameOf(slot.product.resource, language),
    charge_mode: String(slot.chargeMode),
    bill_type: String(slot.billType),
    measure_id: 1,
    adjustment_amount: 0,
  });
  const details = balanceTypes
    .filter(([, way]) => amounts[way] !== 0)
    .map(
      ([type, way]) =>
        `{"balance_type":"${type}","amount":${toText(amounts[way])},"bill_type":"${slot.billType}"}`,
    );
  return (
    `${text.slice(0, -1)},"amount":${toText(amounts.payable)},"debt_amount":${toText(amounts.debt)},` +
    `"discount_amount":${toText(amounts.discount)},"account_details":[${details.join(',')}]}`
  );
}

export interface SumSource {
  readonly customers: readonly Customer[];
  readonly planOf: (customer: Customer) => BillPlan;
  /** How many lines of the plan are in yet. */
  readonly linesOf: (plan: BillPlan) => number;
}

/** Where each customer's rows begin in the list of all; the last number is the length. */
export function rowStarts(source: SumSource, query: SumQuery): Uint32Array {
  const starts = new Uint32Array(source.customers.length + 1);
  for (const [i, customer] of source.customers.entries()) {
    const plan = source.planOf(customer);
    starts[i + 1] = (starts[i] ?? 0) + groupsOf(plan, source.linesOf(plan), query).size;
  }
  return starts;
}

export function sumRows(source: SumSource, query: SumQuery, starts: Uint32Array, language: Language): Rows {
  const total = starts[source.customers.length] ?? 0;
  return {
    total,
    write: (offset, limit) => {
      const rows: string[] = [];
      const end = Math.min(total, offset + limit);
      for (let i = firstCustomer(starts, offset); rows.length < end - offset; i++) {
        const customer = source.customers[i];
        if (!customer) break;
        const plan = source.planOf(customer);
        const groups = [...groupsOf(plan, source.linesOf(plan), query).values()];
        const skipped = Math.max(0, offset - (starts[i] ?? 0));
        for (const group of groups.slice(skipped, skipped + end - offset - rows.length))
          rows.push(groupText(customer, group, language));
      }
      return joined(rows);
    },
  };
}

/** The customer whose rows hold the one at `offset`, by halving. */
function firstCustomer(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

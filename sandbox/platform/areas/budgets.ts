import { badParameter, object, refuse } from '../answer.ts';
import { textOf } from '../ask.ts';
import { monthFromText, monthOf } from '../calendar.ts';
import { drawFor } from '../random.ts';
import { type Units, fromCents, toNumber, toText, unitsPerCent } from '../units.ts';
import { totalsOf } from '../world/bill-sums.ts';
import type { World } from '../world.ts';
import { type Area, forReseller } from './handler.ts';

const measure = 1;
const taxRate = 0.09;

const cents = (units: Units): Units => Math.round(units / unitsPerCent) * unitsPerCent;

/** What the partner itself owes for a month: the sum of its resale customers' lines, through yesterday. */
function partnerBill(world: World, month: number, now: Date) {
  const sum = { consumption: 0, refunds: 0, adjustments: 0 };
  for (const customer of world.billedTo()) {
    if (customer.association !== 'resale' || world.linesInMonth(customer, month) === 0) continue;
    const plan = world.planOf(customer, month);
    const totals = totalsOf(plan, world.linesSummed(plan, now));
    sum.consumption += cents(totals.payable);
    sum.refunds += cents(totals.refunds);
    sum.adjustments += cents(totals.writeOffs);
  }
  const tax = cents((sum.consumption + sum.refunds + sum.adjustments) * taxRate);
  return { ...sum, tax, due: sum.consumption + sum.refunds + sum.adjustments + tax };
}

/** Operations of the international and European sites only: the partner is billed afterwards, customers get budgets. */
export const budgets: Area = {
  ListPostpaidBillSum: (ask, world) => {
    const cycle = textOf(ask, 'bill_cycle') ?? '';
    const month = monthFromText(cycle);
    if (month > monthOf(ask.now)) return badParameter('bill_cycle must not be later than the current month');
    const bill = partnerBill(world, month, ask.now);
    return object({
      bill_cycle: cycle,
      initial_amount_due: toNumber(bill.due),
      consume_amount: toNumber(bill.consumption),
      refunds: toNumber(bill.refunds),
      adjustments: toNumber(bill.adjustments),
      tax_amount: toNumber(bill.tax),
      currency: world.currency,
    });
  },

  ShowSubCustomerBudget: forReseller((ask, world, reseller) => {
    const id = textOf(ask, 'customer_id');
    const customer = world.customersOf(reseller).find((candidate) => candidate.id === id);
    if (!customer) return refuse(400, 'CBC.99000035', 'The customer is not a sub-customer of the partner.');
    if (customer.association !== 'resale')
      return refuse(400, 'CBC.5024', 'The association type of the customer does not support this operation.');
    const draw = drawFor(world.seed, 'budget', customer.index);
    const budget = fromCents(draw.whole(5, 800) * 10_000);
    return object({
      budget_amount: toNumber(budget),
      used_amount: toNumber(cents(budget * draw.unit())),
      measure_id: measure,
      currency: world.currency,
      budget_type: draw.chance(0.85) ? 'MONTHLY' : 'PACKAGE',
    });
  }),

  ShowPartnerConsumptionQuota: (ask, world) => {
    const month = monthOf(ask.now);
    const quota = fromCents(300_000_000);
    const { due } = partnerBill(world, month - 1, ask.now);
    const { due: unbilled } = partnerBill(world, month, ask.now);
    const balance = fromCents(1_250_000);
    const text = (units: Units) => toText(units, 2);
    return object({
      consumption_quota: text(quota),
      amount: text(balance),
      coupon_amount: text(0),
      due_amount: text(due),
      unbilled_amount: text(unbilled),
      used_consumption_quota: text(due + unbilled - balance),
      measure_id: measure,
      currency: world.currency,
    });
  },
};

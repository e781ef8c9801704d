import { type Refusal, type Rows, badParameter, refuse, rowsOf } from '../answer.ts';
import { type Ask, numberOf, textOf } from '../ask.ts';
import { type MonthIndex, dayFromText, days, monthFromText, monthOf, monthStart } from '../calendar.ts';
import type { World } from '../world.ts';
import { linesBefore } from '../world/bill-plan.ts';
import { billLines } from '../world/bill-lines.ts';
import { type SumQuery, type SumSource, rowStarts, sumRows } from '../world/bill-sums.ts';
import type { Customer } from '../world/customers.ts';
import { type Area, forReseller, isRefusal } from './handler.ts';

const keptMonths = 18;

/** The cycle a request names; the platform keeps eighteen months and knows no future. */
function cycleOf(ask: Ask, name: string): { readonly month: MonthIndex } | Refusal {
  const month = monthFromText(textOf(ask, name) ?? '');
  const current = monthOf(ask.now);
  if (month > current) return badParameter(`${name} must not be later than the current month`);
  if (month < current - keptMonths)
    return badParameter(`${name} must lie within the last ${keptMonths} months`);
  return { month };
}

/** Where the rows of a whole month's sums begin, per question; a closed month never changes, an open one once a day. */
const rememberedStarts = new WeakMap<World, Map<string, Uint32Array>>();
const mostRemembered = 48;

function startsOf(world: World, key: string, make: () => Uint32Array): Uint32Array {
  const known = rememberedStarts.get(world) ?? new Map<string, Uint32Array>();
  rememberedStarts.set(world, known);
  const starts = known.get(key) ?? make();
  known.set(key, starts);
  const [oldest] = known.keys();
  if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
  return starts;
}

function monthlySums(ask: Ask, world: World, month: MonthIndex, reseller: string | undefined): Rows {
  const customerId = textOf(ask, 'customer_id');
  const billType = textOf(ask, 'bill_type');
  const query: SumQuery = {
    chargeMode: Number(textOf(ask, 'charge_mode')),
    service: textOf(ask, 'cloud_service_type'),
    billType: billType === undefined ? undefined : Number(billType),
  };
  const source: SumSource = {
    customers: world
      .billedTo(reseller)
      .filter(
        ({ id, association }) => association === 'resale' && (customerId === undefined || id === customerId),
      ),
    planOf: (customer) => world.planOf(customer, month),
    linesOf: (plan) => world.linesSummed(plan, ask.now),
  };
  const make = () => rowStarts(source, query);
  const today = Math.floor((ask.now.getTime() - monthStart(month)) / days(1));
  const state = month === monthOf(ask.now) ? today : 'closed';
  const starts =
    customerId === undefined
      ? startsOf(world, JSON.stringify([month, state, reseller, query]), make)
      : make();
  return sumRows(source, query, starts, ask.language);
}

const equals = (wanted: string | number | undefined, value: string | number) =>
  wanted === undefined || wanted === value;

interface LineRange {
  readonly from: number;
  readonly to: number;
}

function detailLines(ask: Ask, world: World, customer: Customer, month: MonthIndex): Rows | Refusal {
  const plan = world.planOf(customer, month);
  const now = world.linesNow(plan, ask.now);
  const beginText = textOf(ask, 'bill_date_begin');
  const endText = textOf(ask, 'bill_date_end');
  let range: LineRange = { from: 0, to: now };
  if (beginText !== undefined || endText !== undefined) {
    if (beginText === undefined || endText === undefined)
      return badParameter('bill_date_begin and bill_date_end must be given together');
    const cycle = textOf(ask, 'bill_cycle') ?? '';
    if (!beginText.startsWith(cycle) || !endText.startsWith(cycle))
      return badParameter('bill_date_begin and bill_date_end must lie in bill_cycle');
    range = {
      from: linesBefore(plan, dayFromText(beginText)),
      to: Math.min(now, linesBefore(plan, dayFromText(endText) + days(1))),
    };
  }
  const manager = textOf(ask, 'account_manager_id');
  const association = textOf(ask, 'association_type');
  if (
    !equals(manager, customer.manager?.id ?? '') ||
    !equals(association, customer.association === 'resale' ? '2' : '1')
  )
    range = { from: 0, to: 0 };
  const tradeId = textOf(ask, 'trade_id');
  const service = textOf(ask, 'service_type_code');
  const region = textOf(ask, 'region_code');
  const mode = numberOf(ask, 'charging_mode');
  const detail = numberOf(ask, 'bill_detail_type');
  const resourceId = textOf(ask, 'resource_id');
  const resourceName = textOf(ask, 'resource_name');
  return billLines(plan, {
    language: ask.language,
    partnerId: world.domainId,
    ...range,
    matches: ({ slot, ...series }) =>
      equals(service, slot.product.service) &&
      equals(region, slot.region.code) &&
      equals(mode, slot.chargeMode) &&
      equals(detail, slot.detail) &&
      equals(resourceId, series.resourceId) &&
      equals(resourceName, series.resourceName),
    ...(tradeId === undefined ? {} : { tradeId }),
  });
}

export const bills: Area = {
  ListSubcustomerMonthlyBills: forReseller((ask, world, reseller) => {
    const cycle = cycleOf(ask, 'cycle');
    if (isRefusal(cycle)) return cycle;
    const rows = monthlySums(ask, world, cycle.month, reseller);
    return { kind: 'list', list: 'bill_sums', count: 'count', rows, fields: { currency: world.currency } };
  }),

  ListConsumeSubCustomers: (ask, world) => {
    const cycle = cycleOf(ask, 'bill_cycle');
    if (isRefusal(cycle)) return cycle;
    const { month } = cycle;
    const open = month === monthOf(ask.now);
    const consumers = world
      .billedTo()
      .filter((customer) =>
        open
          ? world.linesNow(world.planOf(customer, month), ask.now) > 0
          : world.linesInMonth(customer, month) > 0,
      );
    return {
      kind: 'list',
      list: 'sub_customers',
      count: 'total_count',
      rows: rowsOf(consumers.map(({ id }) => ({ customer_id: id }))),
    };
  },

  ListSubCustomerBillDetail: forReseller((ask, world, reseller) => {
    const cycle = cycleOf(ask, 'bill_cycle');
    if (isRefusal(cycle)) return cycle;
    const id = textOf(ask, 'customer_id');
    const customer = world.billedTo(reseller).find((candidate) => candidate.id === id);
    if (!customer) return refuse(400, 'CBC.99000035', 'The customer is not a sub-customer of the partner.');
    const rows = detailLines(ask, world, customer, cycle.month);
    if (isRefusal(rows)) return rows;
    return {
      kind: 'list',
      list: 'fee_records',
      count: 'total_count',
      rows,
      fields: { currency: world.currency },
    };
  }),
};

import type { Site } from '../../../src/kernel/site.ts';
import { type MonthIndex, monthStart } from '../calendar.ts';
import { type Draw, drawFor, fraction, hash } from '../random.ts';
import { type Units, unitsPerCent, unitsPerWhole } from '../units.ts';
import { type Named, type Product, products, regions, regionsAbroad } from './catalogue.ts';
import type { Customer } from './customers.ts';

/**
 * A customer's month of bill lines, without the lines. Line `i` belongs to slot `i % slotCount` and is that slot's line
 * number `floor(i / slotCount)`; what the slot's first `n` lines cost together is one function of `n`. So any line and any
 * sum is computed on the spot, and the lines add up to the sums exactly, however many there are.
 */
export interface BillPlan {
  readonly customer: Customer;
  readonly month: MonthIndex;
  /** Lines of the whole month. */
  readonly lines: number;
  /** Made when first asked for: much can be said about a month without them. */
  readonly slots: readonly Slot[];
  readonly seed: number;
}

export const slotCount = 48;

export type PaidBy = 'cash' | 'credit' | 'voucher' | 'cashCoupon' | 'card' | 'debt';

/** One resource with one way of being charged: what its lines have in common. */
export interface Slot {
  readonly product: Product;
  readonly region: Named & { readonly code: string };
  readonly chargeMode: 1 | 3 | 11;
  /** bill_detail_type. */
  readonly detail: number;
  readonly billType: BillType;
  /** What the slot's lines of the month cost together; never negative, the sign is in `billType`. */
  readonly total: Units;
  /** Orders are counted in cents, usage in all eight places. */
  readonly step: Units;
  readonly listFactor: number;
  /** Besides cash, part of it may be paid in one other way. */
  readonly paidBy: PaidBy;
  readonly share: number;
  readonly seed: number;
}

/** 0 consumption, 1 unsubscription, 2 write-off by the vendor: the latter two are negative. */
export type BillType = 0 | 1 | 2;

interface Charge {
  readonly chargeMode: Slot['chargeMode'];
  readonly detail: number;
  readonly billType: BillType;
  readonly weight: number;
}

const usage: Charge = { chargeMode: 3, detail: 5, billType: 0, weight: 1 };
const charges: readonly Charge[] = [
  ...Array.from({ length: 38 }, () => usage),
  { chargeMode: 1, detail: 1, billType: 0, weight: 3 },
  { chargeMode: 1, detail: 1, billType: 0, weight: 2 },
  { chargeMode: 1, detail: 2, billType: 0, weight: 2 },
  { chargeMode: 1, detail: 8, billType: 0, weight: 1 },
  { chargeMode: 1, detail: 4, billType: 1, weight: 0.6 },
  { chargeMode: 11, detail: 23, billType: 0, weight: 2 },
  { chargeMode: 11, detail: 23, billType: 0, weight: 1 },
  { chargeMode: 3, detail: 16, billType: 2, weight: 0.2 },
  { chargeMode: 1, detail: 18, billType: 0, weight: 0.5 },
  usage,
];

// A code that no document names yet: the platform adds some over time, and a reader must keep them.
const newDetailType = 106;

export interface BillWorld {
  readonly seed: number;
  readonly site: Site;
  /** Lines of the biggest customer in each whole month. */
  readonly billLines: number;
  /** The month in which former customers had already left. */
  readonly leftIn: MonthIndex;
  readonly isFormer: (customer: Customer) => boolean;
}

/** How many lines the customer has in the whole month; often none for small or unverified customers. */
export function linesInMonth(world: BillWorld, customer: Customer, month: MonthIndex): number {
  if (customer.index === 0) return world.billLines;
  if (customer.company === '' || (world.isFormer(customer) && month >= world.leftIn)) return 0;
  const draw = drawFor(world.seed, 'lines', customer.index, month);
  if (draw.chance(0.05)) return 0;
  const size = (world.billLines / (customer.index + 1) ** 1.2) * (0.5 + draw.unit());
  const least = Math.min(world.billLines, draw.whole(5, 60));
  return Math.max(least, Math.floor(size));
}

/** A month's spending: each customer has a size of its own, and months differ by a fifth. */
function spending(owner: number, month: MonthIndex, customer: Customer): number {
  const draw = drawFor(owner, 'spending', month);
  if (customer.index === 0) return 386_000 * (0.85 + 0.3 * draw.unit());
  const size = Math.min(80_000, 200 * Math.exp(6 * drawFor(owner, 'size').unit() ** 1.5));
  return size * (0.8 + 0.4 * draw.unit());
}

function payment(draw: Draw, charge: Charge): Pick<Slot, 'paidBy' | 'share'> {
  if (charge.billType !== 0 || draw.chance(0.55)) return { paidBy: 'cash', share: 0 };
  const paidBy = draw.pick(['voucher', 'voucher', 'credit', 'card', 'cashCoupon', 'debt'] as const);
  return { paidBy, share: paidBy === 'debt' ? 0.1 : draw.pick([1, 0.5, 0.3]) };
}

function makeSlot(world: BillWorld, owner: number, position: number, factor: number): Slot {
  const draw = drawFor(owner, position);
  const charge = charges[(position * 29 + owner) % slotCount] ?? usage;
  const product = draw.chance(0.7) ? (products[draw.whole(0, 9)] ?? products[0]) : draw.pick(products);
  const isNew = charge === usage && owner % 7 === 3 && position % 16 === 0;
  return {
    product,
    region: draw.pick(world.site === 'cn' ? regions : regionsAbroad),
    chargeMode: charge.chargeMode,
    detail: isNew ? newDetailType : charge.detail,
    billType: charge.billType,
    total: Math.floor(charge.weight * (0.2 + 1.6 * draw.unit()) * factor * unitsPerWhole),
    step: charge.chargeMode === 3 ? 1 : unitsPerCent,
    listFactor: draw.pick([1, 1.05, 1.1764705882, 1.25, 1.5384615385]),
    ...payment(draw, charge),
    seed: hash(owner, position, 1),
  };
}

function makePlan(world: BillWorld, customer: Customer, month: MonthIndex): BillPlan {
  const makeSlots = () => {
    const owner = hash(world.seed, 'slots', customer.index);
    const factor = spending(owner, month, customer) / 55;
    return Array.from({ length: slotCount }, (_, position) => makeSlot(world, owner, position, factor));
  };
  let slots: readonly Slot[] | undefined;
  return {
    customer,
    month,
    lines: linesInMonth(world, customer, month),
    get slots() {
      return (slots ??= makeSlots());
    },
    seed: hash(world.seed, 'time', customer.index, month),
  };
}

export type Planner = (customer: Customer, month: MonthIndex) => BillPlan;

/** Remembers the last plans that were asked for. */
export function planner(world: BillWorld, remembered = 128): Planner {
  const plans = new Map<string, BillPlan>();
  return (customer, month) => {
    const key = `${customer.index}:${month}`;
    const known = plans.get(key);
    if (known) return known;
    const plan = makePlan(world, customer, month);
    plans.set(key, plan);
    const [oldest] = plans.keys();
    if (plans.size > remembered && oldest !== undefined) plans.delete(oldest);
    return plan;
  };
}

const monthLength = (month: MonthIndex) => monthStart(month + 1) - monthStart(month);
const jitter = (plan: BillPlan, line: number) => 0.9 * fraction(plan.seed, line);

/** When the line came about, in whole seconds of milliseconds; lines stand in this order. */
export function timeOf(plan: BillPlan, line: number): number {
  const share = (line + jitter(plan, line)) / plan.lines;
  return monthStart(plan.month) + Math.floor((share * monthLength(plan.month)) / 1000) * 1000;
}

/** How many lines came about before the moment: the month as it looked then. */
export function linesBefore(plan: BillPlan, moment: number): number {
  const place = ((moment - monthStart(plan.month)) / monthLength(plan.month)) * plan.lines;
  if (place <= 0) return 0;
  const line = Math.floor(place);
  return Math.min(plan.lines, line + (line + jitter(plan, line) < place ? 1 : 0));
}

/** How many of the first `lines` lines are the slot's. */
export const linesOfSlot = (position: number, lines: number): number =>
  Math.max(0, Math.ceil((lines - position) / slotCount));

export interface Amounts {
  readonly list: Units;
  readonly discount: Units;
  readonly payable: Units;
  readonly cash: Units;
  readonly credit: Units;
  readonly voucher: Units;
  readonly cashCoupon: Units;
  readonly card: Units;
  readonly debt: Units;
  readonly writeOff: Units;
}

/** What the slot's first `count` of `all` lines cost together. Grows with `count`, unevenly, to the slot's total. */
function payableUpTo(slot: Slot, count: number, all: number): Units {
  const place = count <= 0 || count >= all ? count : count + 0.8 * (fraction(slot.seed, count) - 0.5);
  return Math.floor((slot.total * (place / all)) / slot.step) * slot.step;
}

/** The parts of that sum; each grows with it, so the parts of a single line are differences and never lose a digit. */
export function amountsUpTo(slot: Slot, count: number, all: number): Amounts {
  const sign = slot.billType === 0 ? 1 : -1;
  const payable = payableUpTo(slot, count, all);
  const part = Math.floor((payable * slot.share) / slot.step) * slot.step;
  const list = Math.floor((payable * slot.listFactor) / slot.step) * slot.step;
  const { paidBy } = slot;
  return {
    list: sign * list,
    discount: sign * (list - payable),
    payable: sign * payable,
    cash: sign * (payable - (paidBy === 'cash' ? 0 : part)),
    credit: paidBy === 'credit' ? sign * part : 0,
    voucher: paidBy === 'voucher' ? sign * part : 0,
    cashCoupon: paidBy === 'cashCoupon' ? sign * part : 0,
    card: paidBy === 'card' ? sign * part : 0,
    debt: paidBy === 'debt' ? sign * part : 0,
    writeOff: paidBy === 'debt' ? sign * Math.floor(part / 2) : 0,
  };
}

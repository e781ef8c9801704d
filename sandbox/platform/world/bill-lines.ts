import type { Rows } from '../answer.ts';
import type { Language } from '../ask.ts';
import { dayText, momentText, monthText } from '../calendar.ts';
import { fraction } from '../random.ts';
import { toText } from '../units.ts';
import { type BillPlan, type Slot, amountsUpTo, linesOfSlot, slotCount, timeOf } from './bill-plan.ts';
import { nameOf } from './catalogue.ts';

/** The parts of a line that all lines of a slot share, as JSON text made once. */
interface Wording {
  readonly head: string;
  readonly tail: string;
}

const wordings = new WeakMap<BillPlan, Partial<Record<Language, readonly Wording[]>>>();

function wordingsOf(plan: BillPlan, language: Language, partnerId: string): readonly Wording[] {
  const known = wordings.get(plan) ?? {};
  const made = known[language] ?? plan.slots.map((slot) => word(plan, slot, language, partnerId));
  wordings.set(plan, { ...known, [language]: made });
  return made;
}

/** JSON members without the braces around them. */
const members = (fields: Readonly<Record<string, unknown>>) => JSON.stringify(fields).slice(1, -1);

const isOrder = (slot: Slot) => [1, 2, 3, 4, 8].includes(slot.detail);
const orderTypes: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 8: 2 };

function word(plan: BillPlan, slot: Slot, language: Language, partnerId: string): Wording {
  const { customer, month } = plan;
  const { product } = slot;
  const order = orderTypes[slot.detail];
  return {
    head: members({
      bill_cycle: monthText(month),
      customer_id: customer.id,
      association_type: customer.association === 'resale' ? '2' : '1',
      service_type_code: product.service,
      resource_type_code: product.resource,
      service_type_name: nameOf(product.service, language),
      resource_type_name: nameOf(product.resource, language),
      charging_mode: slot.chargeMode,
      bill_detail_type: slot.detail,
      resource_id: slot.resourceId,
      resource_name: slot.resourceName,
      product_spec_desc: product.spec[language],
      region_code: slot.region.code,
      region_name: slot.region[language],
      product_id: product.id,
      product_name: product[language],
      resource_tag: slot.tag,
    }),
    tail: members({
      usage_type: slot.chargeMode === 3 ? product.usage : undefined,
      usage_measure_id: slot.chargeMode === 3 ? product.measure : undefined,
      free_resource_usage: 0,
      ri_usage: 0,
      period_type: slot.chargeMode === 3 ? 24 : 20,
      account_manager_id: customer.manager?.id ?? '',
      partner_id: customer.reseller ?? partnerId,
      sub_service_type_code: product.service,
      sub_service_type_name: nameOf(product.service, language),
      enterprise_project_id: '0',
      ...(order === undefined ? {} : { order_type: order, period_num: 1 }),
    }),
  };
}

const stem = (plan: BillPlan) =>
  `${monthText(plan.month).replace('-', '')}${plan.customer.id.slice(0, 10).toUpperCase()}`;

const tradeIdOf = (plan: BillPlan, slot: Slot, line: number) =>
  `${isOrder(slot) ? 'CS' : 'TX'}${stem(plan)}${String(line).padStart(9, '0')}`;

/** The line a trade id was made for, were it one of this plan. */
const lineOfTradeId = (tradeId: string): number => Number(/(\d{9})$/.exec(tradeId)?.[1] ?? Number.NaN);

function usageText(plan: BillPlan, line: number, slot: Slot): string {
  if (slot.chargeMode !== 3) return '1';
  const amount = slot.product.usage === 'duration' ? 1 : fraction(plan.seed + 1, line) * 40;
  return String(amount);
}

/** One line as JSON. Its amounts are what the slot's sum grows by with it. */
function lineText(plan: BillPlan, line: number, slot: Slot, wording: Wording): string {
  const position = line % slotCount;
  const all = linesOfSlot(position, plan.lines);
  const before = Math.floor(line / slotCount);
  const a = amountsUpTo(slot, before, all);
  const b = amountsUpTo(slot, before + 1, all);
  const places = slot.step === 1 ? 8 : 2;
  const amount = (from: number, to: number) => toText(to - from, places);
  const at = timeOf(plan, line);
  const number = String(line).padStart(9, '0');
  return (
    `{${wording.head},"trade_time":"${momentText(at)}","trade_id":"${tradeIdOf(plan, slot, line)}",` +
    `"id":"BL${stem(plan)}${number}","consume_time":"${dayText(at)}","usage_amount":${usageText(plan, line, slot)},` +
    `"official_amount":${amount(a.list, b.list)},"official_discount_amount":${amount(a.discount, b.discount)},` +
    `"payment_amount":${amount(a.payable, b.payable)},"cash_amount":${amount(a.cash, b.cash)},` +
    `"credit_amount":${amount(a.credit, b.credit)},"coupon_amount":${amount(a.voucher, b.voucher)},` +
    `"flexipurchase_coupon_amount":${amount(a.cashCoupon, b.cashCoupon)},` +
    `"stored_value_card_amount":${amount(a.card, b.card)},"debt_amount":${amount(a.debt, b.debt)},` +
    `"writeoff_amount":${amount(a.writeOff, b.writeOff)},${wording.tail}}`
  );
}

export interface LineQuery {
  readonly language: Language;
  readonly partnerId: string;
  /** Lines from this one on, up to, not including, that one. */
  readonly from: number;
  readonly to: number;
  readonly matches: (slot: Slot) => boolean;
  readonly tradeId?: string;
}

/** The lines of a plan that a query asks for; nothing is made before its page is read. */
export function billLines(plan: BillPlan, query: LineQuery): Rows {
  const positions = plan.slots.flatMap((slot, position) => (query.matches(slot) ? [position] : []));
  // Matching lines before line `end`; each full round of slots holds the same number.
  const matching = (end: number) =>
    Math.floor(end / slotCount) * positions.length +
    positions.filter((position) => position < end % slotCount).length;
  const nth = (n: number) =>
    Math.floor(n / positions.length) * slotCount + (positions[n % positions.length] ?? 0);
  const write = (line: number) => {
    const slot = plan.slots[line % slotCount];
    const wording = wordingsOf(plan, query.language, query.partnerId)[line % slotCount];
    return slot && wording ? [lineText(plan, line, slot, wording)] : [];
  };

  if (query.tradeId !== undefined) return oneLine(plan, query, query.tradeId, write);
  const start = matching(query.from);
  const total = Math.max(0, matching(query.to) - start);
  return {
    total,
    slice: (offset, limit) => {
      const count = Math.max(0, Math.min(limit, total - offset));
      return Array.from({ length: count }, (_, i) => nth(start + offset + i)).flatMap(write);
    },
  };
}

function oneLine(
  plan: BillPlan,
  query: LineQuery,
  tradeId: string,
  write: (line: number) => readonly string[],
): Rows {
  const line = lineOfTradeId(tradeId);
  const slot = plan.slots[line % slotCount];
  const found =
    slot !== undefined &&
    query.matches(slot) &&
    line >= query.from &&
    line < query.to &&
    tradeIdOf(plan, slot, line) === tradeId;
  return {
    total: found ? 1 : 0,
    slice: (offset, limit) => (found && offset === 0 && limit > 0 ? write(line) : []),
  };
}

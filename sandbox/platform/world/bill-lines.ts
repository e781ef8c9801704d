import type { Rows } from '../answer.ts';
import type { Language } from '../ask.ts';
import { dayText, momentText, monthText } from '../calendar.ts';
import { drawFor, fraction, hexId } from '../random.ts';
import { toText } from '../units.ts';
import {
  type Amounts,
  type BillPlan,
  type Slot,
  amountsUpTo,
  linesOfSlot,
  slotCount,
  timeOf,
} from './bill-plan.ts';
import { nameOf } from './catalogue.ts';

/** A slot's lines of one month in one language: the resource they are about, and what they share as ready-made JSON. */
export interface Series {
  readonly slot: Slot;
  readonly resourceId: string;
  readonly resourceName: string;
  /** How many lines the slot has in the whole month. */
  readonly all: number;
  /** How its lines are paid besides cash, and the wire's name of it. */
  readonly way: (typeof paidFields)[number] | undefined;
  readonly tradePrefix: string;
  readonly idPrefix: string;
  readonly head: Buffer;
  readonly tail: Buffer;
}

const remembered = new WeakMap<BillPlan, Map<Language, readonly Series[]>>();

function seriesOf(plan: BillPlan, language: Language, partnerId: string): readonly Series[] {
  const known = remembered.get(plan) ?? new Map<Language, readonly Series[]>();
  remembered.set(plan, known);
  const made =
    known.get(language) ??
    plan.slots.map((slot, position) => makeSeries({ plan, slot, position, language, partnerId }));
  known.set(language, made);
  return made;
}

const machines = [
  'web',
  'db',
  'cache',
  'job',
  'gateway',
  'report',
  'erp',
  'mall',
  'test',
  '核心系统',
] as const;
const tags = ['', '', 'env=prod', 'env=test', 'dept=研发', 'owner=ops'] as const;

/** JSON members without the braces around them. */
const members = (fields: Readonly<Record<string, unknown>>) => JSON.stringify(fields).slice(1, -1);

// The wire's names of the ways to pay; a slot uses one of them besides cash.
const paidFields = [
  ['credit', 'credit_amount'],
  ['voucher', 'coupon_amount'],
  ['cashCoupon', 'flexipurchase_coupon_amount'],
  ['card', 'stored_value_card_amount'],
  ['debt', 'debt_amount'],
] as const;

// Detail types whose trade id is an order's, and the kind of order it was.
const orderTypes: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 8: 2 };

interface SeriesPlace {
  readonly plan: BillPlan;
  readonly slot: Slot;
  readonly position: number;
  readonly language: Language;
  readonly partnerId: string;
}

function makeSeries({ plan, slot, position, language, partnerId }: SeriesPlace): Series {
  const { customer, month } = plan;
  const { product } = slot;
  const order = orderTypes[slot.detail];
  const metered = slot.chargeMode === 3;
  const draw = drawFor(slot.seed, 'resource');
  const resourceId = hexId(32, slot.seed, 'resource');
  const resourceName = `${draw.pick(machines)}-${draw.whole(1, 99)}`;
  const stem = `${monthText(month).replace('-', '')}${customer.id.slice(0, 10).toUpperCase()}`;
  const unusedWays = paidFields
    .filter(([way]) => way !== slot.paidBy)
    .map(([, field]) => `,"${field}":${toText(0, places(slot))}`)
    .join('');
  return {
    slot,
    resourceId,
    resourceName,
    all: linesOfSlot(position, plan.lines),
    way: paidFields.find(([way]) => way === slot.paidBy),
    tradePrefix: `${order === undefined ? 'TX' : 'CS'}${stem}`,
    idPrefix: `BL${stem}`,
    head: Buffer.from(
      `{${members({
        bill_cycle: monthText(month),
        customer_id: customer.id,
        association_type: customer.association === 'resale' ? '2' : '1',
        service_type_code: product.service,
        resource_type_code: product.resource,
        service_type_name: nameOf(product.service, language),
        resource_type_name: nameOf(product.resource, language),
        charging_mode: slot.chargeMode,
        bill_detail_type: slot.detail,
        resource_id: resourceId,
        resource_name: resourceName,
        product_spec_desc: product.spec[language],
        region_code: slot.region.code,
        region_name: slot.region[language],
        product_id: product.id,
        product_name: product[language],
        resource_tag: draw.pick(tags),
        ...(metered ? { usage_type: product.usage, usage_measure_id: product.measure } : {}),
      })},"trade_time":"`,
    ),
    tail: Buffer.from(
      `${unusedWays},${members({
        free_resource_usage: 0,
        ri_usage: 0,
        period_type: metered ? 24 : 20,
        account_manager_id: customer.manager?.id ?? '',
        partner_id: customer.reseller ?? partnerId,
        enterprise_project_id: '0',
        ...(order === undefined ? {} : { order_type: order, period_num: 1 }),
      })}}`,
    ),
  };
}

/** The line a trade id was made for, were it one of this plan. */
const lineOfTradeId = (tradeId: string): number => Number(/(\d{9})$/.exec(tradeId)?.[1] ?? Number.NaN);

const idDigits = 9;

function usageText(plan: BillPlan, line: number, slot: Slot): string {
  if (slot.chargeMode !== 3 || slot.product.usage === 'duration') return '1';
  return String(fraction(plan.seed + 1, line) * 40);
}

const places = (slot: Slot) => (slot.step === 1 ? 8 : 2);

const growth = (a: Amounts, b: Amounts, field: keyof Amounts, count: 2 | 8): string =>
  toText(b[field] - a[field], count);

/** What tells one line of a series from another, between head and tail. Plain ASCII. */
function middle(plan: BillPlan, line: number, series: Series): string {
  const { slot, all, way } = series;
  const before = Math.floor(line / slotCount);
  const a = amountsUpTo(slot, before, all);
  const b = amountsUpTo(slot, before + 1, all);
  const count = places(slot);
  const at = timeOf(plan, line);
  const id = String(line).padStart(idDigits, '0');
  return (
    `${momentText(at)}","trade_id":"${series.tradePrefix}${id}","id":"${series.idPrefix}${id}",` +
    `"consume_time":"${dayText(at)}","usage_amount":${usageText(plan, line, slot)},` +
    `"official_amount":${growth(a, b, 'list', count)},` +
    `"official_discount_amount":${growth(a, b, 'discount', count)},` +
    `"payment_amount":${growth(a, b, 'payable', count)},"cash_amount":${growth(a, b, 'cash', count)},` +
    `"writeoff_amount":${growth(a, b, 'writeOff', count)}` +
    (way ? `,"${way[1]}":${growth(a, b, way[0], count)}` : '')
  );
}

/** Puts lines together from their series' parts, commas between. */
function writeLines(plan: BillPlan, all: readonly Series[], lines: readonly number[]): Buffer {
  const parts: { readonly series: Series; readonly text: string }[] = [];
  let size = 0;
  for (const line of lines) {
    const series = all[line % slotCount];
    if (!series) continue;
    const text = middle(plan, line, series);
    parts.push({ series, text });
    size += series.head.length + text.length + series.tail.length + 1;
  }
  const page = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { series, text } of parts) {
    page.set(series.head, at);
    at += series.head.length;
    at += page.write(text, at, 'latin1');
    page.set(series.tail, at);
    at += series.tail.length;
    page[at++] = comma;
  }
  return page.subarray(0, Math.max(0, page.length - 1));
}

const comma = 0x2c;

export interface LineQuery {
  readonly language: Language;
  readonly partnerId: string;
  /** Lines from this one on, up to, not including, that one. */
  readonly from: number;
  readonly to: number;
  readonly matches: (series: Series) => boolean;
  readonly tradeId?: string;
}

/** The lines of a plan that a query asks for; nothing is made before its page is read. */
export function billLines(plan: BillPlan, query: LineQuery): Rows {
  const all = seriesOf(plan, query.language, query.partnerId);
  const rowsAt = (total: number, lineAt: (index: number) => number): Rows => ({
    total,
    write: (offset, limit) => {
      const count = Math.max(0, Math.min(limit, total - offset));
      return writeLines(
        plan,
        all,
        Array.from({ length: count }, (_, i) => lineAt(offset + i)),
      );
    },
  });

  if (query.tradeId !== undefined) {
    const line = lineOfTradeId(query.tradeId);
    const series = all[line % slotCount];
    const found =
      series !== undefined &&
      query.matches(series) &&
      line >= query.from &&
      line < query.to &&
      query.tradeId.slice(0, -idDigits) === series.tradePrefix;
    return rowsAt(found ? 1 : 0, () => line);
  }

  const positions = all.flatMap((series, position) => (query.matches(series) ? [position] : []));
  // Matching lines before line `end`; each full round of slots holds the same number.
  const matching = (end: number) =>
    Math.floor(end / slotCount) * positions.length +
    positions.filter((position) => position < end % slotCount).length;
  const start = matching(query.from);
  return rowsAt(Math.max(0, matching(query.to) - start), (index) => {
    const nth = start + index;
    const round = Math.floor(nth / positions.length);
    return round * slotCount + (positions[nth % positions.length] ?? 0);
  });
}

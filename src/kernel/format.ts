import type { Decimal } from './decimal.ts';
import type { Money } from './money.ts';
import type { Lang } from './texts/index.ts';

/** Groups the digits and rounds to two places for the eye, half away from zero; files keep every digit. */
export function formatDecimal(value: Decimal, places = 2): string {
  const [whole = '0', fraction] = value.toFixed(places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return /^-[0,.]*$/.test(text) ? text.slice(1) : text;
}

/** `CNY 1,234.50`, `CNY -20.00`: the code stands in front so that columns of one currency line up. */
export const formatMoney = (value: Money): string => `${value.currency} ${formatDecimal(value.amount)}`;

export const formatCount = (count: number, lang: Lang): string => count.toLocaleString(lang);

/** A moment as a person reads it in their own zone: `2026-11-23 18:05`. */
export function formatInstant(at: Date, timeZone: string): string {
  const parts = formatterOf(timeZone).formatToParts(at);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

// Making one takes far longer than using it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}

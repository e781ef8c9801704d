import { type Decimal, decimal } from '../../kernel/decimal.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { parseDay } from '../parse/day.ts';
import { withoutAccounts } from './private-line.ts';

/** What a bank's text says of a remittance. */
export interface BankLine {
  /** More than one when it is not clear which is meant. */
  readonly amounts: readonly Decimal[];
  readonly days: readonly Day[];
  readonly payer: string | undefined;
}

/** Reads what a bank wrote, in a message, a receipt or a row of an account, as people paste it. */
export function readBankLine(text: string, now: Date): BankLine {
  const line = withoutAccounts(text);
  const { days, rest } = daysIn(line, now);
  return { amounts: amountsIn(rest), days, payer: payerIn(line) };
}

const fullDay = /(?<!\d)(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?|20\d{6})(?!\d)/g;
const monthAndDay = /(?<!\d)(\d{1,2})月(\d{1,2})[日号]?/g;
const timeOfDay = /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?/g;

function daysIn(line: string, now: Date): { readonly days: readonly Day[]; readonly rest: string } {
  const days: Day[] = [];
  const take = (day: Day | undefined, written: string) => {
    if (day === undefined) return written;
    if (!days.includes(day)) days.push(day);
    return ' ';
  };
  const rest = line
    .replace(fullDay, (written) => take(parseDay(written, now), written))
    .replace(monthAndDay, (written, month: string, day: string) => take(lastOf(month, day, now), written))
    .replace(timeOfDay, ' ');
  return { days, rest };
}

/** The bank leaves the year out when it writes at once: the last such day that is not to come. */
function lastOf(month: string, day: string, now: Date): Day | undefined {
  const year = Number(dayOf(now).slice(0, 4));
  const tries = [year, year - 1].map((in_) => parseDay(`${in_}-${month}-${day}`, now));
  return tries.find((found) => found !== undefined && found <= dayOf(now));
}

const number =
  /(?<sign>¥|rmb|cny|人民币)? ?(?<![\d.•])(?<whole>\d{1,3}(?:,\d{3})+|\d{1,10})(?<fraction>\.\d{1,2})?(?![\d.]\d|\d|•)(?: ?(?<times>万))? ?(?<unit>元|圆|块|yuan|rmb|cny)?/gi;

/** A number behind one of these is another one: what is left, a fee, the end of an account. */
const otherFigure = /(?:余额|手续费|balance|fees?|charges?|尾号|尾数|no\.?|号)[^\d,;。]{0,8}$/i;

function amountsIn(line: string): readonly Decimal[] {
  const found = [...line.matchAll(number)].flatMap(({ groups = {}, index }) => {
    const { sign, whole = '', fraction = '', times, unit } = groups;
    if (otherFigure.test(line.slice(0, index))) return [];
    const value = decimal(`${whole.replaceAll(',', '')}${fraction}`).times(times ? '10000' : '1');
    const isMarked = Boolean(sign || unit || times || fraction || whole.includes(','));
    // `3 days`, `line 12`: small bare numbers are no amounts of money that is sent.
    return value.gt('0') && (isMarked || whole.length >= 3) ? [{ value, isMarked }] : [];
  });
  const marked = found.filter(({ isMarked }) => isMarked);
  const meant = marked.length > 0 ? marked : found;
  return [...new Map(meant.map(({ value }) => [value.toFixed(), value])).values()];
}

const payerLabel =
  /(?:付款|汇款|转出)(?:人|方|单位|账户|户名)?(?:全称|名称|户名)?[::]\s*(?<name>[^\s,,;;。、:••]+)/;
const englishPayer =
  /(?:payer|remitter|ordering customer|by order of|from)(?: name)?[: ]\s*(?<name>[^;;。]+?)(?=\s+(?:on|to|amount|date|account|a\/c)\b|\s*[;;。]|$)/i;

/** A name of letters: what stands behind `付款账号` is a number and no payer. */
function payerIn(line: string): string | undefined {
  for (const label of [payerLabel, englishPayer]) {
    const name = label.exec(line)?.groups?.['name']?.trim().replace(/[,.]$/, '');
    if (name !== undefined && /\p{L}{2}/u.test(name) && !/\d{4}/.test(name)) return name;
  }
  return undefined;
}

const longestNote = 300;

/**
 * What of a remittance stands in a pasted text, as its form takes it. What is not clear stands there too, for a person to correct,
 * and so does the text itself.
 */
export function pasteOfBank(text: string, now: Date): Readonly<Record<string, string>> {
  const { amounts, days, payer } = readBankLine(text, now);
  const said = (values: readonly string[]) => values.join(' / ');
  return {
    ...(amounts.length > 0 ? { amount: said(amounts.map((amount) => amount.toFixed())) } : {}),
    ...(days.length > 0 ? { day: said(days) } : {}),
    ...(payer === undefined ? {} : { payer }),
    note: Array.from(withoutAccounts(text)).slice(0, longestNote).join(''),
  };
}

import type { Person } from '../../people.ts';
import type { Texts } from './texts.ts';

/** Times as one person reads them: in their zone and language. */

type Reader = Pick<Person, 'locale' | 'timeZone'>;

const format = (reader: Reader, options: Intl.DateTimeFormatOptions, at: number): string =>
  new Intl.DateTimeFormat(reader.locale, { timeZone: reader.timeZone, ...options }).format(at);

export const clock = (reader: Reader, at: number): string => format(reader, { timeStyle: 'short' }, at);

export const fullTime = (reader: Reader, at: number): string =>
  format(reader, { dateStyle: 'full', timeStyle: 'medium' }, at);

/** `2026-11-23`, for comparing as well. */
export const dayNumber = (reader: Reader, at: number): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: reader.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at);

const dayMs = 86_400_000;

/** “Today”, “Yesterday” or nothing. */
function nearDay(reader: Reader, at: number, now: number, t: Texts): string | undefined {
  const day = dayNumber(reader, at);
  if (day === dayNumber(reader, now)) return t.today;
  return day === dayNumber(reader, now - dayMs) ? t.yesterday : undefined;
}

export const dayName = (reader: Reader, at: number, now: number, t: Texts): string =>
  nearDay(reader, at, now, t) ?? format(reader, { weekday: 'long', day: 'numeric', month: 'long' }, at);

const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { dateStyle: 'long' },
  date_short: { dateStyle: 'medium' },
  date_long: { dateStyle: 'full' },
  time: { timeStyle: 'short' },
  time_secs: { timeStyle: 'medium' },
};

const units = [
  ['day', dayMs],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function ago(reader: Reader, at: number, now: number): string {
  const words = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' });
  const [unit, ms] = units.find(([, size]) => Math.abs(at - now) >= size) ?? (['second', 1000] as const);
  return words.format(Math.round((at - now) / ms), unit);
}

/** Slack's `{date_short_pretty} at {time}`; a token nobody knows stays as it is. */
export const fillDate = (pattern: string, at: number, reader: Reader, t: Texts, now: number): string =>
  pattern.replace(/\{(\w+)\}/g, (whole, token: string) => {
    if (token === 'date_num') return dayNumber(reader, at);
    if (token === 'ago') return ago(reader, at, now);
    const [, plain = token, pretty] = /^(.+?)(_pretty)?$/.exec(token) ?? [];
    const style = dateStyles[plain];
    if (!style) return whole;
    return (pretty === undefined ? undefined : nearDay(reader, at, now, t)) ?? format(reader, style, at);
  });

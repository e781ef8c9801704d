import type { Person } from '../../../people.ts';
import type { Card } from '../../../teams/cards/card.ts';

/** `{{DATE(2026-11-23T10:30:00Z, SHORT)}}` and `{{TIME(…)}}` as this person's Teams shows them; the library only knows the browser's zone. */

const moment = /\{\{(DATE|TIME)\(([^,)]+)(?:,\s*(\w+))?\)\}\}/g;

const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  LONG: { dateStyle: 'full' },
  SHORT: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  COMPACT: { dateStyle: 'short' },
};

export function fillTimes(text: string, { locale, timeZone }: Pick<Person, 'locale' | 'timeZone'>): string {
  return text.replace(moment, (whole, kind: string, iso: string, style: string = 'COMPACT') => {
    const at = Date.parse(iso);
    if (Number.isNaN(at)) return whole;
    const shape = kind === 'TIME' ? { timeStyle: 'short' as const } : styles[style];
    return new Intl.DateTimeFormat(locale, { timeZone, ...shape }).format(at);
  });
}

export const withLocalTimes = (card: Card, person: Person): Card =>
  // The same card with other words in it: what is written for a moment holds no quotation marks.
  JSON.parse(fillTimes(JSON.stringify(card), person)) as Card;

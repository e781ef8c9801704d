import { fold } from './normalise.ts';

export const mostDays = 365;

/** A number of days as people write it: `7d`, `7`, `7天`; undefined when it is none, or not from 1 to {@link mostDays}. */
export function parseDays(text: string): number | undefined {
  const days = Number(/^(\d{1,3}) ?(?:d|days?|天|日)?$/.exec(fold(text))?.[1]);
  return days >= 1 && days <= mostDays ? days : undefined;
}

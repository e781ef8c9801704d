import type { Day } from '../day.ts';
import type { Decimal } from '../decimal.ts';

/** A remittance that waits for its top-up. */
export interface Awaited {
  readonly id: string;
  readonly account: 'cash' | 'credit';
  readonly amount: Decimal;
  /** The days, in UTC+8, between which its top-up may be credited; both included. */
  readonly from: Day;
  readonly to: Day;
  /** Top-ups of which finance has said that they are not this one. */
  readonly declined: readonly string[];
}

/** A movement on an account of the partner. */
export interface Movement {
  readonly changeId: string;
  readonly account: 'cash' | 'credit';
  readonly amount: Decimal;
  /** The platform's own word for what it was. */
  readonly detail: string;
  readonly direction: string;
  /** In UTC+8. */
  readonly day: Day;
}

/** What speaks for a remittance. One top-up and no rival is evidence; anything else is for a person to tell apart. */
export interface Standing {
  /** Top-ups it may be, the earliest first. */
  readonly candidates: readonly string[];
  /** Other remittances that may be one of them too. */
  readonly rivals: readonly string[];
}

/**
 * How the platform spells a top-up; it mixes three spellings of one word. `…_RECHARGE_REBATE`, an incentive paid as a
 * top-up, is listed under the same trade type and is nobody's remittance.
 */
const topUps: ReadonlySet<string> = new Set([
  'SOURCE_OPERAIION_RECHARGE',
  'SOURCE_OPERATION_RECHARGE',
  'SOURCE_OPERATIION_RECHARGE',
]);

const isTopUp = ({ detail, direction }: Pick<Movement, 'detail' | 'direction'>): boolean =>
  topUps.has(detail) && direction === 'income';

export const isCertain = ({ candidates, rivals }: Standing): boolean =>
  candidates.length === 1 && rivals.length === 0;

/**
 * Which top-ups each remittance may be: the same account and the very amount, credited within its days. The order of what is
 * given makes no difference, and neither does anything that fits nothing.
 */
export function match(
  awaited: readonly Awaited[],
  movements: readonly Movement[],
): ReadonlyMap<string, Standing> {
  const groups = new Map<string, Awaited[]>();
  for (const one of awaited) add(groups, one);
  const found = new Map<string, Movement[]>();
  for (const movement of movements) {
    if (isTopUp(movement) && groups.has(keyOf(movement))) add(found, movement);
  }
  const standings = [...groups].flatMap(([key, group]) => standingsIn(group, found.get(key) ?? []));
  return new Map(standings);
}

const keyOf = ({ account, amount }: Pick<Movement, 'account' | 'amount'>): string =>
  `${account} ${amount.toFixed()}`;

function add<T extends Pick<Movement, 'account' | 'amount'>>(groups: Map<string, T[]>, one: T): void {
  const key = keyOf(one);
  const group = groups.get(key);
  if (group) group.push(one);
  else groups.set(key, [one]);
}

/** A remittance with the stretch of the group's top-ups, by day, that it may be. */
interface Stretch extends Awaited {
  readonly start: number;
  readonly end: number;
}

function standingsIn(
  group: readonly Awaited[],
  movements: readonly Movement[],
): (readonly [string, Standing])[] {
  const topUpsByDay = distinct(movements).sort(
    (a, b) => compare(a.day, b.day) || compare(a.changeId, b.changeId),
  );
  const stretches = group
    .map(
      (one): Stretch => ({
        ...one,
        start: placeOf(topUpsByDay, (day) => day >= one.from),
        end: placeOf(topUpsByDay, (day) => day > one.to),
      }),
    )
    .sort((a, b) => compare(a.id, b.id));
  const between = (start: number, end: number, ...of: readonly Awaited[]): Movement[] =>
    topUpsByDay
      .slice(start, Math.max(start, end))
      .filter(({ changeId }) => of.every(({ declined }) => !declined.includes(changeId)));
  const shareOne = (a: Stretch, b: Stretch): boolean => {
    const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)];
    const undisputed = a.declined.length + b.declined.length === 0;
    return start < end && (undisputed || between(start, end, a, b).length > 0);
  };
  return stretches.map((one) => [
    one.id,
    {
      candidates: between(one.start, one.end, one).map(({ changeId }) => changeId),
      rivals: stretches.filter((other) => other !== one && shareOne(one, other)).map(({ id }) => id),
    },
  ]);
}

/** A record that was read twice is one. */
const distinct = (movements: readonly Movement[]): Movement[] => [
  ...new Map(movements.map((one) => [one.changeId, one])).values(),
];

/** Where the days begin that pass the test; those before it do not. */
function placeOf(byDay: readonly Movement[], passes: (day: Day) => boolean): number {
  let low = 0;
  let high = byDay.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = byDay[middle];
    if (at && passes(at.day)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

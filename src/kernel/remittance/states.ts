import { type Day, startOfDay } from '../day.ts';
import { addWorkingDays } from '../working-days/working-days.ts';

/**
 * How far the claim of a remittance (汇款认领) has come. The platform tells nothing of a claim, so people move it on; the bot
 * adds what the calendar and the account's statement say. Dossier §5.5.
 */
export const remittanceStates = [
  'announced',
  /** By the calendar it should have arrived; nobody knows. */
  'arrived',
  'claimed',
  'in-review',
  'overdue',
  'credited',
  'rejected',
  'withdrawn',
] as const;
export type RemittanceState = (typeof remittanceStates)[number];

const openStates = ['announced', 'arrived', 'claimed', 'in-review', 'overdue'] as const;

export const isOpen = (state: RemittanceState): boolean => openStates.some((open) => open === state);

/** What people do to one, and what time does. */
export type Step = 'claim' | 'review' | 'credit' | 'reject' | 'withdraw' | 'arrive' | 'grow-overdue';

const fromOpen = <S extends RemittanceState>(to: S) => ({
  announced: to,
  arrived: to,
  claimed: to,
  'in-review': to,
  overdue: to,
});

const moves: Readonly<Record<Step, Partial<Record<RemittanceState, RemittanceState>>>> = {
  // A claim that was refused, for want of a readable voucher say, may be made again.
  claim: { announced: 'claimed', arrived: 'claimed', overdue: 'claimed', rejected: 'claimed' },
  review: { claimed: 'in-review', overdue: 'in-review' },
  credit: fromOpen('credited'),
  reject: fromOpen('rejected'),
  withdraw: fromOpen('withdrawn'),
  arrive: { announced: 'arrived' },
  'grow-overdue': {
    announced: 'overdue',
    arrived: 'overdue',
    claimed: 'overdue',
    'in-review': 'overdue',
  },
};

/** Where a step leads; undefined when it cannot be taken from here. */
export const stepFrom = (state: RemittanceState, step: Step): RemittanceState | undefined =>
  moves[step][state];

/** The bank route: money to the general account has to be claimed, money to the dedicated one is matched by itself. */
export type BankRoute = 'dedicated' | 'general';

/** In working days. */
export interface RemittanceTimes {
  /** After the bank day: by then money should have arrived and can be claimed. */
  readonly claimAfter: number;
  /** Between reminders. */
  readonly remindEvery: number;
  /** After the last that people did, without a top-up of that amount. */
  readonly overdueAfter: number;
}

/** What time has to know of a remittance. */
export interface Timed {
  readonly state: RemittanceState;
  readonly route: BankRoute;
  readonly bankDay: Day;
  /** When people last moved it: announced, claimed, found in review. */
  readonly movedOn: Day;
  /** When somebody was last told that it waits. */
  readonly nudgedOn: Day;
  /** A top-up was found that finance has not decided on. */
  readonly hasCandidates: boolean;
}

export type Tick = 'arrive' | 'grow-overdue' | 'remind';

/** People read such news as they begin to work. */
const hourMs = 3_600_000;
const morning = (day: Day): Date => new Date(startOfDay(day).getTime() + 9 * hourMs);

const later = (one: Day, other: Day): Day => (one > other ? one : other);

/** The days, in UTC+8, between which its top-up may be credited. Claims are made late at times, so they count anew. */
export function creditWindow({ bankDay, movedOn }: Pick<Timed, 'bankDay' | 'movedOn'>): {
  readonly from: Day;
  readonly to: Day;
} {
  return { from: bankDay, to: addWorkingDays(later(bankDay, movedOn), creditedWithin) };
}

/** Working days: five between banks, the claim, its review, and as much again for what goes wrong. */
const creditedWithin = 20;

/** From which day on it counts as overdue, if nothing is found. */
export const overdueFrom = (
  { bankDay, movedOn }: Pick<Timed, 'bankDay' | 'movedOn'>,
  { overdueAfter }: RemittanceTimes,
): Day => addWorkingDays(later(bankDay, movedOn), overdueAfter);

/** What time will bring to it next, and when; nothing to one that is closed, or that nothing can be found for any more. */
export function nextTick(one: Timed, times: RemittanceTimes): { tick: Tick; at: Date } | undefined {
  if (!isOpen(one.state)) return undefined;
  const remind = { tick: 'remind', at: morning(addWorkingDays(one.nudgedOn, times.remindEvery)) } as const;
  // What was found waits for finance, however long it has been. What can be found no more is nagged about no more.
  if (one.hasCandidates) return remind;
  if (one.state === 'overdue') return remind.at <= morning(creditWindow(one).to) ? remind : undefined;
  const overdue = { tick: 'grow-overdue', at: morning(overdueFrom(one, times)) } as const;
  if (one.state === 'arrived') return remind.at < overdue.at ? remind : overdue;
  if (one.state !== 'announced' || one.route === 'dedicated') return overdue;
  const arrive = { tick: 'arrive', at: morning(addWorkingDays(one.bankDay, times.claimAfter)) } as const;
  return arrive.at < overdue.at ? arrive : overdue;
}

/** Where one begins that is announced now: of money sent days ago nobody has to be told later that it should be there. */
export function firstState(
  one: Pick<Timed, 'route' | 'bankDay'>,
  { claimAfter }: RemittanceTimes,
  now: Date,
): RemittanceState {
  const hasArrived = now >= morning(addWorkingDays(one.bankDay, claimAfter));
  return one.route === 'general' && hasArrived ? 'arrived' : 'announced';
}

/**
 * What time has brought by now. That nothing was credited is only said of days that were read: `readAt` is the moment up to
 * which the statement is known.
 */
export function dueTick(
  one: Timed,
  times: RemittanceTimes,
  now: Date,
  readAt: Date | undefined,
): Tick | undefined {
  const next = nextTick(one, times);
  if (!next || now < next.at) return undefined;
  return next.tick === 'grow-overdue' && !(readAt && readAt >= next.at) ? undefined : next.tick;
}

import { formatInstant } from '../../kernel/format.ts';
import type { ActionPolicy, ApprovalPolicy, QuietHours } from './policy.ts';

const minuteMs = 60_000;
const minutesOfDay = 24 * 60;

/** `2026-11-23`, the day an instant belongs to in a zone. */
export const dayOf = (instant: Date, timeZone: string): string =>
  formatInstant(instant, timeZone).slice(0, 10);

export interface Moment {
  readonly what: 'remind' | 'escalate' | 'expire';
  readonly at: Date;
}

/**
 * All that time does to a request nobody decides, in order; the last is its expiry. Nobody is reminded in quiet hours: what
 * falls into them comes at their end, once. The expiry waits for nothing.
 */
export function momentsOf(
  { timeZone, quietHours }: ApprovalPolicy,
  { remind, escalate, expireAfterMs }: ActionPolicy,
  askedAt: Date,
): readonly Moment[] {
  const asked = askedAt.getTime();
  const expiry = asked + expireAfterMs;
  const awake = (ms: number) => afterQuiet(new Date(ms), quietHours, timeZone).getTime();
  const reminders = new Set<number>();
  for (let at = asked + (remind?.afterMs ?? Infinity); at < expiry; at += remind?.everyMs ?? Infinity) {
    reminders.add(awake(at));
  }
  const escalation = escalate && awake(asked + escalate.afterMs);
  const moments = [
    ...[...reminders].map((at) => ({ what: 'remind', at }) as const),
    ...(escalation === undefined ? [] : [{ what: 'escalate', at: escalation } as const]),
  ];
  return [...moments.filter(({ at }) => at < expiry), { what: 'expire', at: expiry } as const]
    .toSorted((a, b) => a.at - b.at)
    .map(({ what, at }) => ({ what, at: new Date(at) }));
}

/** What has come of a request so far. */
export interface Told {
  readonly askedAt: Date;
  /** When people were last told of it: asked, reminded or escalated. */
  readonly toldAt: Date;
  readonly isEscalated: boolean;
}

export interface DueNow {
  readonly what: Moment['what'] | 'nothing';
  /** When to look again, once that is done; absent after the expiry. */
  readonly nextAt: Date | undefined;
}

/** What is due at a moment. Reminders that were missed are made up for by one. */
export function dueNow(policy: ApprovalPolicy, action: ActionPolicy, told: Told, now: Date): DueNow {
  const moments = momentsOf(policy, action, told.askedAt);
  const passed = moments.filter(({ at }) => at <= now);
  if (passed.some(({ what }) => what === 'expire')) return { what: 'expire', nextAt: undefined };
  const later = moments.filter(({ at }) => at > now);
  const nextAt = later[0]?.at;
  const escalates = !told.isEscalated && passed.some(({ what }) => what === 'escalate');
  const reminds = passed.some(({ what, at }) => what === 'remind' && at > told.toldAt);
  if (!escalates && !reminds) return { what: 'nothing', nextAt };
  const awake = afterQuiet(now, policy.quietHours, policy.timeZone);
  if (awake > now) return { what: 'nothing', nextAt: nextAt && nextAt < awake ? nextAt : awake };
  return { what: escalates ? 'escalate' : 'remind', nextAt };
}

/** The moment itself, or the end of the quiet hours it falls into. */
export function afterQuiet(at: Date, quiet: QuietHours | undefined, timeZone: string): Date {
  if (!quiet || !isQuiet(at, quiet, timeZone)) return at;
  const guess = plusMinutes(at, wrapped(quiet.to - minuteOf(at, timeZone)));
  // A change of the clocks in between puts the guess off; one correction finds the hour, if that night has it.
  const off = wrapped(quiet.to - minuteOf(guess, timeZone) + minutesOfDay / 2) - minutesOfDay / 2;
  const corrected = plusMinutes(guess, off);
  return isQuiet(corrected, quiet, timeZone) ? guess : corrected;
}

function isQuiet(at: Date, { from, to }: QuietHours, timeZone: string): boolean {
  const minute = minuteOf(at, timeZone);
  return from < to ? from <= minute && minute < to : minute >= from || minute < to;
}

/** Minutes since midnight on the clocks of a zone. */
function minuteOf(at: Date, timeZone: string): number {
  const [hours, minutes] = formatInstant(at, timeZone).slice(11).split(':');
  return Number(hours) * 60 + Number(minutes);
}

const wrapped = (minutes: number): number => (minutes + minutesOfDay) % minutesOfDay;

/** Whole minutes, as people set their clocks. */
const plusMinutes = (at: Date, minutes: number): Date =>
  new Date(Math.floor(at.getTime() / minuteMs + minutes) * minuteMs);

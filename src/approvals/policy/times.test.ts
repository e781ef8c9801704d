import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatInstant } from '../../kernel/format.ts';
import { type ActionPolicy, type ApprovalPolicy, noApprovals } from './policy.ts';
import { afterQuiet, dayOf, dueNow, momentsOf } from './times.ts';

const hourMs = 3_600_000;
const nobody = { names: [], people: [], groups: [] };

const night = { from: 22 * 60, to: 8 * 60 };
const policy: ApprovalPolicy = { ...noApprovals, quietHours: night };
const rules: ActionPolicy = {
  action: 'coupon.issue',
  ask: nobody,
  tiers: [],
  remind: { afterMs: 2 * hourMs, everyMs: 4 * hourMs },
  escalate: { afterMs: 8 * hourMs, to: nobody },
  expireAfterMs: 24 * hourMs,
  dailyCap: undefined,
};

/** A moment of 23 November 2026, or of a day after it, in Shanghai. */
const at = (time: string, day = 23) => new Date(`2026-11-${day}T${time}:00+08:00`);
const plan = (of: ActionPolicy, askedAt: Date) =>
  momentsOf(policy, of, askedAt).map(
    ({ what, at: when }) => `${what} ${formatInstant(when, 'Asia/Shanghai').slice(8)}`,
  );

test.each([
  ['2026-11-23T15:59:59Z', 'Asia/Shanghai', '2026-11-23'],
  ['2026-11-23T16:00:00Z', 'Asia/Shanghai', '2026-11-24'],
  ['2026-12-31T23:30:00Z', 'Europe/Berlin', '2027-01-01'],
  ['2026-03-01T04:59:00Z', 'America/New_York', '2026-02-28'],
])('%s is in %s on the day %s', (instant, zone, day) => {
  expect(dayOf(new Date(instant), zone)).toBe(day);
});

describe('a request nobody decides', () => {
  it('is reminded of, escalated and expires, in this order', () => {
    expect(plan(rules, at('08:00'))).toEqual([
      'remind 23 10:00',
      'remind 23 14:00',
      'escalate 23 16:00',
      'remind 23 18:00',
      'expire 24 08:00',
    ]);
  });

  it('is reminded of once at the end of the quiet hours, however many reminders fell into them', () => {
    expect(plan({ ...rules, escalate: undefined }, at('19:30'))).toEqual([
      'remind 23 21:30',
      'remind 24 08:00',
      'remind 24 09:30',
      'remind 24 13:30',
      'remind 24 17:30',
      'expire 24 19:30',
    ]);
  });

  it('expires in quiet hours too', () => {
    expect(plan({ ...rules, remind: undefined, escalate: undefined }, at('23:15'))).toEqual([
      'expire 24 23:15',
    ]);
  });

  it('is reminded of once when the file says no more', () => {
    const once = { ...rules, escalate: undefined, remind: { afterMs: 2 * hourMs, everyMs: undefined } };
    expect(plan(once, at('08:00'))).toEqual(['remind 23 10:00', 'expire 24 08:00']);
  });
});

describe('what is due', () => {
  const asked = { askedAt: at('08:00'), toldAt: at('08:00'), isEscalated: false };
  test.each([
    ['nothing before its time', asked, at('09:59'), 'nothing', at('10:00')],
    ['a reminder at its time', asked, at('10:00'), 'remind', at('14:00')],
    ['nothing twice', { ...asked, toldAt: at('10:00') }, at('10:00'), 'nothing', at('14:00')],
    ['one reminder for several that were missed', asked, at('15:00'), 'remind', at('16:00')],
    ['the escalation rather than a reminder', asked, at('17:00'), 'escalate', at('18:00')],
    [
      'no second escalation',
      { ...asked, toldAt: at('17:00'), isEscalated: true },
      at('17:30'),
      'nothing',
      at('18:00'),
    ],
    [
      'the escalation that was missed, though people were reminded since',
      { ...asked, toldAt: at('18:00') },
      at('19:00'),
      'escalate',
      at('08:00', 24),
    ],
    ['the expiry before anything else', asked, at('08:00', 24), 'expire', undefined],
    [
      'nothing in quiet hours, even what was missed before them',
      asked,
      at('22:00'),
      'nothing',
      at('08:00', 24),
    ],
  ] as const)('is %s', (_, told, now, what, nextAt) => {
    expect(dueNow(policy, rules, told, now)).toEqual({ what, nextAt });
  });

  it('comes to an end: whoever looks when told to meets the expiry, and no moment is passed over', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 48 * 60 }),
        fc.integer({ min: 1, max: 72 }),
        fc.option(fc.integer({ min: 60, max: 600 }), { nil: undefined }),
        (start, expireHours, every) => {
          const of: ActionPolicy = {
            ...rules,
            expireAfterMs: expireHours * hourMs,
            remind: { afterMs: hourMs, everyMs: every && every * 60_000 },
          };
          const askedAt = new Date(at('00:00').getTime() + start * 60_000);
          let told = { askedAt, toldAt: askedAt, isEscalated: false };
          const seen: string[] = [];
          for (let now: Date | undefined = askedAt; now; ) {
            const { what, nextAt } = dueNow(policy, of, told, now);
            if (what !== 'nothing') seen.push(`${what} ${now.toISOString()}`);
            if (what === 'remind') told = { ...told, toldAt: now };
            if (what === 'escalate') told = { ...told, toldAt: now, isEscalated: true };
            if (nextAt) expect(nextAt.getTime()).toBeGreaterThan(now.getTime());
            now = nextAt;
          }
          const planned = momentsOf(policy, of, askedAt);
          const escalation = planned.find(({ what }) => what === 'escalate')?.at.getTime();
          const merged = planned.filter(({ what, at }) => what !== 'remind' || at.getTime() !== escalation);
          expect(seen).toEqual(merged.map(({ what, at }) => `${what} ${at.toISOString()}`));
        },
      ),
    );
  });
});

describe('quiet hours', () => {
  const zones = [
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ];
  const minuteOf = (when: Date, zone: string) => {
    const [hours, minutes] = formatInstant(when, zone).slice(11).split(':');
    return Number(hours) * 60 + Number(minutes);
  };
  const isQuiet = (minute: number, { from, to }: { from: number; to: number }) =>
    from < to ? from <= minute && minute < to : minute >= from || minute < to;

  test.each([
    ['the evening', '2026-11-23T23:10:30+08:00', '2026-11-24T08:00:00+08:00', 'Asia/Shanghai'],
    ['the morning', '2026-11-24T07:59:59+08:00', '2026-11-24T08:00:00+08:00', 'Asia/Shanghai'],
    [
      'the night the clocks go back',
      '2026-10-24T23:00:00+02:00',
      '2026-10-25T08:00:00+01:00',
      'Europe/Berlin',
    ],
    [
      'the night the clocks go forward',
      '2026-03-28T23:00:00+01:00',
      '2026-03-29T08:00:00+02:00',
      'Europe/Berlin',
    ],
  ])('in %s end on time', (_, instant, end, zone) => {
    expect(afterQuiet(new Date(instant), night, zone)).toEqual(new Date(end));
  });

  it('are never disturbed, and nothing waits longer than they last', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.record({ from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 0, max: 1439 }) }),
        (when, zone, quiet) => {
          fc.pre(quiet.from !== quiet.to);
          const end = afterQuiet(when, quiet, zone);
          expect(isQuiet(minuteOf(end, zone), quiet)).toBe(false);
          expect(end.getTime()).toBeGreaterThanOrEqual(when.getTime());
          const length = (quiet.to - quiet.from + 1440) % 1440;
          expect(end.getTime() - when.getTime()).toBeLessThanOrEqual((length + 60) * 60_000);
          if (!isQuiet(minuteOf(when, zone), quiet)) expect(end).toEqual(when);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never shift an expiry, which always comes after the request and last', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 30 * 24 }),
        (askedAt, timeZone, hours) => {
          const moments = momentsOf(
            { ...policy, timeZone },
            { ...rules, expireAfterMs: hours * hourMs },
            askedAt,
          );
          const times = moments.map((moment) => moment.at.getTime());
          expect(moments.at(-1)).toEqual({
            what: 'expire',
            at: new Date(askedAt.getTime() + hours * hourMs),
          });
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect(times.every((time) => time > askedAt.getTime())).toBe(true);
        },
      ),
    );
  });
});

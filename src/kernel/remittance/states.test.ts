import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  creditWindow,
  dueTick,
  firstState,
  isOpen,
  nextTick,
  remittanceStates,
  type Step,
  stepFrom,
  type Timed,
} from './states.ts';

const times = { claimAfter: 1, remindEvery: 2, overdueAfter: 5 };
/** Sent on a Friday. */
const sent: Timed = {
  state: 'announced',
  route: 'general',
  bankDay: '2026-11-20',
  movedOn: '2026-11-20',
  nudgedOn: '2026-11-20',
  hasCandidates: false,
};
const nineOn = (day: string) => new Date(`${day}T01:00:00Z`);

describe('a remittance', () => {
  const steps: readonly Step[] = [
    'claim',
    'review',
    'credit',
    'reject',
    'withdraw',
    'arrive',
    'grow-overdue',
  ];

  it('that is closed moves no more, but for a refused claim that is made again', () => {
    const ways = remittanceStates
      .filter((state) => !isOpen(state))
      .flatMap((state) => steps.map((step) => [state, step, stepFrom(state, step)]));
    expect(ways.filter(([, , to]) => to !== undefined)).toEqual([['rejected', 'claim', 'claimed']]);
  });

  it('that is open can always be credited, rejected and withdrawn', () => {
    for (const state of remittanceStates.filter(isOpen)) {
      expect([stepFrom(state, 'credit'), stepFrom(state, 'reject'), stepFrom(state, 'withdraw')]).toEqual([
        'credited',
        'rejected',
        'withdrawn',
      ]);
    }
  });

  it('is claimed once, and reviewed only when it was claimed', () => {
    expect(stepFrom('claimed', 'claim')).toBeUndefined();
    expect(stepFrom('in-review', 'claim')).toBeUndefined();
    expect(stepFrom('announced', 'review')).toBeUndefined();
    expect(stepFrom('claimed', 'review')).toBe('in-review');
  });

  it('may be credited from its bank day on, and the longer the later it was claimed', () => {
    expect(creditWindow(sent)).toEqual({ from: '2026-11-20', to: '2026-12-18' });
    expect(creditWindow({ ...sent, movedOn: '2026-12-01' }).to).toBe('2026-12-29');
    expect(creditWindow({ ...sent, movedOn: '2026-11-10' }).to).toBe('2026-12-18');
  });
});

describe('one that is announced', () => {
  it('days after the bank day should have arrived already, unless it finds its way by itself', () => {
    const at = (now: string, route: 'general' | 'dedicated') =>
      firstState({ route, bankDay: '2026-11-20' }, times, new Date(now));
    expect(at('2026-11-21T02:00:00Z', 'general')).toBe('announced');
    expect(at('2026-11-23T01:00:00Z', 'general')).toBe('arrived');
    expect(at('2026-11-25T01:00:00Z', 'dedicated')).toBe('announced');
  });
});

describe('time', () => {
  it('asks for the claim on the working day after the bank day, at nine in China', () => {
    expect(nextTick(sent, times)).toEqual({ tick: 'arrive', at: nineOn('2026-11-23') });
    expect(dueTick(sent, times, new Date('2026-11-23T00:59:59Z'), undefined)).toBeUndefined();
    expect(dueTick(sent, times, nineOn('2026-11-23'), undefined)).toBe('arrive');
  });

  it('asks for no claim of money on the dedicated account', () => {
    const dedicated: Timed = { ...sent, route: 'dedicated' };
    expect(nextTick(dedicated, times)).toEqual({ tick: 'grow-overdue', at: nineOn('2026-11-27') });
  });

  it('reminds of the claim every so many working days, until it is overdue', () => {
    const arrived: Timed = { ...sent, state: 'arrived', nudgedOn: '2026-11-23' };
    expect(nextTick(arrived, times)).toEqual({ tick: 'remind', at: nineOn('2026-11-25') });
    expect(nextTick({ ...arrived, nudgedOn: '2026-11-25' }, times)).toEqual({
      tick: 'grow-overdue',
      at: nineOn('2026-11-27'),
    });
  });

  it('makes it overdue only when the statement was read that far', () => {
    const claimed: Timed = { ...sent, state: 'claimed', movedOn: '2026-11-24' };
    const due = nineOn('2026-12-01');
    expect(dueTick(claimed, times, due, due)).toBe('grow-overdue');
    expect(dueTick(claimed, times, due, new Date(due.getTime() - 1))).toBeUndefined();
    expect(dueTick(claimed, times, due, undefined)).toBeUndefined();
  });

  it('does not call overdue what was found, but reminds of it', () => {
    const found: Timed = { ...sent, hasCandidates: true, nudgedOn: '2026-11-24' };
    expect(nextTick(found, times)).toEqual({ tick: 'remind', at: nineOn('2026-11-26') });
  });

  it('ends the reminders when no top-up can be found for it any more', () => {
    const overdue: Timed = { ...sent, state: 'overdue', nudgedOn: '2026-12-16' };
    expect(nextTick(overdue, times)).toEqual({ tick: 'remind', at: nineOn('2026-12-18') });
    expect(nextTick({ ...overdue, nudgedOn: '2026-12-18' }, times)).toBeUndefined();
    expect(nextTick({ ...overdue, nudgedOn: '2026-12-18', hasCandidates: true }, times)).toBeDefined();
  });

  it('passes over holidays', () => {
    const before: Timed = { ...sent, bankDay: '2026-09-30', movedOn: '2026-09-30', nudgedOn: '2026-09-30' };
    expect(nextTick(before, times)?.at).toEqual(nineOn('2026-10-08'));
  });

  it('brings nothing to what is closed, and something to everything else', () => {
    const anyTimed = fc.record({
      state: fc.constantFrom(...remittanceStates),
      route: fc.constantFrom('dedicated', 'general' as const),
      bankDay: fc.constantFrom('2026-11-20', '2026-09-30'),
      movedOn: fc.constantFrom('2026-11-20', '2026-11-24'),
      nudgedOn: fc.constantFrom('2026-11-20', '2026-11-24'),
      hasCandidates: fc.boolean(),
    });
    fc.assert(
      fc.property(anyTimed, (one) => {
        expect(nextTick(one, times) !== undefined).toBe(isOpen(one.state));
      }),
    );
  });
});

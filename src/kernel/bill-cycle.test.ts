import { describe, expect, it } from 'vitest';
import { type BillCycle, cycleOf, dayInCycle, isProvisional, shiftCycle } from './bill-cycle.ts';

describe('bill cycles', () => {
  it('are months in UTC+8', () => {
    expect(cycleOf(new Date('2026-03-31T15:59:59Z'))).toBe('2026-03');
    expect(cycleOf(new Date('2026-03-31T16:00:00Z'))).toBe('2026-04');
    expect(dayInCycle(new Date('2026-03-31T16:00:00Z'))).toBe(1);
  });

  it('step over the ends of years', () => {
    expect(shiftCycle('2026-01', -1)).toBe('2025-12');
    expect(shiftCycle('2025-12', 1)).toBe('2026-01');
    expect(shiftCycle('2026-11', -18)).toBe('2025-05');
  });

  it('are provisional while they run and until the 5th of the next month', () => {
    const october: BillCycle = '2026-10';
    expect(isProvisional(october, new Date('2026-10-20T00:00:00Z'))).toBe(true);
    expect(isProvisional(october, new Date('2026-11-04T15:59:59Z'))).toBe(true);
    expect(isProvisional(october, new Date('2026-11-04T16:00:00Z'))).toBe(false);
    expect(isProvisional('2026-09', new Date('2026-11-01T00:00:00Z'))).toBe(false);
  });
});

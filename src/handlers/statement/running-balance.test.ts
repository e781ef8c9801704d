import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountChange } from '../../../test/support/account-changes.ts';
import { runningBalance } from './running-balance.ts';

const moves = fc.array(
  fc.record({ cents: fc.integer({ min: -100_000, max: 100_000 }), seconds: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 30 },
);

/** A statement that adds up, lines of the same second where `seconds` is 3, in the order the platform has them. */
function statementOf(start: number, steps: readonly { cents: number; seconds: number }[]) {
  let balance = start;
  let at = Date.parse('2026-11-01T00:00:00Z');
  return steps.map(({ cents, seconds }, index) => {
    balance += cents;
    at += seconds === 3 ? 0 : seconds * 1_000;
    return accountChange({
      changeId: `L${index}`,
      at: new Date(at),
      amount: (cents / 100).toFixed(2),
      after: (balance / 100).toFixed(2),
    });
  });
}

describe('the running balance', () => {
  it('of a whole statement adds up from its opening to its closing, in whatever order the lines come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50_000, max: 50_000 }),
        moves,
        fc.func(fc.integer()),
        (start, steps, rank) => {
          // Of lines that begin within one second nothing tells which was the first.
          const lines = statementOf(start, [{ cents: 1, seconds: 1 }, { cents: 1, seconds: 1 }, ...steps]);
          const shuffled = lines.toSorted((a, b) => rank(a.changeId) - rank(b.changeId));
          const { opening, closing, gaps } = runningBalance(shuffled);
          expect(gaps).toEqual([]);
          expect(opening?.eq((start / 100).toFixed(2))).toBe(true);
          expect(lines.some(({ balanceAfter }) => closing && balanceAfter?.amount.eq(closing))).toBe(true);
        },
      ),
    );
  });

  it('shows where a line is missing, what it should be and what it is, and goes on from there', () => {
    const lines = statementOf(10_000, [
      { cents: 500, seconds: 1 },
      { cents: -200, seconds: 1 },
      { cents: 300, seconds: 1 },
      { cents: 100, seconds: 1 },
    ]);
    const found = runningBalance(lines.toSpliced(2, 1));
    expect(found.gaps.map((gap) => [gap.expected.toFixed(2), gap.found.toFixed(2)])).toEqual([
      ['104.00', '107.00'],
    ]);
    expect(found.opening?.toFixed(2)).toBe('100.00');
    expect(found.closing?.toFixed(2)).toBe('107.00');
  });

  it('judges lines of one second together: they have no order', () => {
    const at = new Date('2026-11-01T00:00:00Z');
    const a = accountChange({ changeId: 'a', at, amount: '5', after: '15' });
    const b = accountChange({ changeId: 'b', at, amount: '-3', after: '12' });
    for (const lines of [
      [a, b],
      [b, a],
    ]) {
      const { opening, closing, gaps } = runningBalance(lines);
      expect([opening?.toFixed(), closing?.toFixed(), gaps.length]).toEqual(['10', '12', 0]);
    }
  });

  it('is not made up where no line says one', () => {
    const line = accountChange({ changeId: 'a', amount: '5', after: undefined });
    expect(runningBalance([line])).toEqual({ opening: undefined, closing: undefined, gaps: [] });
    expect(runningBalance([])).toEqual({ opening: undefined, closing: undefined, gaps: [] });
  });
});

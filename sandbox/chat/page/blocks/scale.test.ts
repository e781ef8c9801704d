import { describe, expect, it } from 'vitest';
import { arcs, ringPath, ticks } from './scale.ts';

describe('an axis', () => {
  it.each([
    { values: [420, 210], marks: [0, 200, 400, 600] },
    { values: [0.31, 0.1], marks: [0, 0.1, 0.2, 0.3, 0.4] },
    { values: [-30, 40], marks: [-40, -20, 0, 20, 40] },
    { values: [-5], marks: [-6, -4, -2, 0] },
    { values: [0, 0], marks: [0, 0.5, 1] },
  ])('has round marks that hold zero and all of $values', ({ values, marks }) => {
    const found = ticks(values);
    expect(Math.min(...found)).toBeLessThanOrEqual(Math.min(0, ...values));
    expect(Math.max(...found)).toBeGreaterThanOrEqual(Math.max(0, ...values));
    expect(found).toContain(0);
    if (values.some((value) => value !== 0)) expect(found).toEqual(marks);
  });
});

describe('a pie', () => {
  it('is divided by the values, from the top, without a gap', () => {
    expect(arcs([1, 2, 1])).toEqual([
      { from: 0, to: 0.25 },
      { from: 0.25, to: 0.75 },
      { from: 0.75, to: 1 },
    ]);
  });

  it('of one part is a whole ring', () => {
    const path = ringPath({ from: 0, to: 1 }, 10, 5);
    expect(path).toContain('A 10 10 0 1 1');
    expect(path).not.toContain('NaN');
  });
});

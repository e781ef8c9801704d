/** Round numbers for an axis that holds all the values, and zero. */
export function ticks(values: readonly number[], wanted = 4): number[] {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = niceStep((high - low || 1) / wanted);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** 0.30000000000000004 → 0.3 */
const tidy = (value: number): number => Number(value.toPrecision(12));

export interface Arc {
  readonly from: number;
  readonly to: number;
}

/** Parts of a circle, in turns from the top. */
export function arcs(values: readonly number[]): Arc[] {
  const sum = values.reduce((total, value) => total + value, 0);
  let at = 0;
  return values.map((value) => {
    const from = at;
    at += value / sum;
    return { from, to: at };
  });
}

/** A slice of a ring. A whole circle is drawn a hair short, because an arc back to its start is no arc. */
export function ringPath({ from, to }: Arc, radius: number, hole: number): string {
  const end = Math.min(to, from + 0.99999);
  const point = (turn: number, distance: number) => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return `${(distance * Math.cos(angle)).toFixed(2)} ${(distance * Math.sin(angle)).toFixed(2)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  return [
    `M ${point(from, radius)}`,
    `A ${radius} ${radius} 0 ${large} 1 ${point(end, radius)}`,
    `L ${point(end, hole)}`,
    `A ${hole} ${hole} 0 ${large} 0 ${point(from, hole)}`,
    'Z',
  ].join(' ');
}

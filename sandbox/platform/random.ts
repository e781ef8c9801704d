/** Repeatable chance: every value is a function of the seed and of what it is for, so nothing has to be remembered. */
export type Key = number | string;

function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

// The finalizer of MurmurHash3: neighbouring inputs give unrelated outputs.
function scramble(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A whole number below 2^32. */
export function hash(...keys: readonly Key[]): number {
  let h = 0x9e3779b9;
  for (const key of keys) {
    const value = typeof key === 'string' ? hashText(key) : key;
    h = scramble(Math.imul(h, 31) + value + 0x6d2b79f5);
  }
  return h >>> 0;
}

/** The two-key case of {@link hash} as a fraction below 1, without the array: bill lines ask for it by the million. */
export function fraction(a: number, b: number): number {
  return (scramble(Math.imul(scramble(a + 0x6d2b79f5), 31) + b + 0x6d2b79f5) >>> 0) / 2 ** 32;
}

export type NonEmpty<T> = readonly [T, ...T[]];

export interface Draw {
  /** From 0 up to, not including, 1. */
  unit(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  pick<T>(list: NonEmpty<T>): T;
  chance(probability: number): boolean;
}

export function drawFor(...keys: readonly Key[]): Draw {
  const start = hash(...keys);
  let step = 0;
  const draw: Draw = {
    unit: () => fraction(start, step++),
    whole: (low, high) => low + Math.floor(draw.unit() * (high - low + 1)),
    pick: (list) => list[Math.floor(draw.unit() * list.length)] ?? list[0],
    chance: (probability) => draw.unit() < probability,
  };
  return draw;
}

export function hexId(length: number, ...keys: readonly Key[]): string {
  let id = '';
  for (let part = 0; id.length < length; part++)
    id += hash(...keys, part)
      .toString(16)
      .padStart(8, '0');
  return id.slice(0, length);
}

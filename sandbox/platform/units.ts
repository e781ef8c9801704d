/**
 * Money inside the platform: whole hundred-millionths of the currency, so that sums are exact. Safe up to 90 million.
 */
export type Units = number;

export const unitsPerWhole = 100_000_000;
export const unitsPerCent = 1_000_000;

/** Cents from text or number of cents. */
export const fromCents = (cents: number): Units => cents * unitsPerCent;

const zeros: readonly string[] = Array.from({ length: 9 }, (_, count) => '0'.repeat(count));

/** `-12.34000000`: all eight places, or the first two; never an exponent. */
export function toText(units: Units, places: 2 | 8 = 8): string {
  if (units === 0) return places === 2 ? '0.00' : '0.00000000';
  const size = Math.abs(units);
  const whole = Math.floor(size / unitsPerWhole);
  const rest = String(size - whole * unitsPerWhole);
  const fraction = (zeros[8 - rest.length] ?? '') + rest;
  const text = `${whole}.${places === 8 ? fraction : fraction.slice(0, 2)}`;
  return units < 0 ? `-${text}` : text;
}

/** For answers built with JSON.stringify; two places survive a JavaScript number of this size. */
export const toNumber = (units: Units): number => Number(toText(units, 2));

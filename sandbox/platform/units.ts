/**
 * Money inside the platform: whole hundred-millionths of the currency, so that sums are exact. Safe up to 90 million.
 */
export type Units = number;

export const unitsPerWhole = 100_000_000;
export const unitsPerCent = 1_000_000;

/** Cents from text or number of cents. */
export const fromCents = (cents: number): Units => cents * unitsPerCent;

/** `-12.34000000`: all eight places, or fewer when asked; never an exponent. */
export function toText(units: Units, places = 8): string {
  const size = Math.abs(units);
  const whole = Math.floor(size / unitsPerWhole);
  const rest = String(size - whole * unitsPerWhole).padStart(8, '0');
  const sign = units < 0 ? '-' : '';
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${rest.slice(0, places)}`;
}

/** For answers built with JSON.stringify; two places survive a JavaScript number of this size. */
export const toNumber = (units: Units): number => Number(toText(units, 2));

import { Broken } from './invariants.ts';
import { simulate } from './simulate.ts';

export interface Tally {
  /** One line per seed that broke an invariant. */
  readonly broken: readonly string[];
  readonly coupons: number;
  readonly transfers: number;
  readonly crashes: number;
  /** How the requests ended. */
  readonly ends: Readonly<Record<string, number>>;
}

/** Runs seeds from `first` on. What is not a broken invariant is a bug of the machine or of the simulation, and thrown. */
export async function simulateMany(
  first: number,
  count: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<Tally> {
  const broken: string[] = [];
  const ends: Record<string, number> = {};
  let coupons = 0;
  let transfers = 0;
  let crashes = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    try {
      const outcome = await simulate(seed);
      coupons += outcome.coupons;
      transfers += outcome.transfers;
      crashes += outcome.crashes;
      for (const end of outcome.ends) ends[end] = (ends[end] ?? 0) + 1;
    } catch (error) {
      if (!(error instanceof Broken)) throw new Error(`seed ${seed}`, { cause: error });
      broken.push(`seed ${seed}: ${error.message}`);
    }
    onProgress(seed - first + 1);
  }
  return { broken, coupons, transfers, crashes, ends };
}

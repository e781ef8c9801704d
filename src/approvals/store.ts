import type { Case } from './case.ts';
import type { Facts, Step, Stop, Trace } from './machine/step.ts';
import type { LaneWork } from './work.ts';

/**
 * Where cases are kept. Everything that moves one goes through `change`: the case and its lanes are locked, the pure step is
 * run on them, and what it answers is written with its audit rows and the work that follows from it, all or nothing.
 */
export interface CaseStore {
  /** Puts a new draft in. */
  open(kase: Case, ...audit: readonly Trace[]): Promise<void>;
  read(caseId: string): Promise<Case | undefined>;
  /** The answer of the step; undefined when there is no such case. */
  change<T>(caseId: string, step: (kase: Case, facts: Facts) => Step<T>): Promise<T | undefined>;
  /** What is left to do in a lane, oldest approval first, and its turn now. */
  lane(lane: string): Promise<LaneWork>;
  /** Of these coupons and movements between accounts, those that some intent has made or been given. */
  claimed(ids: readonly string[]): Promise<ReadonlySet<string>>;
  stopped(): Promise<Stop | undefined>;
}

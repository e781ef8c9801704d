import type { Problem } from '../kernel/problem.ts';

/** Something could not be shown now and may be later: the queue comes again. */
export class ShowInterrupted extends Error {
  override readonly name = 'ShowInterrupted';

  constructor(reason: Problem) {
    super(reason.code, { cause: reason.cause });
  }
}

import type { Pages } from '../../src/huawei/partner.ts';
import { problem, type Problem } from '../../src/kernel/problem.ts';
import { fail, ok, type Result } from '../../src/kernel/result.ts';
import type { Dice } from './dice.ts';
import type { Process, Schedule } from './schedule.ts';
import type { Weather } from './world.ts';

/** How calls go on a bad day: refused, lost on their way there or back, too late for whoever waits. */
export interface Calls {
  /** A call that changes something: its way there, the effect in the platform's own time, and its way back. */
  changing<T>(by: Process, effect: () => Result<T>): Promise<Result<T>>;
  reading<T>(by: Process, read: () => T): Promise<Result<T>>;
  /** Calls that the platform has taken and not finished. */
  underWay(): number;
}

export function openCalls(random: Dice, schedule: Schedule, weather: Weather): Calls {
  const platform = schedule.process('platform');
  let calls = 0;
  return {
    underWay: () => calls,
    changing: async (by, effect) => {
      await schedule.turn(by);
      const bad = random.chance(weather.faults)
        ? random.pick(['busy', 'never-sent', 'lost-before', 'lost-after', 'late', 'server-error'] as const)
        : undefined;
      if (bad === 'busy') return fail(problem('platformBusy', undefined, { retry: 'later' }));
      if (bad === 'never-sent') return fail(problem('platformUnreachable', undefined, { retry: 'later' }));
      if (bad === 'lost-before') return fail(lost);
      calls += 1;
      const done = (async () => {
        await schedule.clock(platform).sleep(random.whole(weather.slowestMs));
        const answer = effect();
        calls -= 1;
        return answer;
      })();
      // The caller gave up; the effect still comes.
      if (bad === 'late') return fail(lost);
      const answer = await done;
      await schedule.turn(by);
      return bad === undefined ? answer : fail(lost);
    },
    reading: async (by, read) => {
      await schedule.turn(by);
      if (random.chance(weather.faults / 10))
        return fail(problem('platformDown', undefined, { retry: 'later' }));
      const value = read();
      await schedule.turn(by);
      return ok(value);
    },
  };
}

const lost: Problem = problem('outcomeUnknown', undefined, { retry: 'unknown-outcome' });
export const refused = (wireCode: string): Problem =>
  problem('platformRefused', { code: wireCode }, { wireCode });

export const sourced = <T>(value: T, asOf: Date) => ({ value, source: 'simulation', asOf });

export async function* onePage<T>(
  answer: Promise<Result<readonly T[]>>,
): AsyncGenerator<Pages<T> extends AsyncIterable<infer P> ? P : never> {
  const rows = await answer;
  if (!rows.ok) {
    yield rows;
    return;
  }
  const read = rows.value.length;
  yield ok({
    rows: rows.value,
    read,
    total: read,
    cursor: { offset: read, read, recent: [], total: read },
  });
}

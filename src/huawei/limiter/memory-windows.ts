import { type CallWindow, grant, paceOf, type WindowStore } from '../../kernel/call-window.ts';
import type { Clock } from '../../kernel/clock.ts';

/** Windows of one process: enough when nobody else calls with the same account. */
export function memoryWindows(clock: Clock): WindowStore {
  const windows = new Map<string, CallWindow>();
  return {
    take(ask) {
      const before = windows.get(ask.key) ?? { granted: [], lastBatch: 0 };
      const after = grant(before, paceOf(ask), ask, clock.now().getTime());
      windows.set(ask.key, after.window);
      return Promise.resolve(after.grant);
    },
  };
}

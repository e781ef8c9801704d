import type { Log } from '../kernel/log.ts';

const quietMs = 10_000;

/** Logs an error; the same one again only every ten seconds, because a lost connection repeats itself. */
export function errorLog(log: Log, where: string): (error: Error) => void {
  const heard = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    const last = heard.get(error.message);
    if (last !== undefined && now - last < quietMs) return;
    if (heard.size > 100) heard.clear();
    heard.set(error.message, now);
    log.warn({ where, error: error.message }, 'the queue reports an error');
  };
}

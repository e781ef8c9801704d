import { redisUrl } from './redis.ts';

export type EngineKind = 'postgres' | 'redis';

/**
 * For `describe.each(engines)`: every suite about the queue runs on both. Without a Redis its half shows as skipped.
 *
 *     describe.each(engines)('on $kind', ({ kind, runs }) => { describe.runIf(runs)(…) })
 */
export const engines: readonly { readonly kind: EngineKind; readonly runs: boolean }[] = [
  { kind: 'postgres', runs: true },
  { kind: 'redis', runs: redisUrl() !== undefined },
];

import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

/** The Redis of this run; undefined when the machine has none, and then Redis suites are skipped. */
export const redisUrl = (): string | undefined => inject('redisUrl');

/** Keys of one test file: everybody shares one Redis. */
export const freshPrefix = (): string => `test-${randomBytes(6).toString('hex')}`;

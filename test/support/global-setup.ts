import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/ledger/embedded.ts';
import { createTemplate } from './database.ts';
import { quiet } from './log.ts';
import { findRedisServer, startRedis } from './redis-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    redisUrl: string | undefined;
  }
}

/** One PostgreSQL and, where there is one, one Redis for the whole run, in a folder that is removed afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-desk-test-'));
  const postgres = await startEmbedded({ dataDir: folder, log: quiet, durable: false });
  if (!postgres.ok)
    throw new Error('the PostgreSQL for the tests did not start', { cause: postgres.problem });
  await createTemplate(postgres.value.url);
  project.provide('postgresUrl', postgres.value.url);

  const given = process.env['TEST_REDIS_URL'];
  const redis = given === undefined && findRedisServer() ? await startRedis() : undefined;
  project.provide('redisUrl', given ?? redis?.url);

  return async () => {
    await redis?.stop();
    await postgres.value.close();
    await rm(folder, { recursive: true, force: true });
  };
}

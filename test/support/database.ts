import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { quiet } from './log.ts';

export interface TestDatabase {
  readonly url: string;
  readonly ledger: Ledger;
  /** Closes the ledger and drops the database. */
  readonly close: () => Promise<void>;
}

const template = 'desk_template';

/** A database of its own with every table in place, in some 30 ms. Call it once per file, in `beforeAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${template}`);
  const url = databaseUrl(name);
  const ledger = await open(url);
  return {
    url,
    ledger: ledger.ledger,
    close: async () => {
      await ledger.close();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

/** An empty database: no tables. */
export async function emptyDatabase(): Promise<{
  readonly url: string;
  readonly drop: () => Promise<void>;
}> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name}`);
  return { url: databaseUrl(name), drop: () => administer(`drop database ${name} with (force)`) };
}

/** Run once by the global setup. */
export async function createTemplate(serverUrl: string): Promise<void> {
  await administer(`create database ${template}`, serverUrl);
  const opened = await open(databaseUrl(template, serverUrl));
  await opened.close();
}

async function open(url: string) {
  const opened = await openLedger({ url, log: quiet, connections: 10 });
  if (!opened.ok)
    throw new Error(`no test database: ${opened.problem.code}`, { cause: opened.problem.cause });
  return opened.value;
}

function databaseUrl(name: string, serverUrl = inject('postgresUrl')): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer(statement: string, serverUrl = inject('postgresUrl')): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

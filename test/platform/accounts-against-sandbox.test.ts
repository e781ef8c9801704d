import { parse } from 'csv-parse/sync';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Platform, startPlatform } from '../../sandbox/platform/platform.ts';
import type { Block, Card } from '../../src/cards/card.ts';
import { cardText } from '../../src/cards/card-text.ts';
import { low } from '../../src/handlers/accounts/low.ts';
import { statement } from '../../src/handlers/statement/statement.ts';
import { type OpenPlatform, openPlatform } from '../../src/huawei/platform.ts';
import type { JobHandler } from '../../src/jobs/jobs.ts';
import { listFileHandler } from '../../src/jobs/list-file.ts';
import { readUseHandler } from '../../src/jobs/read-use.ts';
import { syncCustomersHandler } from '../../src/jobs/sync-customers.ts';
import { dayMs } from '../../src/kernel/day.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { virtualClock } from '../support/clock.ts';
import { cardOf, contextFor, runAs, storeRequest } from '../support/context.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { plainChat } from '../support/export-house.ts';
import { quiet } from '../support/log.ts';
import { somebody } from '../support/people.ts';

const opened = new Date('2026-11-23T02:00:00Z');

let world: Platform;
let platform: OpenPlatform;
let database: TestDatabase;

beforeAll(async () => {
  world = await startPlatform({ rate: 0, customers: 30, billLines: 3_000, now: opened });
  platform = openPlatform({
    site: 'cn',
    credentials: { kind: 'aksk', ak: world.ak, sk: new Secret(world.sk), domainId: world.domainId },
    endpoints: { bss: world.endpoint, osm: world.endpoint, iam: world.endpoint },
    limits: { '*': 100_000 },
    log: quiet,
  });
  database = await freshDatabase();
});
afterAll(async () => {
  platform.close();
  await world.stop();
  await database.close();
});

const work = (handler: JobHandler, payload: object, at: Date): Promise<void> =>
  handler.run({
    payload,
    jobId: 'job',
    attempt: 1,
    lastAttempt: false,
    signal: new AbortController().signal,
    clock: virtualClock(at),
    log: quiet,
  });

const context = (at: Date, requestId = 'r1') =>
  contextFor(database.ledger, platform, { actor: somebody('finance'), clock: virtualClock(at), requestId });

const tableOf = ({ blocks }: Card) =>
  blocks.find((block): block is Extract<Block, { kind: 'table' }> => block.kind === 'table');

describe('the statement of the practice platform', () => {
  test('adds up over a whole year, line by line', async () => {
    const card = cardOf(await runAs(statement, context(opened), { from: '2025-11-23' }));
    expect(cardText(card)).toContain('adds up line by line');
    expect(tableOf(card)?.total).toBeGreaterThan(300);
  });

  test('spells in all three ways, and every line is told in words', async () => {
    const spellings = new Set<string>();
    for (const account of ['cash', 'credit'] as const)
      for await (const page of platform.accounts.changes({ account, from: '2025-11-23', to: '2026-11-23' }))
        if (page.ok)
          for (const { detail } of page.value.rows)
            spellings.add(/^SOURCE_[A-Z]+_/.exec(detail)?.[0] ?? detail);
    expect([...spellings].toSorted()).toEqual([
      'SOURCE_OPERAIION_',
      'SOURCE_OPERATIION_',
      'SOURCE_OPERATION_',
    ]);
    const card = cardOf(await runAs(statement, context(opened), { from: '2025-11-23' }));
    expect(cardText(card)).not.toContain('SOURCE_');
  });

  test('comes as a file with every line of both accounts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'statement-'));
    const chat = plainChat();
    await storeRequest(database.ledger, 'r-file', somebody('finance'));
    const asked = await runAs(statement, context(opened, 'r-file'), { from: '2026-10', csv: true });
    expect(asked).toEqual({ ok: true, value: 'handed-over' });
    const { id: fileId } = await database.ledger
      .selectFrom('list_files')
      .select('id')
      .executeTakeFirstOrThrow();
    const parts = { ledger: database.ledger, partner: platform, messenger: chat, folder };
    await work(listFileHandler({ ...parts, clock: virtualClock(opened) }), { fileId }, opened);
    const [file] = chat.shared.values();
    const lines: Record<string, string>[] = parse(file?.content ?? '', { bom: true, columns: true });
    expect(new Set(lines.map((line) => line['Account']))).toEqual(new Set(['Cash', 'Credit']));
    expect(lines.every((line) => (line['When (UTC+8)'] ?? '').startsWith('2026-10'))).toBe(true);
    expect(lines.every((line) => line['In/out'] === (Number(line['Amount']) < 0 ? 'Out' : 'In'))).toBe(true);
    await rm(folder, { recursive: true });
  });
});

describe('the forecast against the practice platform', () => {
  test('knows some customers that will run dry after the first reading, and single days after three weeks', async () => {
    await work(syncCustomersHandler({ ledger: database.ledger, partner: platform }), {}, opened);
    await work(readUseHandler({ ledger: database.ledger, partner: platform }), {}, opened);
    const first = cardOf(await runAs(low, context(opened), {}));
    expect(tableOf(first)?.rows.length).toBeGreaterThan(2);
    expect(cardText(first)).toContain('monthly sums');
    expect(cardText(first)).toMatch(/\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d/);

    let now = opened;
    for (let day = 0; day < 21; day += 1) {
      now = new Date(now.getTime() + dayMs);
      world.control.clock.set(now);
      await work(readUseHandler({ ledger: database.ledger, partner: platform }), {}, now);
    }
    const later = cardOf(await runAs(low, context(now), {}));
    expect(tableOf(later)?.rows.length).toBeGreaterThan(2);
    expect(cardText(later)).not.toContain('monthly sums');
  });
});

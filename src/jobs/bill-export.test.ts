import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { KyselyPlugin } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { billLine, billPartner, type BillWorld } from '../../test/support/bill-partner.ts';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type ExportHouse, exportHouse, plainChat, trouble } from '../../test/support/export-house.ts';
import { decimal, sum } from '../kernel/decimal.ts';
import { upsertCustomers } from '../ledger/customers.ts';
import { endExport, reviveExport } from '../ledger/exports.ts';
import { findRequest } from '../ledger/requests.ts';
import { quiet } from '../../test/support/log.ts';
import { outboxJobs } from './outbox.ts';
import { sweepExportsHandler } from './sweep-exports.ts';

let database: TestDatabase;
const houses: ExportHouse[] = [];
beforeAll(async () => {
  database = await freshDatabase();
  const entry = { label: '', association: 'resale', verified: 'verified' };
  const acme = { ...entry, customerId: 'c1', accountName: 'acme', company: '广州云帆科技' };
  await upsertCustomers(database.ledger, [acme], new Date('2026-11-01T00:00:00Z'));
});
afterEach(async () => {
  await Promise.all(houses.splice(0).map((house) => house.close()));
});
afterAll(() => database.close());

const linesOf = (customer: string, count: number) =>
  Array.from({ length: count }, (_, at) => billLine(customer, `${customer}-${at}`, `${at}.01`));

/** Three customers of 5, 0 and 7 lines, two lines a page: seven pages with lines. */
const lines = { c1: linesOf('c1', 5), c2: [], c3: linesOf('c3', 7) };
const allIds = [...lines.c1, ...lines.c3].map(({ id }) => id);

async function open(world: BillWorld = {}, chat = plainChat()) {
  const partner = billPartner({ lines, pageSize: 2, ...world });
  const house = await exportHouse(database.ledger, partner, chat);
  houses.push(house);
  return { house, chat, partner };
}

function table(content: Buffer): Record<string, string>[] {
  const rows: Record<string, string>[] = parse(content, { bom: true, columns: true });
  return rows;
}

const delivered = (chat: ReturnType<typeof plainChat>) => {
  expect(chat.shared.size).toBe(1);
  const [file] = chat.shared.values();
  if (!file) throw new Error('no file');
  return file;
};

const isWhole = (chat: ReturnType<typeof plainChat>) => {
  const rows = table(delivered(chat).content);
  expect(rows.map((row) => row['Line ID'])).toEqual(allIds);
  expect(sum(rows.map((row) => decimal(row['Payable'] ?? ''))).toFixed()).toBe('31.12');
};

describe('an export', () => {
  it('reads every customer and delivers one file with each line once, customer after customer', async () => {
    const { house, chat } = await open();
    const { id } = await house.begin();
    await house.run(id);
    isWhole(chat);
    expect(delivered(chat)).toMatchObject({
      name: 'bill-2026-10-all.csv',
      comment: '2026-10, all customers: 12 lines, total payable CNY 31.12.',
    });
    expect(chat.said.at(-1)).toContain('The file is ready:');
    expect(await house.row(id)).toMatchObject({ state: 'done', lines: 12, payable: '31.12' });
    expect(await house.filesLeft()).toEqual([]);
  });

  it('ends its request and leaves one audit row, and no pages', async () => {
    const { house } = await open();
    const { id, request_id } = await house.begin();
    await house.run(id);
    expect(await findRequest(database.ledger, request_id)).toMatchObject({ state: 'done' });
    const audit = await database.ledger
      .selectFrom('audit')
      .select(['action', 'subject', 'outcome'])
      .where('request_id', '=', request_id)
      .execute();
    expect(audit).toEqual([
      {
        action: 'bill.export',
        subject: { export: id, cycle: '2026-10', format: 'csv', lines: '12', payable: '31.12' },
        outcome: 'done',
      },
    ]);
    const pages = await database.ledger
      .selectFrom('export_pages')
      .select('seq')
      .where('export_id', '=', id)
      .execute();
    expect(pages).toEqual([]);
  });

  it('of one customer asks for nobody else', async () => {
    const { house, chat, partner } = await open();
    const { id } = await house.begin({ customerId: 'c3' });
    await house.run(id);
    expect(delivered(chat).name).toBe('bill-2026-10-c3.csv');
    expect(partner.calls.every((call) => call.startsWith('details c3'))).toBe(true);
  });

  it('has names from the directory and a header in the reader’s language', async () => {
    const { house, chat } = await open();
    const { id } = await house.begin({ lang: 'zh-CN', customerId: 'c1' });
    await house.run(id);
    const [row] = table(delivered(chat).content);
    expect(row).toMatchObject({
      客户名称: '广州云帆科技',
      应付金额: '0.01',
      计费模式: '按需',
      账单类型: '使用',
    });
    expect(delivered(chat).comment).toContain('共 5 条明细');
  });

  it('without any lines says so and makes no file', async () => {
    const { house, chat } = await open({ lines: {} });
    const { id } = await house.begin();
    await house.run(id);
    expect(chat.shared.size).toBe(0);
    expect(chat.said.at(-1)).toContain('There are no detail lines in 2026-10');
    expect(await house.row(id)).toMatchObject({ state: 'done', outcome: 'empty' });
  });

  it('says when the platform announced lines that it never gave', async () => {
    const { house, chat } = await open({ announced: { c1: 8 } });
    const { id } = await house.begin();
    await house.run(id);
    expect(chat.said.at(-1)).toContain('announced 3 lines that it did not return');
  });

  it('run again after its end changes nothing', async () => {
    const { house, chat } = await open();
    const { id } = await house.begin();
    await house.run(id);
    await house.run(id);
    expect(chat.uploads).toBe(1);
    expect(chat.said.at(-1)).toContain('The file is ready:');
  });
});

describe('killed at any point', () => {
  class Killed extends Error {}

  /**
   * Counts the steps that leave the process (platform, chat, each statement before and after) and dies at a given one;
   * `undefined` counts only. Then it is started again.
   */
  async function dieAt(step: number | undefined) {
    let steps = 0;
    let armed = false;
    const tick = (name: string): undefined => {
      if (!armed) return;
      steps += 1;
      if (steps === step) throw new Killed(name);
    };
    const mortal: KyselyPlugin = {
      transformQuery: ({ node }) => {
        tick('statement');
        return node;
      },
      transformResult: ({ result }) => {
        tick('result');
        return Promise.resolve(result);
      },
    };
    const chat = plainChat();
    chat.fault = tick;
    const fault = async (call: string) => {
      tick(call);
      // Each page is kept by itself.
      await house.clock.advance(600);
      return undefined;
    };
    const partner = billPartner({ lines, pageSize: 2, fault });
    const house = await exportHouse(database.ledger.withPlugin(mortal), partner, chat);
    houses.push(house);
    const { id } = await house.begin();
    armed = true;
    let deaths = 0;
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      try {
        await house.run(id, { attempt });
        break;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        deaths += 1;
      }
    }
    armed = false;
    return { steps, deaths, chat, house, id };
  }

  it('goes on after it and delivers one file, each line once', async () => {
    const { steps } = await dieAt(undefined);
    expect(steps).toBeGreaterThan(30);
    for (let step = 1; step <= steps; step += 1) {
      const { chat, house, id, deaths } = await dieAt(step);
      expect(deaths, `died at step ${step}`).toBeLessThanOrEqual(1);
      isWhole(chat);
      expect(await house.row(id)).toMatchObject({ state: 'done', lines: 12 });
      expect(await house.filesLeft()).toEqual([]);
    }
  });

  it('between upload and sharing, it shares what was uploaded', async () => {
    const { house, chat } = await open();
    const { id } = await house.begin();
    chat.fault = (call) => {
      if (call === 'share') throw new Killed();
      return undefined;
    };
    await expect(house.run(id)).rejects.toThrow(Killed);
    chat.fault = () => undefined;
    await house.run(id, { attempt: 2 });
    expect(chat.uploads).toBe(1);
    isWhole(chat);
  });

  it('does not read again what it has', async () => {
    let broken = true;
    const { house, partner } = await open({
      fault: (call) => (broken && call === 'details c3 4' ? trouble() : undefined),
    });
    const { id } = await house.begin();
    await expect(house.run(id)).rejects.toThrow('platformBusy');
    expect((await house.row(id)).lines).toBe(9);
    broken = false;
    const before = partner.calls.length;
    await house.run(id, { attempt: 2 });
    expect(partner.calls.slice(before)).toEqual(['details c3 4', 'details c3 6']);
  });
});

describe('trouble on the way', () => {
  it('that may pass is shown, and the queue tries again', async () => {
    const { house, chat } = await open({
      fault: (call) => (call === 'details c3 0' ? trouble() : undefined),
    });
    const { id } = await house.begin();
    await expect(house.run(id)).rejects.toThrow('platformBusy');
    expect(chat.said.at(-1)).toMatch(/Paused: .*limiting our calls/);
    expect(await house.row(id)).toMatchObject({ state: 'reading' });
  });

  it('that stays ends it with a sentence and a button that goes on from there', async () => {
    let broken = true;
    const { house, chat, partner } = await open({
      fault: (call) => (broken && call === 'details c3 2' ? trouble() : undefined),
    });
    const { id, request_id } = await house.begin();
    await house.run(id, { lastAttempt: true });
    expect(chat.said.at(-1)).toContain('The export stopped: The partner platform is limiting our calls');
    expect(chat.said.at(-1)).toContain('goes on after the 7 lines');
    expect(chat.cards.at(-1)?.blocks.at(-1)).toMatchObject({
      actions: [{ does: { type: 'action', name: 'export.retry', token: id } }],
    });
    expect(await findRequest(database.ledger, request_id)).toMatchObject({
      state: 'failed',
      outcome: 'platformBusy',
    });

    broken = false;
    const row = await house.row(id);
    await database.ledger.transaction().execute((trx) => reviveExport(trx, row, request_id));
    const before = partner.calls.length;
    await house.run(id);
    isWhole(chat);
    expect(partner.calls.slice(before)[0]).toBe('details c3 2');
  });

  it('that cannot pass is told at once', async () => {
    const { house } = await open({ fault: () => trouble('no') });
    const { id } = await house.begin();
    await house.run(id);
    expect(await house.row(id)).toMatchObject({ state: 'failed', outcome: 'platformBusy' });
  });

  it('of our own, again and again, is told when the queue gives up', async () => {
    const { house, chat } = await open({ fault: () => Promise.reject(new Error('a bug')) });
    const { id } = await house.begin();
    await expect(house.run(id)).rejects.toThrow('a bug');
    await house.dead(id);
    expect(chat.said.at(-1)).toContain('Something went wrong on my side');
    expect(await house.row(id)).toMatchObject({ state: 'failed', outcome: 'internal' });
  });

  it('that could not be shown when the queue gave up is shown later', async () => {
    const { house, chat } = await open({ fault: () => Promise.reject(new Error('a bug')) });
    const { id } = await house.begin();
    await expect(house.run(id)).rejects.toThrow('a bug');
    chat.fault = () => trouble();
    await expect(house.dead(id)).rejects.toThrow();
    chat.fault = () => undefined;
    await house.dead(id);
    expect(chat.said.at(-1)).toContain('Something went wrong on my side');
  });

  it('with the chat app, up to the last start, leaves the end to the dead letter', async () => {
    const { house, chat } = await open();
    let ended = false;
    chat.fault = (call) => {
      if (call === 'share') ended = true;
      return call === 'update' && ended ? trouble() : undefined;
    };
    const { id } = await house.begin();
    await expect(house.run(id, { lastAttempt: true })).rejects.toThrow();
    chat.fault = () => undefined;
    await house.dead(id);
    expect(chat.said.at(-1)).toContain('The file is ready:');
    expect(await house.row(id)).toMatchObject({ state: 'done', outcome: null });
  });

  it('with the chat app: without a message of its own it answers the request', async () => {
    const { house, chat } = await open();
    chat.fault = (call) => (call === 'post' ? trouble('no') : undefined);
    const { id } = await house.begin();
    await house.run(id);
    expect(chat.answers[0]).toContain('The export stopped');
  });

  it('an end that could not be shown is shown by the next start', async () => {
    const { house, chat } = await open();
    let ended = false;
    chat.fault = (call) => {
      if (call === 'share') ended = true;
      return call === 'update' && ended ? trouble() : undefined;
    };
    const { id } = await house.begin();
    await expect(house.run(id)).rejects.toThrow();
    chat.fault = () => undefined;
    await house.run(id, { attempt: 2 });
    expect(chat.said.at(-1)).toContain('The file is ready:');
    expect(chat.uploads).toBe(1);
  });

  it('at shutdown it stops without a word and goes on elsewhere', async () => {
    const stopping = new AbortController();
    const { house, chat } = await open({
      fault: (call) => {
        if (call === 'details c3 2') stopping.abort(new Error('stopping'));
        return undefined;
      },
    });
    const { id } = await house.begin();
    await expect(house.run(id, { signal: stopping.signal })).rejects.toThrow('stopping');
    expect(chat.said).toHaveLength(1);
    await house.run(id, { attempt: 2 });
    isWhole(chat);
  });
});

describe('a cancelled export', () => {
  const cancel = (id: string) =>
    endExport(database.ledger, id, { state: 'cancelled', at: new Date('2026-11-23T10:00:00Z') });

  it('stops within a page, says so, and sends nothing', async () => {
    const { house, chat, partner } = await open({
      pageSize: 1,
      lines: { c1: linesOf('c1', 5_000) },
      fault: async (call) => {
        if (call === 'details c1 2500') await cancel(id);
        return undefined;
      },
    });
    const { id } = await house.begin();
    await house.run(id);
    expect(chat.said.at(-1)).toContain('Cancelled. Nothing was sent.');
    expect(chat.shared.size).toBe(0);
    expect(partner.calls.length).toBeLessThan(4_900);
    expect(await house.row(id)).toMatchObject({ state: 'cancelled' });
  });

  it('before its turn is never begun', async () => {
    const { house, partner } = await open();
    const { id } = await house.begin();
    expect(await cancel(id)).toBe(true);
    await house.run(id);
    expect(partner.calls).toEqual([]);
  });

  it('is not cancelled once its file is on the way', async () => {
    const { house, chat } = await open();
    const { id } = await house.begin();
    await house.run(id);
    expect(await cancel(id)).toBe(false);
    expect(chat.shared.size).toBe(1);
  });
});

it('progress is edited at most every two seconds, with count, rate and time left', async () => {
  const { house, chat } = await open({
    lines: { c1: linesOf('c1', 10) },
    fault: async (call) => {
      if (call.startsWith('details')) await house.clock.advance(1_100);
      return undefined;
    },
  });
  const { id } = await house.begin();
  await house.run(id);
  const progress = chat.said.filter((text) => text.includes('of about 10 lines'));
  expect(progress.length).toBeGreaterThan(0);
  expect(progress.length).toBeLessThanOrEqual(3);
  expect(progress[0]).toMatch(/\d of about 10 lines · \d lines\/s/);
});

it('two runs of one export at the same time deliver one file, each line once', async () => {
  const { house, chat } = await open();
  const { id } = await house.begin();
  const runs = await Promise.allSettled([house.run(id), house.run(id)]);
  // One may have run into the other and ended with an error: the queue starts it again.
  if (runs.some(({ status }) => status === 'rejected')) await house.run(id);
  const files = [...chat.shared.values()];
  expect(files).toHaveLength(1);
  isWhole(chat);
});

/** Runs the sweep as at that time. */
async function sweepAt(house: ExportHouse, at: Date): Promise<void> {
  await sweepExportsHandler({ ledger: database.ledger, jobs: outboxJobs, folder: house.folder }).run({
    payload: {},
    jobId: 's',
    attempt: 1,
    lastAttempt: true,
    signal: new AbortController().signal,
    clock: { ...house.clock, now: () => at },
    log: quiet,
  });
}

it('whose queue lost its memory is put on it again, and one that has ended is not', async () => {
  const { house } = await open();
  const [lost, ended] = [await house.begin(), await house.begin()];
  await house.run(ended.id);
  const promised = async () => {
    const rows = await database.ledger.selectFrom('outbox').selectAll().execute();
    return rows
      .map(({ job_id }) => job_id)
      .filter((id) => [lost, ended].some((row) => id.includes(`${row.id}-`)));
  };
  await sweepAt(house, new Date(Date.now() + 20 * 60_000));
  expect(await promised()).toEqual([]);
  await sweepAt(house, new Date(Date.now() + 40 * 60_000));
  expect(await promised()).toEqual([`export-${lost.id}-${lost.request_id}`]);
});

it('sweeps what dead runs left, and the pages nobody came back for', async () => {
  const { house } = await open({ fault: (call) => (call === 'details c3 0' ? trouble('no') : undefined) });
  const { id } = await house.begin();
  await house.run(id);
  expect((await house.row(id)).lines).toBe(5);
  await writeFile(join(house.folder, 'left-over.csv'), 'x');
  await sweepAt(house, new Date(Date.now() + 1_200_000));
  expect(await house.filesLeft()).toEqual(['left-over.csv']);
  expect((await house.row(id)).lines).toBe(5);
  await sweepAt(house, new Date(Date.now() + 8 * 86_400_000));
  expect(await house.filesLeft()).toEqual([]);
  expect(await house.row(id)).toMatchObject({ lines: 0, payable: '0', position: { customer: 0 } });
});

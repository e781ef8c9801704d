import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billPartner } from '../../../test/support/bill-partner.ts';
import { cardOf, contextFor, runAs, storeRequest } from '../../../test/support/context.ts';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { somebody } from '../../../test/support/people.ts';
import { endExport, type ExportRow } from '../../ledger/exports.ts';
import type { Actor } from '../command.ts';
import { bill } from './bill.ts';
import { exportCancel, exportRetry } from './export-actions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const person = (userId: string, role: 'finance' | 'admin' = 'finance'): Actor => ({
  ...somebody(role),
  userId,
});
let asked = 0;

async function ask(actor: Actor, typed: Record<string, unknown> = {}, requestId = `r${(asked += 1)}`) {
  await storeRequest(database.ledger, requestId, actor);
  const context = contextFor(database.ledger, billPartner({}), { actor, requestId });
  const input = { month: undefined, customer: undefined, by: undefined, csv: true, xlsx: false, ...typed };
  return runAs(bill, context, input);
}

async function press(action: typeof exportCancel, actor: Actor, token: string) {
  const requestId = `r${(asked += 1)}`;
  await storeRequest(database.ledger, requestId, actor);
  return action.run(contextFor(database.ledger, billPartner({}), { actor, requestId }), token);
}

const exportsOf = (userId: string): Promise<ExportRow[]> =>
  database.ledger
    .selectFrom('exports')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('started_at')
    .execute();
const promised = async (exportId: string) => {
  const rows = await database.ledger.selectFrom('outbox').select(['job_id', 'name', 'payload']).execute();
  return rows.filter(({ payload }) => 'exportId' in payload && payload.exportId === exportId);
};
const first = async (userId: string): Promise<ExportRow> => {
  const [row] = await exportsOf(userId);
  if (!row) throw new Error('no export');
  return row;
};

describe('asking for a file', () => {
  it('takes the export on and hands it to a job that knows nothing but its id', async () => {
    expect(await ask(person('U1'))).toEqual({ ok: true, value: 'handed-over' });
    const row = await first('U1');
    expect(row).toMatchObject({
      cycle: '2026-10',
      format: 'csv',
      state: 'queued',
      channel_id: 'C1',
      customer_id: null,
    });
    expect(await promised(row.id)).toEqual([
      { name: 'announce-export', job_id: `announce-${row.id}`, payload: { exportId: row.id } },
    ]);
  });

  it('again while it is being made points to the one under way, with a button to cancel it', async () => {
    await ask(person('U2'));
    const card = cardOf(await ask(person('U2')));
    const { id } = await first('U2');
    expect(await exportsOf('U2')).toHaveLength(1);
    expect(card.blocks.at(-1)).toMatchObject({ actions: [{ does: { name: 'export.cancel', token: id } }] });
  });

  it('by ten clicks at once makes one file', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(person('U3'))));
    expect(await exportsOf('U3')).toHaveLength(1);
    expect(answers.filter((answer) => answer.ok && answer.value === 'handed-over')).toHaveLength(1);
  });

  it('run twice by the queue is one export', async () => {
    await ask(person('U4'), {}, 'same-request');
    expect(await ask(person('U4'), {}, 'same-request')).toEqual({ ok: true, value: 'handed-over' });
    expect(await exportsOf('U4')).toHaveLength(1);
  });

  it.each([
    ['another month', { month: '2026-09' }],
    ['another customer', { customer: { customerId: 'c1', name: 'acme' } }],
    ['another format', { csv: false, xlsx: true }],
  ])('for %s is another file', async (what, typed) => {
    const user = `U5 ${what}`;
    await ask(person(user));
    expect(await ask(person(user), typed)).toEqual({ ok: true, value: 'handed-over' });
    expect(await exportsOf(user)).toHaveLength(2);
  });

  it('after the last one ended makes a new file', async () => {
    await ask(person('U6'));
    const { id } = await first('U6');
    await endExport(database.ledger, id, { state: 'done', at: new Date() });
    expect(await ask(person('U6'))).toEqual({ ok: true, value: 'handed-over' });
  });
});

describe('cancelling', () => {
  it('is for the one who asked and for admins', async () => {
    await ask(person('U7'));
    const { id } = await first('U7');
    expect(await press(exportCancel, person('U8'), id)).toMatchObject({
      ok: false,
      problem: { code: 'exportOfAnother' },
    });
    expect((await first('U7')).state).toBe('queued');
    expect(cardOf(await press(exportCancel, person('U9', 'admin'), id)).summary).toBe(
      'The export is cancelled.',
    );
    expect((await first('U7')).state).toBe('cancelled');
    expect(cardOf(await press(exportCancel, person('U7'), id)).summary).toContain('Too late');
  });

  it('a button without an export does nothing', async () => {
    expect(await press(exportCancel, person('U7'), 'forged')).toMatchObject({
      ok: false,
      problem: { code: 'actionGone' },
    });
  });
});

describe('trying again', () => {
  it('goes on with a failed export, once, as the request that asked for it', async () => {
    await ask(person('U10'));
    const { id } = await first('U10');
    await endExport(database.ledger, id, { state: 'failed', outcome: 'platformBusy', at: new Date() });
    expect(await press(exportRetry, person('U10'), id)).toEqual({ ok: true, value: 'handed-over' });
    expect(await first('U10')).toMatchObject({
      state: 'queued',
      outcome: null,
      ended_at: null,
      request_id: `r${asked}`,
    });
    expect(await promised(id)).toHaveLength(2);
    expect(cardOf(await press(exportRetry, person('U10'), id)).summary).toContain(
      'not waiting for another try',
    );
  });

  it('does not start a second one beside a new export of the same file', async () => {
    await ask(person('U11'));
    const { id } = await first('U11');
    await endExport(database.ledger, id, { state: 'failed', at: new Date() });
    await ask(person('U11'));
    expect(cardOf(await press(exportRetry, person('U11'), id)).summary).toContain(
      'not waiting for another try',
    );
  });
});

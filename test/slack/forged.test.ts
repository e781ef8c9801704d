import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { preview, sendForApproval } from '../../src/approvals/acts.ts';
import type { Case, Person } from '../../src/approvals/case.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import { saveDraft } from '../../src/ledger/drafts.ts';
import { dice } from '../simulation/dice.ts';
import { couponQuota } from '../support/coupon-partner.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { customer } from '../support/plain-partner.ts';
import {
  commandBody,
  newTrigger,
  postSigned,
  pressBody,
  type SignedOptions,
  submitBody,
} from '../support/slack-requests.ts';
import { type MoneyDoor, openMoneyDoor } from './money-door.ts';

/**
 * Whoever can make a request look like Slack's, or is in the workspace and presses what was never shown to them, moves no money:
 * each click is refused, or counts for the person who made it, once. All of them come through the public door.
 */

let database: TestDatabase;
let door: MoneyDoor;
beforeAll(async () => {
  database = await freshDatabase();
  door = await openMoneyDoor(database, {
    customers: [customer('c1', 'acme', 'Acme Cloud')],
    quotas: [couponQuota('CQ1', '90000000')],
  });
  await vi.waitFor(async () => {
    const { status } = await postSigned(door.url, commandBody('help'));
    expect(status).toBe(200);
  });
});
afterAll(async () => {
  await door.close();
  await database.close();
});

const rep = 'U0REP';
const approver = 'U0APPROVER';
const finance = 'U0FINANCE';
const stranger = 'U0STRANGER';
const admin = 'U0ADMIN';
const personOf = (userId: string): Person => ({ app: 'slack', tenantId: 'T1', userId });

/** What the attacks of a round are aimed at. */
interface Target {
  /** Waits for its approvals. */
  readonly kase: Case;
  /** Ended long ago. */
  readonly late: Case;
  /** A preview that was never sent. */
  readonly unsent: Case;
  /** A form in which an approver is about to give a reason. */
  readonly formId: string;
}

interface Click {
  readonly body: string;
  readonly options?: SignedOptions;
}

type Attack = (target: Target) => Click;

const press = (userId: string, name: string, value: string, more: object = {}) =>
  pressBody(
    { type: 'button', action_id: `action.${name}.0`, block_id: 'b', value },
    { userId, replyUrl: door.fake.replyUrl, ...more },
  );
const approve = (userId: string, { id }: Pick<Case, 'id'>, more: object = {}) =>
  press(userId, 'approval.approve', id, more);

const outsiders = fc.constantFrom(rep, stranger, admin);
const anybody = fc.constantFrom(rep, stranger, admin, approver, finance);
const acts = fc.constantFrom(
  'send',
  'discard',
  'approve',
  'withdraw',
  'take-back',
  'details',
  'settle-done',
  'settle-not-done',
  'settle-go-on',
  'settle-leave',
);

/** Each draws one kind of attack. None of them may move the request. */
const attacks: Readonly<Record<string, fc.Arbitrary<Attack>>> = {
  'a signature that is not Slack’s': fc.string({ minLength: 1 }).map((secret) => ({ kase }) => ({
    body: approve(approver, kase),
    options: { secret: `x${secret}` },
  })),
  'a body changed after it was signed': anybody.map((by) => ({ kase, late }) => ({
    body: approve(by, kase),
    options: { headers: { 'x-slack-signature': `v0=${'0'.repeat(63)}${late.id.slice(0, 1)}` } },
  })),
  'an old request sent again': fc.integer({ min: 301, max: 100_000 }).map((age) => ({ kase }) => ({
    body: approve(approver, kase),
    options: { at: Math.floor(Date.now() / 1000) - age },
  })),
  'somebody of another workspace': fc
    .tuple(anybody, fc.stringMatching(/^T[2-9][A-Z0-9]{1,8}$/))
    .map(([by, teamId]) => ({ kase }) => ({ body: approve(by, kase, { teamId }) })),
  'somebody who may not': fc.constantFrom(rep, stranger, admin).map((by) => ({ kase }) => ({
    body: approve(by, kase),
  })),
  'the requester, by way of a menu': fc.constant(({ kase }) => ({
    body: pressBody(
      {
        type: 'static_select',
        action_id: 'pick.0',
        block_id: 'b',
        selected_option: { value: `action:approval.approve:${kase.id}` },
      },
      { userId: rep, replyUrl: door.fake.replyUrl },
    ),
  })),
  'a late click': fc.tuple(anybody, acts).map(([by, act]) => ({ late }) => ({
    body: press(by, `approval.${act}`, late.id),
  })),
  'a request that was never sent': fc
    .tuple(fc.constantFrom(approver, finance, stranger, admin), acts)
    .map(([by, act]) => ({ unsent }) => ({ body: press(by, `approval.${act}`, unsent.id) })),
  'a changed value': fc
    .tuple(
      anybody,
      acts,
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }).map((text) => () => text),
        fc.nat(31).map((length) => (id: string) => id.slice(0, length)),
        fc.constantFrom(
          (id: string) => `${id} `,
          (id: string) => id.toUpperCase() + '0',
          (id: string) => `${id}' or '1'='1`,
          (id: string) => `${id}-1`,
        ),
      ),
    )
    .map(([by, act, change]) => ({ kase }) => ({ body: press(by, `approval.${act}`, change(kase.id)) })),
  'an act that is not theirs': fc
    .tuple(outsiders, fc.constantFrom('take-back', 'settle-done', 'settle-not-done', 'settle-leave', 'send'))
    .map(([by, act]) => ({ kase }) => ({ body: press(by, `approval.${act}`, kase.id) })),
  'an act nobody knows': fc
    .tuple(anybody, fc.stringMatching(/^[a-z.-]{1,20}$/))
    .map(([by, name]) => ({ kase }) => ({ body: press(by, `approval.${name}x`, kase.id) })),
  'a withdrawal by others': fc.constantFrom(stranger, admin, approver, finance).map((by) => ({ kase }) => ({
    body: press(by, 'approval.withdraw', kase.id),
  })),
  'a refusal typed into a button by somebody who may not': outsiders.map((by) => ({ kase }) => ({
    body: pressBody(
      {
        type: 'button',
        action_id: 'command.0',
        block_id: 'b',
        value: `approvals refuse ${kase.receipt} no way`,
      },
      { userId: by, replyUrl: door.fake.replyUrl },
    ),
  })),
  'a refusal typed by somebody who may not': outsiders.map((userId) => ({ kase }) => ({
    body: commandBody(`approvals refuse ${kase.receipt} no way`, { userId, replyUrl: door.fake.replyUrl }),
  })),
  'a form of somebody else': fc
    .constantFrom(rep, stranger, admin, finance)
    .map((userId) => ({ kase, formId }) => ({ body: refusal(formId, kase, userId) })),
  'a form with changed metadata': fc
    .tuple(anybody, fc.string({ unit: 'binary', maxLength: 60 }))
    .map(([userId, formId]) => ({ kase }) => ({ body: refusal(formId, kase, userId) })),
};

const refusal = (formId: string, { receipt }: Case, userId: string) =>
  submitBody(
    formId,
    {
      receipt: { type: 'plain_text_input', value: receipt },
      reason: { type: 'plain_text_input', value: 'a reason' },
    },
    { userId },
  );

const refusedAtOnce: ReadonlySet<string> = new Set([
  'a signature that is not Slack’s',
  'a body changed after it was signed',
  'an old request sent again',
]);

interface Drawn {
  readonly what: string;
  readonly attack: Attack;
}

const anyAttack: fc.Arbitrary<Drawn> = fc.oneof(
  ...Object.entries(attacks).map(([what, arbitrary]) => arbitrary.map((attack): Drawn => ({ what, attack }))),
);

/** Those who may, pressing one to four times, each press delivered up to three times. */
const presses = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
const round = fc.record({
  amount: fc.constantFrom('100', '2000'),
  attacks: fc.array(anyAttack, { minLength: 50, maxLength: 60, size: 'max' }),
  approver: presses,
  finance: presses,
  order: fc.nat(),
});

async function wish(amount: string): Promise<Case> {
  const shown = await preview(door.room, {
    draft: {
      action: 'coupon.issue',
      customerIds: ['c1'],
      terms: { quotaId: 'CQ1', faceValue: decimal(amount) },
      reason: 'spring sale',
    },
    requester: personOf(rep),
    place: { ...personOf(rep), channelId: 'C0SALES' },
    lang: 'en',
  });
  if (!shown.ok || !shown.value.kase) throw new Error('it cannot be asked for');
  return shown.value.kase;
}

async function asked(amount: string): Promise<Case> {
  const sent = await sendForApproval(door.room, (await wish(amount)).id, personOf(rep));
  if (!sent.ok) throw new Error(sent.problem.code);
  return sent.value;
}

const read = async ({ id }: Case): Promise<Case> => {
  const kase = await door.room.store.read(id);
  if (!kase) throw new Error('the request is gone');
  return kase;
};

const soon = { timeout: 15_000, interval: 20 };

/** Everything that came through the door has ended, and left its row. */
async function settled(): Promise<void> {
  const { ledger } = database;
  await vi.waitFor(async () => {
    const open = await ledger
      .selectFrom('requests')
      .select('id')
      .where('state', 'in', ['received', 'ready', 'running'])
      .limit(1)
      .execute();
    expect(open).toEqual([]);
  }, soon);
  const untold = await ledger
    .selectFrom('requests')
    .leftJoin('audit', 'audit.request_id', 'requests.id')
    .select(['requests.line', 'requests.user_id'])
    .where('audit.seq', 'is', null)
    .execute();
  expect(untold).toEqual([]);
}

let attempts = 0;

test('five thousand attempts: refused, or one effect, and each in the audit', async () => {
  const late = await asked('100');
  await postSigned(door.url, approve(approver, late));
  await vi.waitFor(async () => expect(await read(late)).toMatchObject({ state: 'done' }), soon);
  const unsent = await wish('100');

  await fc.assert(
    fc.asyncProperty(round, async ({ amount, attacks: drawn, approver: by1, finance: by2, order }) => {
      const kase = await asked(amount);
      const formId = crypto.randomUUID();
      await saveDraft(database.ledger, { id: formId, ...draftOf(approver) });
      const target: Target = { kase, late: await read(late), unsent, formId };
      const honest = [...pressed(approver, by1, kase), ...pressed(finance, by2, kase)];
      const clicks: readonly (Click & { readonly what: string; readonly refused: boolean })[] = [
        ...drawn.map(({ what, attack }) => ({ ...attack(target), what, refused: refusedAtOnce.has(what) })),
        ...honest.map((body) => ({ body, what: 'an honest click', refused: false })),
      ];
      attempts += clicks.length;
      const turns = dice(order);
      const sent = await Promise.all(
        clicks
          .map((click) => ({ click, turn: turns.whole(1_000) }))
          .toSorted((one, other) => one.turn - other.turn)
          .map(async ({ click: { body, options, what, refused } }) => {
            const { status } = await postSigned(door.url, body, options);
            return { what, status, refused };
          }),
      );
      for (const { what, status, refused } of sent) expect(status, what).toBe(refused ? 401 : 200);
      await settled();

      const entitled = [
        ...(by1.length > 0 ? [approver] : []),
        ...(by2.length > 0 && amount === '2000' ? [finance] : []),
      ];
      const enough = entitled.length >= (amount === '2000' ? 2 : 1);
      await vi.waitFor(async () => {
        expect(await read(kase)).toMatchObject({ state: enough ? 'done' : 'waiting' });
      }, soon);
      const { approvals } = await read(kase);
      expect(approvals.map(({ by }) => by.userId).toSorted()).toEqual(entitled.toSorted());
      expect(door.issued.filter(({ memo }) => memo.startsWith(kase.receipt))).toHaveLength(enough ? 1 : 0);
      expect(await outcomesOf(kase)).toEqual(
        enough ? ['approved', ...entitled.slice(1).map(() => 'counted')] : entitled.map(() => 'counted'),
      );
      expect(await read(late)).toEqual(target.late);
      expect(await read(unsent)).toEqual(unsent);
    }),
    { numRuns: 100, endOnFailure: true },
  );
  expect(attempts).toBeGreaterThanOrEqual(5_000);
}, 300_000);

const draftOf = (userId: string) => ({
  app: 'slack',
  tenantId: 'T1',
  userId,
  channelId: 'C0APPROVALS',
  command: 'approvals.refuse',
  replyUrl: door.fake.replyUrl,
});

/** Each press has a trigger of its own; a delivery that is repeated has the same. */
const pressed = (userId: string, deliveries: readonly number[], kase: Case): string[] =>
  deliveries.flatMap((times) => {
    const body = approve(userId, kase, { triggerId: newTrigger() });
    return Array.from({ length: times }, () => body);
  });

/** Approvals that counted, as the audit has them. */
async function outcomesOf({ receipt }: Case): Promise<string[]> {
  const rows = await database.ledger
    .selectFrom('audit')
    .select('outcome')
    .where('receipt', '=', receipt)
    .where('action', '=', 'money.approve')
    .where('outcome', 'in', ['approved', 'counted'])
    .execute();
  return rows.map(({ outcome }) => outcome).toSorted();
}

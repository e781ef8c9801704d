import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { Chat } from '../../sandbox/chat/chat.ts';
import type { FaultInput } from '../../sandbox/platform/faults.ts';
import type { CouponView } from '../../sandbox/platform/coupon-control.ts';
import type { Case } from '../../src/approvals/case.ts';
import { caseOf } from '../../src/approvals/ledger-store.ts';
import { verifyChain } from '../../src/ledger/audit-chain.ts';
import { auditLinks } from '../../src/ledger/audit-read.ts';
import { customersOfAssociation } from '../../src/ledger/customers.ts';
import { listCases } from '../../src/ledger/money.ts';
import { type Dice, dice } from '../simulation/dice.ts';
import { engines } from '../support/engines.ts';
import { type Desk, openDeskWorld } from './desk.ts';
import { answersTo, wordsOf } from './reading.ts';

const customersEach = 50;
const wanted = 200;

/** Nothing is issued while the four requests are still being asked for. */
const busy: FaultInput = {
  operation: 'CreatePartnerCoupons',
  kind: 'status',
  status: 429,
  code: 'APIGW.0308',
};

/** Everything but a refusal for good: what may have happened, happened late, or did not happen. */
const badDay = (seed: number): readonly FaultInput[] => {
  const writes = { operation: 'CreatePartnerCoupons', seed } as const;
  return [
    { ...writes, kind: 'status', status: 429, code: 'APIGW.0308', chance: 0.05 },
    { ...writes, kind: 'status', status: 500, code: 'CBC.0999', effect: 'before', chance: 0.01 },
    { ...writes, kind: 'status', status: 500, code: 'CBC.0999', effect: 'after', chance: 0.02 },
    { ...writes, kind: 'reset', effect: 'before', chance: 0.01 },
    { ...writes, kind: 'reset', effect: 'after', chance: 0.02 },
    { ...writes, kind: 'truncate', chance: 0.01 },
    { ...writes, kind: 'slow', effect: 'before', ms: 1_500, chance: 0.01 },
    { operation: 'ListPartnerCouponsRecord', seed, kind: 'lateRows', ms: 1_500 },
    { operation: 'ListPartnerCouponsRecord', seed, kind: 'reset', chance: 0.05 },
    { operation: 'ListQuotaCoupons', seed, kind: 'status', status: 500, code: 'CBC.0999', chance: 0.05 },
  ];
};

const patience = { MONEY_CALL_SECONDS: '2', MONEY_SETTLE_SECONDS: '4', JOB_LOCK_SECONDS: '2' };

describe.each(engines)('on $kind', ({ kind, runs }) => {
  describe.runIf(runs)('', () => {
    test('two hundred approved coupons exist once each, however often workers are killed', async () => {
      const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 100_000);
      console.log(`kill.test on ${kind}: KILL_SEED=${seed}`);
      const desk = await openDeskWorld({
        engine: kind,
        platform: { customers: 120, latency: 15, rate: 0 },
        env: { ...patience, HUAWEI_RATE_LIMITS: 'CreatePartnerCoupons=16,*=150' },
      });
      try {
        const [first] = await Promise.all([desk.start('worker'), desk.start('web')]);
        desk.platform.control.faults.add(busy);
        for (const wish of await wishes(desk)) await askAndApprove(desk, wish);
        expect(desk.platform.control.coupons.issued()).toEqual([]);
        desk.platform.control.faults.clear();
        for (const fault of badDay(seed)) desk.platform.control.faults.add(fault);
        // From here on nobody lives long: all is done by workers that are killed.
        await first.stop('SIGKILL');
        const kills = await killUntil(desk, dice(seed), async () => (await openCases(desk)).length === 0);
        console.log(`kill.test on ${kind}: ${kills} workers killed`);
        expect(kills).toBeGreaterThanOrEqual(3);
        desk.platform.control.faults.clear();
        await everythingIsTrue(desk);
      } finally {
        await desk.close();
      }
    }, 300_000);
  });
});

interface Wish {
  readonly customerIds: readonly string[];
  readonly quotaId: string;
  readonly amount: number;
}

/** Four requests over two quotas, each face value one of its own. */
async function wishes({ database, platform }: Desk): Promise<readonly Wish[]> {
  const customers = await vi.waitUntil(
    async () => {
      const found = (await customersOfAssociation(database.ledger, 'resale')).filter(
        ({ verified }) => verified === 'verified',
      );
      return found.length >= customersEach ? found : undefined;
    },
    { timeout: 20_000, interval: 50 },
  );
  const { coupons } = platform.control;
  const quotas = coupons.quotas().filter(({ status, limits }) => status === 0 && limits.length === 0);
  for (const { id } of quotas) coupons.changeQuota(id, { topUp: '5000' });
  const customerIds = customers.slice(0, customersEach).map(({ customerId }) => customerId);
  return [10, 11, 12, 13].map((amount, at) => ({ customerIds, quotaId: quotas[at % 2]?.id ?? '', amount }));
}

async function askAndApprove({ chat }: Desk, { customerIds, quotaId, amount }: Wish): Promise<void> {
  const before = chat.views('lina').length;
  await chat.as('lina').command('coupon issue', { channel: '#sales' });
  const form = await chat.waitFor(() => chat.views('lina')[before]);
  const answers = answersTo(chat, 'lina');
  await chat.as('lina').submit(form, {
    'field.customers.list': customerIds.join('\n'),
    'field.amount': String(amount),
    'field.quota': quotaId,
    'field.reason': '双十一活动',
  });
  const preview = await answers.next();
  const asked = new Set(cards(chat).map(({ ts }) => ts));
  await chat.as('lina').click(preview, '提交审批');
  const card = await chat.waitFor(() => cards(chat).find(({ ts }) => !asked.has(ts)), 30_000);
  await chat.as('wang').click(card, '同意');
}

/** Requests as they stand before the approvers. */
const cards = (chat: Chat) =>
  chat.messages('#approvals').filter(({ threadTs, kind }) => threadTs === undefined && kind === 'message');

const openCases = async ({ database }: Desk): Promise<readonly Case[]> =>
  (await listCases(database.ledger, 'open', { limit: 10 })).map(caseOf);

/** So many die; those after them may finish what is left, however slow the machine. */
const deaths = 10;

/** Two workers at a time, each killed as a machine dies and replaced, until `isDone`. Answers how many were. */
async function killUntil(desk: Desk, random: Dice, isDone: () => Promise<boolean>): Promise<number> {
  const deadline = Date.now() + 180_000;
  const end = new AbortController();
  const isOver = () => end.signal.aborted;
  let kills = 0;
  const shift = async () => {
    while (!isOver()) {
      const worker = await desk.start('worker');
      if (kills >= deaths) return;
      await aLife(desk, random, isOver);
      if (isOver()) return;
      await worker.stop('SIGKILL');
      kills += 1;
    }
  };
  const killing = Promise.all([shift(), shift()]);
  const waiting = async () => {
    while (!(await isDone())) {
      if (Date.now() > deadline) throw new Error(await whatIsLeft(desk));
      await pause(200);
    }
    end.abort();
  };
  await Promise.all([killing, waiting()]);
  return kills;
}

/** Some seconds at most, and some coupons: on a fast machine too nobody lives to see all two hundred. */
async function aLife({ platform }: Desk, random: Dice, isOver: () => boolean): Promise<void> {
  const made = () => platform.control.coupons.issued().length;
  const lastCoupon = made() + random.whole(50);
  const end = Date.now() + random.whole(8_000);
  while (!isOver() && Date.now() < end && made() < lastCoupon) await pause(10);
  await pause(random.whole(100));
}

const whatIsLeft = async (desk: Desk): Promise<string> =>
  (await openCases(desk))
    .map(({ receipt, state, intents }) => {
      const open = intents.filter((intent) => intent.state !== 'done');
      return `${receipt} ${state}: ${open.map((intent) => `${intent.code} ${intent.state} ${intent.outcome ?? ''}`).join(', ')}`;
    })
    .join('\n');

async function everythingIsTrue({ platform, database, chat }: Desk): Promise<void> {
  const { ledger } = database;
  const made: readonly CouponView[] = platform.control.coupons.issued();
  const cases = (await listCases(ledger, 'ended', { limit: 10 })).map(caseOf);
  const intents = cases.flatMap((kase) => kase.intents);
  expect(cases.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
  expect(intents.map(({ state }) => state)).toEqual(Array.from({ length: wanted }, () => 'done'));
  expect(made.map(({ memo }) => memo).toSorted()).toEqual(intents.map(({ code }) => code).toSorted());
  expect(new Set(made.map(({ memo }) => memo)).size).toBe(wanted);
  const byMemo = new Map(made.map((coupon) => [coupon.memo, coupon]));
  for (const { code, couponId, effect } of intents)
    expect(byMemo.get(code)).toMatchObject({ id: couponId, customer: effect.customerId });

  const rows = await ledger
    .selectFrom('audit')
    .select(['subject', 'outcome'])
    .where('action', '=', 'money.issue')
    .orderBy('seq')
    .execute();
  for (const code of byMemo.keys()) {
    const told = rows.filter(({ subject }) => subject['intent'] === code).map(({ outcome }) => outcome);
    expect(told[0]).toBe('sending');
    expect(told.filter((outcome) => outcome === 'done')).toEqual(['done']);
  }
  expect(await verifyChain(auditLinks(ledger), {})).toMatchObject({ faultCount: 0 });

  await chat.waitFor(() => cards(chat).every((card) => wordsOf(card).includes('已全部完成')), 30_000);
}

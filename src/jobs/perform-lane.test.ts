import { expect, test } from 'vitest';
import { couponPartner, couponQuota } from '../../test/support/coupon-partner.ts';
import { freshDatabase } from '../../test/support/database.ts';
import { moneyHouse } from '../../test/support/money-house.ts';
import { quiet } from '../../test/support/log.ts';
import { problem } from '../kernel/problem.ts';
import { fail } from '../kernel/result.ts';
import { outboxJobs } from './outbox.ts';
import { performLaneHandler } from './perform-lane.ts';

test('a call that spends gives up long before it is taken to be over, and its traces are looked for', async () => {
  const database = await freshDatabase();
  const { ledger } = database;
  const { asked, approve, read, room, clock } = moneyHouse(ledger);
  const { id } = await asked();
  await approve(id);
  const plain = couponPartner({ quotas: [couponQuota('CQ1', '50000')] });
  const handler = performLaneHandler({
    ledger,
    jobs: outboxJobs,
    store: room.store,
    patience: { callMs: 200, settleMs: 60_000 },
    partner: {
      coupons: plain.coupons,
      accounts: plain.accounts,
      until: (signal) => ({
        ...plain,
        coupons: {
          ...plain.coupons,
          issue: () =>
            new Promise((resolve) => {
              signal.addEventListener('abort', () =>
                resolve(fail(problem('outcomeUnknown', undefined, { retry: 'unknown-outcome' }))),
              );
            }),
        },
      }),
    },
  });
  const started = performance.now();
  const signal = new AbortController().signal;
  await handler.run({
    payload: { lane: 'CQ1' },
    jobId: 'j',
    attempt: 1,
    lastAttempt: false,
    signal,
    clock,
    log: quiet,
  });
  expect(performance.now() - started).toBeLessThan(5_000);
  expect((await read(id)).intents[0]).toMatchObject({ state: 'unknown', attempt: 1 });
  await database.close();
});

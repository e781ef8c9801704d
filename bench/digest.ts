import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { startPlatform } from '../sandbox/platform/platform.ts';
import type { Messenger } from '../src/cards/messenger.ts';
import { digestHandlers } from '../src/handlers/digest/send.ts';
import { openPlatform } from '../src/huawei/platform.ts';
import { readFacts } from '../src/jobs/digest/facts.ts';
import { tick } from '../src/jobs/digest/tick.ts';
import { momentOf, sendDigest } from '../src/jobs/digest/work.ts';
import { outboxJobs } from '../src/jobs/outbox.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { dayOf, shiftDay } from '../src/kernel/day.ts';
import { localMinute } from '../src/kernel/due.ts';
import { ok } from '../src/kernel/result.ts';
import { Secret } from '../src/kernel/secret.ts';
import { ledgerWindows } from '../src/ledger/api-windows.ts';
import { keepSpendDay } from '../src/ledger/daily-spend.ts';
import { addDigest, keepDigestFacts } from '../src/ledger/digests.ts';
import { startEmbedded } from '../src/ledger/embedded.ts';
import type { Ledger } from '../src/ledger/ledger.ts';
import { openLedger } from '../src/ledger/open.ts';
import { roomFor } from '../test/support/approval-room.ts';
import { quiet } from '../test/support/log.ts';
import { somebody } from '../test/support/people.ts';
import { plainPartner } from '../test/support/plain-partner.ts';

const customers = Number(process.env['BENCH_CUSTOMERS'] ?? 500);
const digests = Number(process.env['BENCH_DIGESTS'] ?? 1_000);
/** The documented limit of `ListSubCustomerBillDetail`. */
const perSecond = 10;

/**
 * Targets: the facts over 500 customers within 1.3 × of what the rate limit allows, while somebody who asks waits at most
 * a second for the same API (p95); a thousand digests of one minute leave within the chat app's limit, none lost.
 */
export async function benchDigest(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const postgres = await startEmbedded({ dataDir: folder, log: quiet });
  if (!postgres.ok) throw new Error(postgres.problem.code);
  const opened = await openLedger({ url: postgres.value.url, log: quiet });
  if (!opened.ok) throw new Error(opened.problem.code);
  try {
    await facts(opened.value.ledger);
    await thousand(opened.value.ledger);
  } finally {
    await opened.value.close();
    await postgres.value.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function facts(ledger: Ledger): Promise<void> {
  const world = await startPlatform({ customers, billLines: 300, latency: 20 });
  const platform = openPlatform({
    site: 'cn',
    credentials: { kind: 'aksk', ak: world.ak, sk: new Secret(world.sk), domainId: world.domainId },
    endpoints: { bss: world.endpoint },
    windows: ledgerWindows(ledger),
    log: quiet,
  });
  try {
    const now = new Date();
    const day = shiftDay(dayOf(now), -1);
    // The day it is compared with was read a week ago.
    await keepSpendDay(ledger, { day: shiftDay(day, -7), readAt: now }, []);
    const waits: number[] = [];
    let reading = true;
    const person = async () => {
      while (reading) {
        await pause(700);
        const asked = performance.now();
        for await (const page of platform.bills.consumers(cycleText(day))) if (page.ok) break;
        waits.push((performance.now() - asked) / 1_000);
      }
    };
    world.control.calls.reset();
    const began = performance.now();
    const asking = person();
    await readFacts(
      { ledger, partner: platform.inBackground(), readSums: () => Promise.resolve(ok([])) },
      now,
    );
    const seconds = (performance.now() - began) / 1_000;
    reading = false;
    await asking;
    const { operations } = world.control.calls.report();
    const calls = operations['ListSubCustomerBillDetail']?.calls ?? 0;
    const floor = calls / perSecond;
    console.log(
      `${customers} customers: ${calls} detail calls in ${seconds.toFixed(1)} s, ${(seconds / floor).toFixed(2)} × the floor (target ≤ 1.3)`,
    );
    console.log(`a person who asks meanwhile, p95 ${quantile(waits, 0.95).toFixed(2)} s (target ≤ 1)`);
  } finally {
    platform.close();
    await world.stop();
  }
}

// A day begins with its month.
const cycleText = (day: string) => day.slice(0, 7) as `${number}-${number}`;

async function thousand(ledger: Ledger): Promise<void> {
  const partner = plainPartner();
  const actor = somebody('finance');
  const now = new Date();
  const since = new Date(now.getTime() - 3_600_000);
  for (let one = 0; one < digests; one += 1)
    await addDigest(
      ledger,
      { app: 'slack', tenantId: 'T1', userId: `U${one}` },
      {
        minute: localMinute(now, 'UTC'),
        days: 'every',
        timeZone: 'UTC',
        lang: 'en',
        sections: [],
        onlyChanges: false,
        least: '100',
        channelId: undefined,
        at: since,
      },
    );
  const nothing = await readFacts({ ledger, partner, readSums: () => Promise.resolve(ok([])) }, now);
  const body = gzipSync(JSON.stringify(nothing));
  await keepDigestFacts(ledger, momentOf(now), { readAt: now, body });
  const began = performance.now();
  await tick({ ledger, jobs: outboxJobs, calendar: systemClock });
  const claimed = performance.now() - began;
  const rows = await ledger
    .selectFrom('outbox')
    .select(['payload', 'delay_ms'])
    .where('name', '=', sendDigest.name)
    .execute();
  const sent = new Set<string>();
  const post: Messenger['post'] = (to) => {
    sent.add(to.userId);
    return Promise.resolve(ok({ app: 'slack', tenantId: 'T1', channelId: 'D1', messageId: '1' }));
  };
  const never = () => Promise.reject(new Error('not used'));
  const [, send] = digestHandlers({
    ledger,
    partner,
    messenger: { post, answer: never, update: never, uploadFile: never, shareFile: never },
    approvals: roomFor({ ledger, partner, clock: systemClock }),
    jobs: outboxJobs,
    calendar: systemClock,
    actorOf: ({ userId }) => Promise.resolve({ ...actor, userId }),
    admins: '',
    commands: [],
  });
  const written = performance.now();
  for (const { payload } of rows)
    await send?.run({
      payload,
      jobId: 'bench',
      attempt: 1,
      lastAttempt: true,
      signal: new AbortController().signal,
      clock: systemClock,
      log: quiet,
    });
  const seconds = (performance.now() - written) / 1_000;
  const last = Math.max(...rows.map(({ delay_ms }) => delay_ms)) / 1_000;
  console.log(
    `${digests} digests of one minute: claimed in ${(claimed / 1_000).toFixed(2)} s, ${sent.size} sent (target: all)`,
  );
  console.log(
    `written by one worker in ${seconds.toFixed(1)} s; the last leaves after ${last.toFixed(0)} s, ${((digests / last) * 60).toFixed(0)} a minute (target: some hundreds)`,
  );
}

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  Number.NaN;

import type { ApprovalRoom } from '../../src/approvals/acts.ts';
import { openHttpServer } from '../../src/bot/http-server.ts';
import { openSlack } from '../../src/bot/slack/index.ts';
import { houseOf, openDesk } from '../../src/handlers/open-desk.ts';
import { registry } from '../../src/handlers/registry.ts';
import { runCommandHandler } from '../../src/handlers/run-command.ts';
import type { CouponOrder, PartnerPlatform } from '../../src/huawei/partner.ts';
import { openApprovalRoom } from '../../src/jobs/approval-room.ts';
import { moneyWork } from '../../src/jobs/money.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import { startWorkerRole } from '../../src/jobs/start.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { ok } from '../../src/kernel/result.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { openIntake } from '../../src/ledger/intake.ts';
import { testPolicy } from '../support/approval-room.ts';
import { type CouponWorld, couponPartner } from '../support/coupon-partner.ts';
import type { TestDatabase } from '../support/database.ts';
import { type FakeSlack, openFakeSlack } from '../support/fake-slack.ts';
import { quiet } from '../support/log.ts';
import { freshPrefix } from '../support/redis.ts';
import { signingSecret } from '../support/slack-requests.ts';

export interface MoneyDoor {
  readonly url: string;
  readonly fake: FakeSlack;
  readonly room: ApprovalRoom;
  /** Every coupon that was issued. */
  readonly issued: readonly CouponOrder[];
  close(): Promise<void>;
}

/** The public door of Slack and a worker behind it, as `start.ts` wires them, over a platform in memory that only issues. */
export async function openMoneyDoor(database: TestDatabase, world: CouponWorld): Promise<MoneyDoor> {
  const { ledger } = database;
  const clock = systemClock;
  const policy = testPolicy();
  const issued: CouponOrder[] = [];
  const partner = issuing(world, issued);
  const fake = await openFakeSlack();
  const room = openApprovalRoom({
    ledger,
    partner,
    clock,
    policy: policy.approvals,
    jobs: outboxJobs,
    whoIs: ({ userId }) => slack.whoIs(userId),
    homes: () => ({ slack: slack.tenantId() ?? '' }),
  });
  const desk = openDesk({ registry, site: 'cn', policy, ledger, clock, operations: [], approvals: room });
  const slack = openSlack(
    { botToken: new Secret('xoxb-test'), signingSecret: new Secret(signingSecret), apiUrl: fake.apiUrl },
    { desk, policy, ledger, clock, log: quiet },
  );
  const { messenger } = slack;
  const money = moneyWork({
    ledger,
    room,
    partner,
    messenger,
    jobs: outboxJobs,
    patience: { callMs: 2_000, settleMs: 4_000 },
  });
  const [perform] = money.handlers.filter(({ spec }) => spec.name === 'perform-lane');
  if (!perform) throw new Error('nobody carries out what is approved');
  const worker = await startWorkerRole({
    engine: { kind: 'postgres', url: database.url },
    ledger: { ledger, url: database.url, close: () => Promise.resolve() },
    handlers: [
      runCommandHandler({
        registry,
        house: houseOf({ registry, site: 'cn', policy }),
        ledger,
        partner,
        jobs: outboxJobs,
        approvals: room,
        clock,
        log: quiet,
        messenger,
        actorOf: ({ tenantId, userId }) => slack.actorOf(tenantId, userId),
      }),
      perform,
    ],
    log: quiet,
    clock,
    prefix: freshPrefix(),
  });
  if (!worker.ok) throw new Error(worker.problem.code);
  const intake = openIntake({ ledger, url: database.url, log: quiet });
  const { routes } = slack.openDoor(intake);
  const server = await openHttpServer({ host: '127.0.0.1', port: 0, routes, log: quiet });
  return {
    url: `http://127.0.0.1:${server.port}`,
    fake,
    room,
    issued,
    close: async () => {
      await server.close(1_000);
      await worker.value.stop(5_000);
      await slack.stop();
      await intake.close();
      await fake.close();
    },
  };
}

function issuing(world: CouponWorld, issued: CouponOrder[]): PartnerPlatform {
  const plain = couponPartner(world);
  const partner: PartnerPlatform = {
    ...plain,
    coupons: {
      ...plain.coupons,
      issue: (order) => {
        issued.push(order);
        return Promise.resolve(ok({ couponId: `CP${issued.length}` }));
      },
    },
    inBackground: () => partner,
    until: () => partner,
    forRequest: () => partner,
  };
  return partner;
}

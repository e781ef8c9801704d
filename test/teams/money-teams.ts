import { tenant, type PersonKey, people } from '../../sandbox/people.ts';
import type { Post } from '../../sandbox/teams/state/world.ts';
import { startTeams, type Teams } from '../../sandbox/teams/teams.ts';
import { type ApprovalRoom, preview, sendForApproval } from '../../src/approvals/acts.ts';
import type { Case, Person } from '../../src/approvals/case.ts';
import { openHttpServer } from '../../src/bot/http-server.ts';
import { openTeams } from '../../src/bot/teams/index.ts';
import { openComposeBox } from '../../src/handlers/compose/open-box.ts';
import { houseOf, openDesk } from '../../src/handlers/open-desk.ts';
import { loadPolicy } from '../../src/handlers/policy/read.ts';
import { registry } from '../../src/handlers/registry.ts';
import { memoryWindows } from '../../src/huawei/limiter/memory-windows.ts';
import { openApprovalRoom } from '../../src/jobs/approval-room.ts';
import { moneyWork } from '../../src/jobs/money.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { openIntake } from '../../src/ledger/intake.ts';
import { couponPartner, couponQuota } from '../support/coupon-partner.ts';
import type { TestDatabase } from '../support/database.ts';
import { quiet } from '../support/log.ts';
import { customer } from '../support/plain-partner.ts';

export interface MoneyTeams {
  readonly teams: Teams;
  readonly room: ApprovalRoom;
  readonly person: (key: PersonKey) => Person;
  /** Lina's request out of #Sales, for 100 yuan unless said otherwise, shown to all it concerns. */
  readonly asked: (amount?: string) => Promise<Case>;
  /** One that nobody was asked about. */
  readonly drafted: () => Promise<Case>;
  readonly show: (caseId: string) => Promise<void>;
  /** The card of a request in a chat, as it stands there now. */
  readonly cardIn: (chat: string, receipt: string) => Post;
  close(): Promise<void>;
}

/** The public door of Teams and what shows requests, as `start.ts` wires them, in the practice world. */
export async function openMoneyTeams({ ledger, url }: TestDatabase): Promise<MoneyTeams> {
  const clock = systemClock;
  const log = quiet;
  const policy = await loadPolicy('sandbox/policy.yaml');
  const world = await startTeams({ rates: false });
  const partner = couponPartner({
    customers: [customer('c1', 'acme', 'Acme Cloud')],
    quotas: [couponQuota('CQ1', '50000')],
  });
  const room = openApprovalRoom({
    ledger,
    partner,
    clock,
    policy: policy.approvals,
    jobs: outboxJobs,
    whoIs: ({ userId }) => teams.whoIs(userId),
    homes: () => ({ teams: teams.tenantId }),
  });
  const site = 'cn';
  const desk = openDesk({ registry, site, policy, ledger, clock, operations: [], approvals: room });
  const house = houseOf({ registry, site, policy });
  const composeBox = openComposeBox({ offers: registry.compose, house, partner, ledger, clock });
  const { settings } = world;
  const teams = openTeams(
    {
      identity: {
        kind: 'app',
        appId: tenant.appId,
        tenantId: tenant.id,
        credentials: { kind: 'password', password: new Secret(settings['TEAMS_APP_PASSWORD'] ?? '') },
      },
      allowedTenants: [tenant.id],
      targetedMessages: false,
      openIdMetadataUrl: settings['TEAMS_OPENID_METADATA_URL'] ?? '',
      tokenEndpoint: settings['TEAMS_TOKEN_ENDPOINT'] ?? '',
      graphEndpoint: settings['GRAPH_ENDPOINT'] ?? '',
    },
    { desk, composeBox, policy, ledger, windows: memoryWindows(clock), clock, log },
  );
  const intake = openIntake({ ledger, url, log });
  const { routes } = teams.openDoor(intake);
  const server = await openHttpServer({ host: '127.0.0.1', port: 0, routes, log });
  world.connect(`http://127.0.0.1:${server.port}`);
  await world.install('lina', 'tom', 'wang', 'grace', 'visitor');

  const { messenger } = teams;
  const patience = { callMs: 60_000, settleMs: 900_000 };
  const { handlers } = moneyWork({ ledger, room, partner, messenger, jobs: outboxJobs, patience });
  const shows = handlers.find(({ spec }) => spec.name === 'show-case');
  const person = (key: PersonKey): Person => {
    const found = people.find((one) => one.key === key);
    if (!found) throw new Error(`nobody is called ${key}`);
    return { app: 'teams', tenantId: tenant.id, userId: found.entra };
  };
  const show = async (caseId: string) => {
    const { signal } = new AbortController();
    await shows?.run({
      payload: { caseId },
      jobId: 'show',
      attempt: 1,
      lastAttempt: false,
      signal,
      clock,
      log,
    });
  };
  const drafted = async (amount = '100'): Promise<Case> => {
    const requester = person('lina');
    const made = await preview(room, {
      draft: {
        action: 'coupon.issue',
        customerIds: ['c1'],
        terms: { quotaId: 'CQ1', faceValue: decimal(amount) },
        reason: 'spring sale',
      },
      requester,
      place: { ...requester, channelId: '19:sales@thread.tacv2' },
      lang: 'zh-CN',
    });
    if (!made.ok || !made.value.kase) throw new Error('something stands against it');
    return made.value.kase;
  };
  return {
    teams: world,
    room,
    person,
    drafted,
    show,
    asked: async (amount) => {
      const kase = await drafted(amount);
      const sent = await sendForApproval(room, kase.id, kase.requester);
      if (!sent.ok) throw new Error(sent.problem.code);
      await show(kase.id);
      return sent.value;
    },
    cardIn: (chat, receipt) => {
      const found = world
        .posts(chat)
        .find((post) => post.author === 'bot' && JSON.stringify(post).includes(receipt));
      if (!found) throw new Error(`no card of ${receipt} in ${chat}`);
      return found;
    },
    close: async () => {
      await server.close(1_000);
      await intake.close();
      await world.stop();
    },
  };
}

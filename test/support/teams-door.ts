import { openHttpServer } from '../../src/bot/http-server.ts';
import type { TeamsConfig } from '../../src/bot/teams/config.ts';
import { openTeams, type Teams } from '../../src/bot/teams/index.ts';
import type { Desk } from '../../src/handlers/desk.ts';
import { openComposeBox } from '../../src/handlers/compose/open-box.ts';
import { houseOf } from '../../src/handlers/open-desk.ts';
import { policyOf } from '../../src/handlers/policy/policy.ts';
import { registry } from '../../src/handlers/registry.ts';
import { memoryWindows } from '../../src/huawei/limiter/memory-windows.ts';
import type { PartnerPlatform } from '../../src/huawei/partner.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { openIntake } from '../../src/ledger/intake.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { RequestRow } from '../../src/ledger/requests.ts';
import { appId, type FakeTeams, openFakeTeams, tenantId } from './fake-teams.ts';
import { type LogLine, recordingLog } from './log.ts';
import { plainDesk } from './plain-desk.ts';
import { plainPartner } from './plain-partner.ts';

export const ann = '8f0e1a52-6c4b-4d5e-9f10-00000000a11a';
export const bob = '8f0e1a52-6c4b-4d5e-9f10-00000000b0bb';
export const cai = '8f0e1a52-6c4b-4d5e-9f10-0000000000ca';
export const financeGroup = '8f0e1a52-6c4b-4d5e-9f10-0000000f1aa0';

export interface TestTeams {
  readonly url: string;
  readonly fake: FakeTeams;
  readonly teams: Teams;
  readonly log: readonly LogLine[];
  readonly requests: () => Promise<RequestRow[]>;
  /** Posts an activity as Teams does, from Ann in her own chat unless it says otherwise. */
  post(activity: Partial<Activity>, authorization?: string): Promise<Response>;
  close(): Promise<void>;
}

export interface Activity {
  readonly type: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

const policy = policyOf({
  admins: 'Ms Li',
  // Cai may look at customers and at nothing else.
  roles: { approver: ['customers.read'] },
  people: [
    { name: 'Ann', entra: ann, roles: ['rep'] },
    { name: 'Cai', entra: cai, roles: ['approver'] },
  ],
  groups: [{ name: 'finance', entra: financeGroup, roles: ['finance'] }],
});

let count = 0;

/** Where something was said: a personal chat, a group chat or a thread of a channel. */
export const places = {
  personal: { id: 'a:ann', conversationType: 'personal', tenantId },
  group: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId },
  channel: { id: '19:channel@thread.tacv2;messageid=17', conversationType: 'channel', tenantId },
} as const;

/** The real door on a free port, before a Microsoft that takes notes. */
export async function openTestTeams({
  database: { ledger, url },
  desk = {},
  clock = systemClock,
  config = {},
  partner = plainPartner(),
}: {
  readonly database: { readonly ledger: Ledger; readonly url: string };
  readonly desk?: Partial<Desk>;
  readonly clock?: Clock;
  readonly config?: Partial<TeamsConfig>;
  readonly partner?: PartnerPlatform;
}): Promise<TestTeams> {
  const fake = await openFakeTeams();
  const log = recordingLog();
  const { openIdMetadataUrl, tokenEndpoint, graphEndpoint, serviceUrl } = fake;
  const composeBox = openComposeBox({
    offers: registry.compose,
    house: houseOf({ registry, site: 'cn', policy }),
    partner,
    ledger,
    clock,
  });
  const teams = openTeams(
    {
      identity: {
        kind: 'app',
        appId,
        tenantId,
        credentials: { kind: 'password', password: new Secret('app-password') },
      },
      allowedTenants: [tenantId],
      targetedMessages: false,
      openIdMetadataUrl,
      tokenEndpoint,
      graphEndpoint,
      publicUrl: 'https://desk.example.com/',
      ...config,
    },
    {
      desk: { ...plainDesk, ...desk },
      composeBox,
      policy,
      ledger,
      windows: memoryWindows(clock),
      clock,
      log,
    },
  );
  const intake = openIntake({ ledger, url, log });
  const { routes } = teams.openDoor(intake);
  const server = await openHttpServer({ host: '127.0.0.1', port: 0, routes, log });
  const address = `http://127.0.0.1:${server.port}`;
  return {
    url: address,
    fake,
    teams,
    log: log.lines,
    requests: () => ledger.selectFrom('requests').selectAll().orderBy('received_at').execute(),
    post: (activity, authorization = fake.token()) => {
      count += 1;
      return fetch(`${address}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({
          type: 'message',
          id: `activity-${count}`,
          channelId: 'msteams',
          serviceUrl,
          from: { id: '29:ann', aadObjectId: ann, name: 'Ann' },
          recipient: { id: `28:${appId}`, name: 'Partner Desk' },
          conversation: places.personal,
          channelData: { tenant: { id: tenantId } },
          locale: 'en-GB',
          localTimezone: 'Asia/Shanghai',
          ...activity,
        }),
      });
    },
    close: async () => {
      await server.close(1_000);
      await intake.close();
      await fake.close();
    },
  };
}

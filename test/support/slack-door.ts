import { openHttpServer } from '../../src/bot/http-server.ts';
import { openSlack, type Slack, type SlackConfig } from '../../src/bot/slack/index.ts';
import type { Desk } from '../../src/handlers/desk.ts';
import { policyOf } from '../../src/handlers/policy/policy.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { openIntake } from '../../src/ledger/intake.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { RequestRow } from '../../src/ledger/requests.ts';
import { type FakeSlack, openFakeSlack } from './fake-slack.ts';
import { type LogLine, recordingLog } from './log.ts';
import { plainDesk } from './plain-desk.ts';
import { signingSecret } from './slack-requests.ts';

export interface TestDoor {
  readonly url: string;
  readonly fake: FakeSlack;
  readonly slack: Slack;
  readonly log: readonly LogLine[];
  readonly requests: () => Promise<RequestRow[]>;
  close(): Promise<void>;
}

export interface TestDoorOptions {
  readonly database: { readonly ledger: Ledger; readonly url: string };
  readonly desk?: Partial<Desk>;
  readonly clock?: Clock;
  readonly config?: Partial<SlackConfig>;
  /** Told before the door opens, for what Slack says at start. */
  readonly prepare?: (fake: FakeSlack) => void;
}

const policy = policyOf({
  admins: 'Ms Li',
  people: [{ name: 'Ann', slack: 'U11', roles: ['rep'] }],
  groups: [{ name: 'finance', slack: 'S11', roles: ['finance'] }],
});

/** The real door on a free port, against a Slack that takes notes. */
export async function openTestDoor({
  database: { ledger, url },
  desk = {},
  clock = systemClock,
  config = {},
  prepare,
}: TestDoorOptions): Promise<TestDoor> {
  const fake = await openFakeSlack();
  prepare?.(fake);
  const log = recordingLog();
  const slack = openSlack(
    {
      botToken: new Secret('xoxb-test'),
      signingSecret: new Secret(signingSecret),
      apiUrl: fake.apiUrl,
      ...config,
    },
    { desk: { ...plainDesk, ...desk }, policy, ledger, clock, log },
  );
  const intake = openIntake({ ledger, url, log });
  const { routes } = slack.openDoor(intake);
  const server = await openHttpServer({ host: '127.0.0.1', port: 0, routes, log });
  return {
    url: `http://127.0.0.1:${server.port}`,
    fake,
    slack,
    log: log.lines,
    requests: () => ledger.selectFrom('requests').selectAll().orderBy('received_at').execute(),
    close: async () => {
      await slack.stop();
      await server.close(1_000);
      await intake.close();
      await fake.close();
    },
  };
}

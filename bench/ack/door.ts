import { healthRoutes, openHttpServer, openSlack } from '../../src/bot/index.ts';
import { openDesk } from '../../src/handlers/open-desk.ts';
import { policyOf } from '../../src/handlers/policy/policy.ts';
import { registry } from '../../src/handlers/registry.ts';
import { systemClock as clock } from '../../src/kernel/clock.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { openIntake } from '../../src/ledger/intake.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { openLog } from '../../src/log.ts';
import { lines } from './load.ts';

/** Our door as the web role runs it: real ledger, real desk, no worker. */
const log = openLog('warn');
const opened = await openLedger({ url: process.env['DATABASE_URL'] ?? '', log });
if (!opened.ok) throw new Error(opened.problem.code);
const { ledger, url } = opened.value;
const policy = policyOf({
  admins: 'bench',
  people: [{ name: 'bench', slack: 'U1', roles: ['rep'] }],
  groups: [],
});
const desk = openDesk({ registry, site: 'cn', policy, ledger, clock, operations: [] });
for (const line of lines) if (!desk.glance(line)) throw new Error(`${line} should need no reading`);
const slack = openSlack(
  {
    botToken: new Secret('xoxb-bench'),
    signingSecret: new Secret(process.env['SIGNING_SECRET'] ?? ''),
    apiUrl: process.env['SLACK_API_URL'] ?? '',
  },
  { desk, policy, ledger, clock, log },
);
const intake = openIntake({ ledger, url, log });
const { routes } = slack.openDoor(intake);
const checks = { slack: () => slack.isReady() };
const server = await openHttpServer({
  host: '127.0.0.1',
  port: 0,
  routes: { ...routes, ...healthRoutes({ checks }) },
  log,
});
while (!slack.isReady()) await clock.sleep(20);
process.send?.({ port: server.port });
process.once('disconnect', () => process.exit());

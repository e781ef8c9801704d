import type { Agent } from 'node:http';
import type { Who } from '../../approvals/policy/policy.ts';
import type { Messenger } from '../../cards/messenger.ts';
import type { Desk } from '../../handlers/desk.ts';
import type { Policy } from '../../handlers/policy/policy.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { RequestIntake } from '../../ledger/intake.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Routes } from '../http-server.ts';
import { type ActorOf, slackActors } from './actors.ts';
import { buildApp, httpListener, httpReceiver, slackPath } from './app.ts';
import { boltLogger } from './bolt-log.ts';
import { openDoor } from './door.ts';
import { openGroups } from './groups.ts';
import { openHomePages } from './home.ts';
import { learnInstallation } from './installation.ts';
import { slackMessenger } from './messenger.ts';
import { openPeople } from './people.ts';
import { openPictures } from './pictures.ts';
import { type Dispatcher, keepConnected, type SocketConnection, socketReceiver } from './socket.ts';
import { openSlackApi } from './web-api.ts';

export interface SlackConfig {
  readonly botToken: Secret;
  readonly signingSecret: Secret;
  /** Present: Socket Mode. */
  readonly appToken?: Secret | undefined;
  readonly apiUrl: string;
  /** Refuses to work for a token of another workspace. */
  readonly teamId?: string | undefined;
  /** Font file for charts that Slack does not draw itself; looked for in the usual places when absent. */
  readonly chartFont?: string | undefined;
  /** Proxy, for calls and for the Socket Mode connection. */
  readonly agent?: Agent | undefined;
  readonly dispatcher?: Dispatcher | undefined;
}

export interface SlackParts {
  readonly desk: Desk;
  readonly policy: Policy;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** Slack for this process: the way to people, and, once opened, the door. */
export interface Slack {
  readonly messenger: Messenger;
  readonly actorOf: ActorOf;
  /** The groups of somebody, asked at this moment. */
  whoIs(userId: string): Promise<Who>;
  /** Undefined until Slack has said where the bot is installed. */
  tenantId(): string | undefined;
  /** A request of theirs has ended: their home page shows it, if they looked at it lately. */
  requestEnded(tenantId: string, userId: string): void;
  /** Lets people in. The routes are for the http server; none in Socket Mode. */
  openDoor(intake: RequestIntake): { readonly routes: Routes };
  /** Has Slack said who the bot is, and is the door connected? */
  isReady(): boolean;
  stop(): Promise<void>;
}

export function openSlack(config: SlackConfig, { desk, policy, ledger, clock, log }: SlackParts): Slack {
  const { botToken, signingSecret, appToken, apiUrl, teamId, chartFont, agent, dispatcher } = config;
  const logger = boltLogger(log);
  const stopping = new AbortController();
  const api = openSlackApi({ token: botToken.reveal(), apiUrl, logger, clock, agent });
  const installation = learnInstallation(api, { teamId, clock, log, signal: stopping.signal });
  const people = openPeople(ledger, api, clock, log);
  const groups = openGroups(api, clock, log);
  const actorOf = slackActors(people, groups, policy);
  const home = openHomePages({ api, desk, actorOf, ledger, clock, log });
  const messenger = slackMessenger({
    api,
    ledger,
    clock,
    pictures: openPictures(api, chartFont),
  });
  let socket: SocketConnection | undefined;

  return {
    messenger,
    actorOf,
    whoIs: async (userId) => ({ userId, ...(await groups.askNow(userId, policy.groupIds('slack'))) }),
    tenantId: () => installation.current()?.tenantId,
    requestEnded: (tenantId, userId) => {
      home.refresh(tenantId, userId).catch((error: unknown) => {
        log.warn({ err: error }, 'a home page could not be refreshed');
      });
    },
    openDoor: (intake) => {
      const door = openDoor({
        api,
        desk,
        ledger,
        intake,
        messenger,
        installation,
        people,
        actorOf,
        home,
        clock,
        log,
      });
      if (appToken) {
        const receiver = socketReceiver({ appToken, apiUrl, fetch: api.fetch, logger, dispatcher });
        buildApp(receiver, door, groups, { botToken, apiUrl, logger });
        socket = keepConnected(receiver, clock, log);
        return { routes: {} };
      }
      const receiver = httpReceiver(signingSecret, logger);
      buildApp(receiver, door, groups, { botToken, apiUrl, logger });
      return { routes: { [slackPath]: { POST: httpListener(receiver, clock, log) } } };
    },
    isReady: () => installation.current() !== undefined && (socket === undefined || socket.isConnected()),
    stop: async () => {
      stopping.abort();
      await socket?.stop();
    },
  };
}

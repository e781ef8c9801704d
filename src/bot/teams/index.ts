import type { Who } from '../../approvals/policy/policy.ts';
import type { Messenger } from '../../cards/messenger.ts';
import type { Actor } from '../../handlers/command.ts';
import type { ComposeBox } from '../../handlers/compose/open-box.ts';
import type { Desk } from '../../handlers/desk.ts';
import { actorOf as actorFrom, type Policy } from '../../handlers/policy/policy.ts';
import type { WindowStore } from '../../kernel/call-window.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { langOf } from '../../kernel/texts/index.ts';
import type { RequestIntake } from '../../ledger/intake.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { agentsFor } from '../agents.ts';
import { isLoopbackUrl } from '../loopback.ts';
import type { Routes } from '../http-server.ts';
import { openRequestStore } from '../request-store.ts';
import { readActivity } from './activity.ts';
import type { TeamsConfig } from './config.ts';
import { openConnector } from './connector.ts';
import { openDoor } from './door.ts';
import { downloadRoute } from './downloads.ts';
import { downloadPath } from './files.ts';
import { openEntraGroups } from './graph.ts';
import { type Http, openHttp } from './http.ts';
import { openLibrary } from './library.ts';
import { teamsListener, teamsPath } from './listener.ts';
import { teamsMessenger } from './messenger.ts';
import { openNames } from './names.ts';
import { openPeople } from './people.ts';
import { receive } from './receive.ts';
import { openRosters } from './rosters.ts';
import { keptTokens, machineTokens, noTokens, passwordTokens, type Tokens } from './tokens.ts';
import { openTurns } from './turns.ts';

export interface TeamsParts {
  readonly desk: Desk;
  readonly composeBox: ComposeBox;
  readonly policy: Policy;
  readonly ledger: Ledger;
  /** Shared by all processes. */
  readonly windows: WindowStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** Teams for this process: the way to people, and, once opened, the door. */
export interface Teams {
  readonly messenger: Messenger;
  readonly actorOf: (tenantId: string, userId: string) => Promise<Actor>;
  /** The one whose channels the policy names. */
  readonly tenantId: string;
  /** The groups of somebody, asked at this moment. */
  whoIs(userId: string): Promise<Who>;
  /** Lets people in; the routes are for the http server. */
  openDoor(intake: RequestIntake): { readonly routes: Routes };
}

export function openTeams(config: TeamsConfig, parts: TeamsParts): Teams {
  const { desk, composeBox, policy, ledger, windows, clock, log } = parts;
  const { identity, publicUrl, allowedTenants } = config;
  const http = openHttp(agentsFor(config.agent));
  const library = openLibrary({ ...config, readActivity });
  const tokens = tokensOf(config, http, clock);
  const people = openPeople(ledger, clock, log);
  const groups = openEntraGroups({ http, tokens, endpoint: config.graphEndpoint, clock, log });
  const connector = openConnector({ http, tokens, turn: openTurns(windows, clock, log), clock });
  const rosters = openRosters({ connector, ledger, clock });
  const messenger = teamsMessenger({
    connector,
    rosters,
    ledger,
    clock,
    namesOn: openNames(ledger, policy.people),
    targetedMessages: config.targetedMessages,
    hasDownloads: publicUrl !== undefined,
  });

  const actorOf = async (tenantId: string, userId: string): Promise<Actor> => {
    const [{ locale, timeZone }, membership] = await Promise.all([
      people.find(tenantId, userId),
      groups.of(userId, policy.groupIds('teams')),
    ]);
    return actorFrom(policy, {
      app: 'teams',
      tenantId,
      userId,
      lang: langOf(locale),
      timeZone,
      ...membership,
    });
  };

  return {
    messenger,
    actorOf,
    tenantId: allowedTenants[0] ?? '',
    whoIs: async (userId) => ({ userId, ...(await groups.askNow(userId, policy.groupIds('teams'))) }),
    openDoor: (intake) => {
      const door = openDoor({
        desk,
        composeBox,
        ledger,
        messenger,
        people,
        rosters,
        actorOf,
        storeRequest: openRequestStore('teams', intake, log),
        http,
        clock,
        log,
        publicUrl,
        allowedTenants,
        onThisMachine: identity.kind === 'practice' || isHere(config.openIdMetadataUrl),
      });
      return {
        routes: {
          [teamsPath]: { POST: teamsListener(library, (activity) => receive(door, activity), log) },
          ...(publicUrl === undefined ? {} : { [downloadPath]: { GET: downloadRoute(ledger, clock) } }),
        },
      };
    },
  };
}

/** Who trusts keys of this machine stands among simulations, and speaks to nobody else. */
const isHere = (url: string | undefined): boolean => url !== undefined && isLoopbackUrl(url);

function tokensOf({ identity, tokenEndpoint }: TeamsConfig, http: Http, clock: Clock): Tokens {
  if (identity.kind === 'practice') return noTokens;
  const { appId, credentials } = identity;
  if (credentials.kind === 'password') {
    const { password } = credentials;
    return keptTokens(passwordTokens({ http, endpoint: tokenEndpoint, appId, password, clock }), clock);
  }
  const onThisMachine = openHttp(agentsFor(undefined));
  return keptTokens(machineTokens({ http: onThisMachine, identity: credentials }), clock);
}

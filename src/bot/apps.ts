import type { Homes } from '../approvals/channels.ts';
import type { Who } from '../approvals/policy/policy.ts';
import type { ChatApp, Messenger } from '../cards/messenger.ts';
import type { Actor } from '../handlers/command.ts';
import { problem } from '../kernel/problem.ts';
import { fail } from '../kernel/result.ts';
import type { RequestIntake } from '../ledger/intake.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findRequest } from '../ledger/requests.ts';
import { whenLedgerAnswers } from '../ledger/unavailable.ts';
import type { Check } from './health.ts';
import type { Routes } from './http-server.ts';
import type { Slack } from './slack/index.ts';
import type { Teams } from './teams/index.ts';

interface Somebody {
  readonly app: ChatApp;
  readonly tenantId: string;
  readonly userId: string;
}

/** The chat apps of this process as one: everything goes to the app that it names. */
export interface Apps {
  readonly messenger: Messenger;
  actorOf(who: Somebody): Promise<Actor>;
  /** The groups of somebody, asked at this moment. */
  whoIs(who: Pick<Somebody, 'app' | 'userId'>): Promise<Who>;
  requestEnded(who: Somebody): void;
  /** Where the approvers' channels of each app are; none for one that is off. */
  homes(): Homes;
  openDoors(intake: RequestIntake): Routes;
  readonly checks: Readonly<Record<string, Check>>;
  stop(): Promise<void>;
}

export interface AppsParts {
  readonly slack: Slack | undefined;
  readonly teams: Teams | undefined;
  readonly ledger: Ledger;
}

/** An app that was switched off may still be named by what was asked there before. */
const switchedOff = (app: ChatApp) =>
  problem('chatRefused', { reason: `${app} is off` }, { wireCode: 'app_off' });

export function openApps({ slack, teams, ledger }: AppsParts): Apps {
  const messengerOf = (app: ChatApp): Messenger | undefined =>
    app === 'slack' ? slack?.messenger : teams?.messenger;

  const through = <T>(
    app: ChatApp,
    act: (messenger: Messenger) => ReturnType<typeof fail> | Promise<T>,
  ): Promise<T | ReturnType<typeof fail>> => {
    const messenger = messengerOf(app);
    return Promise.resolve(messenger ? act(messenger) : fail(switchedOff(app)));
  };

  const answer: Messenger['answer'] = async (requestId, card, lang, options) => {
    const found = await whenLedgerAnswers(() => findRequest(ledger, requestId));
    if (!found.ok) return found;
    if (!found.value) throw new Error(`no request ${requestId}`);
    const app = found.value.app === 'teams' ? 'teams' : 'slack';
    return through(app, (messenger) => messenger.answer(requestId, card, lang, options));
  };

  return {
    messenger: {
      // With one app there is nothing to look up.
      answer: (...asked) =>
        slack && teams
          ? answer(...asked)
          : through(slack ? 'slack' : 'teams', (messenger) => messenger.answer(...asked)),
      post: (to, ...rest) => through(to.app, (messenger) => messenger.post(to, ...rest)),
      update: (ref, ...rest) => through(ref.app, (messenger) => messenger.update(ref, ...rest)),
      uploadFile: (to, ...rest) => through(to.app, (messenger) => messenger.uploadFile(to, ...rest)),
      shareFile: (to, ...rest) => through(to.app, (messenger) => messenger.shareFile(to, ...rest)),
    },
    actorOf: ({ app, tenantId, userId }) => {
      const door = app === 'slack' ? slack : teams;
      return door ? door.actorOf(tenantId, userId) : Promise.resolve(stranger({ app, tenantId, userId }));
    },
    whoIs: ({ app, userId }) => {
      const door = app === 'slack' ? slack : teams;
      // Whose groups nobody can ask has no rights.
      return door?.whoIs(userId) ?? Promise.resolve({ userId, groupIds: [], unreadableGroupIds: [] });
    },
    requestEnded: ({ app, tenantId, userId }) => {
      if (app === 'slack') slack?.requestEnded(tenantId, userId);
    },
    // Slack's own token knows its workspace even before we do.
    homes: () => ({
      ...(slack ? { slack: slack.tenantId() ?? '' } : {}),
      ...(teams ? { teams: teams.tenantId } : {}),
    }),
    openDoors: (intake) => ({ ...slack?.openDoor(intake).routes, ...teams?.openDoor(intake).routes }),
    checks: slack ? { slack: () => slack.isReady() } : {},
    stop: async () => slack?.stop(),
  };
}

const stranger = (who: Somebody): Actor => ({
  ...who,
  lang: 'en',
  timeZone: 'UTC',
  roles: [],
  groupIds: [],
  unreadableGroupIds: [],
  may: new Set(),
});

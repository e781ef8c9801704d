import { problemCard, problemText } from '../../cards/problem.ts';
import type { Card } from '../../cards/card.ts';
import type { Messenger } from '../../cards/messenger.ts';
import type { Desk } from '../../handlers/desk.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { doorRequests } from '../../kernel/metrics.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { type Lang, translator } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { RequestIntake } from '../../ledger/intake.ts';
import { type Kind, openRequestStore } from '../request-store.ts';
import type { ActorOf } from './actors.ts';
import type { Arrival } from './arrival.ts';
import type { HomePages } from './home.ts';
import { isOurs, type InstallationWatch, type Origin } from './installation.ts';
import type { People } from './people.ts';
import { asGoodAsItGets } from './simpler.ts';
import { reply } from './reply-url.ts';
import type { SlackApi } from './web-api.ts';

export interface DoorParts {
  readonly api: SlackApi;
  readonly desk: Desk;
  readonly ledger: Ledger;
  readonly intake: RequestIntake;
  readonly messenger: Messenger;
  readonly installation: InstallationWatch;
  readonly people: People;
  readonly actorOf: ActorOf;
  readonly home: HomePages;
  readonly clock: Clock;
  readonly log: Log;
}

/** What every kind of arrival goes through. */
export interface Door extends DoorParts {
  /** The tenant, or why nobody there is served. */
  admit(kind: Kind, origin: Origin): Result<string>;
  /** Stores a request and, when it is ready, its job. Undefined for a delivery that came before. */
  store(kind: Kind, tenantId: string, arrival: Arrival, ask: Ask): Promise<Result<string | undefined>>;
  /** A problem in the language the person read last: nothing is looked up for it. */
  sentence(userId: string, found: Problem): string;
  /** Shows a card to the one who came, and to nobody else. */
  tell(tenantId: string, arrival: Arrival, card: Card, lang: Lang): Promise<void>;
  tellProblem(tenantId: string, arrival: Arrival, found: Problem): Promise<void>;
}

export interface Ask {
  readonly line: string;
  readonly token?: string;
  readonly ready: boolean;
}

export function openDoor(parts: DoorParts): Door {
  const { api, intake, messenger, installation, people, log } = parts;
  const store = openRequestStore('slack', intake, log);

  const sentence = (userId: string, found: Problem): string =>
    problemText(found, translator(people.langOf(userId)));

  const tell: Door['tell'] = async (tenantId, arrival, card, lang) => {
    const { replyUrl, userId } = arrival;
    if (replyUrl !== undefined) {
      const sent = await asGoodAsItGets(card, lang, (message) =>
        reply(api.fetch, replyUrl, { ...message, replaceOriginal: false }),
      );
      if (sent.ok) return;
    }
    const sent = await messenger.post({ app: 'slack', tenantId, userId }, card, lang);
    if (!sent.ok) log.warn({ reason: sent.problem.wireCode }, 'somebody could not be answered');
  };

  return {
    ...parts,
    sentence,
    tell,
    tellProblem: (tenantId, arrival, found) => {
      const lang = people.langOf(arrival.userId);
      return tell(tenantId, arrival, problemCard(found, translator(lang)), lang);
    },
    admit: (kind, origin) => {
      const here = installation.current();
      if (here && isOurs(here, origin)) return ok(here.tenantId);
      doorRequests.inc({ app: 'slack', kind, end: 'refused' });
      if (!here) return fail(problem('doorNotReady', {}, { retry: 'later' }));
      log.warn({ kind, team: origin.teamId, personTeam: origin.personTeamId }, 'refused a foreign workspace');
      return fail(problem('foreignWorkspace'));
    },
    store: (kind, tenantId, arrival, ask) => {
      const { dedupeKey, channelId, threadId, messageId, userId, replyUrl } = arrival;
      return store(kind, {
        dedupeKey,
        tenantId,
        channelId,
        threadId,
        messageId,
        userId,
        replyUrl,
        ...ask,
      });
    },
  };
}

import { problemCard, problemText } from '../../cards/problem.ts';
import type { Card } from '../../cards/card.ts';
import type { Actor } from '../../handlers/command.ts';
import type { ComposeBox } from '../../handlers/compose/open-box.ts';
import type { Desk } from '../../handlers/desk.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { doorRequests } from '../../kernel/metrics.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { type Lang, translator } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { attend } from '../attend.ts';
import { type Kind, maxLine, type StoreRequest } from '../request-store.ts';
import type { Arrival } from './arrival.ts';
import type { Http } from './http.ts';
import type { TeamsMessenger } from './messenger.ts';
import type { People } from './people.ts';
import type { TeamsMessage } from './render/message.ts';
import type { Rosters } from './rosters.ts';

export interface DoorParts {
  readonly desk: Desk;
  readonly composeBox: ComposeBox;
  readonly ledger: Ledger;
  readonly messenger: TeamsMessenger;
  readonly people: People;
  readonly rosters: Rosters;
  readonly actorOf: (tenantId: string, userId: string) => Promise<Actor>;
  readonly storeRequest: StoreRequest;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string | undefined;
  readonly allowedTenants: readonly string[];
  /** Everything around is simulated: addresses elsewhere are refused. */
  readonly onThisMachine: boolean;
}

export interface Ask {
  readonly line: string;
  readonly token?: string;
}

/** What every kind of arrival goes through. */
export interface Door extends DoorParts {
  /** Stores what somebody asks for; a worker takes it, or it is read for them after this has answered. */
  take(kind: Kind, arrival: Arrival, ask: Ask, openForm: OpenForm): Promise<Result<void>>;
  /** A problem in the language the person read last. */
  sentence(userId: string, found: Problem): string;
  tell(arrival: Arrival, card: Card, lang: Lang): Promise<void>;
  tellMessage(arrival: Arrival, message: TeamsMessage): Promise<void>;
  tellProblem(arrival: Arrival, found: Problem): Promise<void>;
  /** Goes on after the app has its answer; what breaks is told. */
  after(arrival: Arrival, work: () => Promise<void>): void;
}

export type OpenForm = (
  actor: Actor,
  form: Parameters<Parameters<typeof attend>[1]['openForm']>[0],
) => Promise<void>;

export function openDoor(parts: DoorParts): Door {
  const { desk, messenger, people, actorOf, storeRequest, log } = parts;

  const tellMessage = async (arrival: Arrival, message: TeamsMessage): Promise<void> => {
    const sent = await messenger.tell(conversationOf(arrival), message, arrival.place);
    if (!sent.ok) log.warn({ reason: sent.problem.wireCode }, 'somebody could not be answered');
  };

  const tell: Door['tell'] = async (arrival, card, lang) =>
    tellMessage(arrival, await messenger.render(card, lang, arrival.tenantId));

  const tellProblem: Door['tellProblem'] = (arrival, found) => {
    const lang = people.langOf(arrival.userId);
    return tell(arrival, problemCard(found, translator(lang)), lang);
  };

  const after: Door['after'] = (arrival, work) => {
    work().catch((error: unknown) => {
      log.error({ err: error, dedupeKey: arrival.dedupeKey }, 'a request from Teams broke off');
    });
  };

  return {
    ...parts,
    sentence: (userId, found) => problemText(found, translator(people.langOf(userId))),
    tell,
    tellMessage,
    tellProblem,
    after,
    take: async (kind, arrival, { line, token }, openForm) => {
      if (line.length > maxLine || (token?.length ?? 0) > maxLine)
        return fail(problem('lineTooLong', { max: maxLine }));
      const ready = token !== undefined || kind === 'view' || desk.glance(line);
      const { tenantId, userId, dedupeKey, messageId } = arrival;
      const stored = await storeRequest(kind, {
        dedupeKey: `teams:${dedupeKey}`,
        tenantId,
        channelId: arrival.place.conversationId,
        threadId: arrival.threadId,
        messageId,
        userId,
        line,
        ready,
        ...(token === undefined ? {} : { token }),
      });
      if (!stored.ok) return stored;
      const requestId = stored.value;
      if (!ready && requestId !== undefined)
        after(arrival, async () => {
          const actor = await actorOf(tenantId, userId);
          await attend(parts, {
            requestId,
            line,
            actor,
            openForm: (form) => openForm(actor, form),
            tell: (card) => tell(arrival, card, actor.lang),
          });
        });
      return ok(undefined);
    },
  };
}

const conversationOf = ({ tenantId, userId, place, threadId }: Arrival) =>
  ({
    app: 'teams',
    tenantId,
    userId,
    channelId: place.conversationId,
    ...(threadId === undefined ? {} : { threadId }),
  }) as const;

export const refused = (kind: Kind): void => doorRequests.inc({ app: 'teams', kind, end: 'refused' });

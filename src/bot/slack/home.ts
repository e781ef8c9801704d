import type { Desk } from '../../handlers/desk.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { hasSeenHomeSince, markHomeSeen } from '../../ledger/people.ts';
import type { ActorOf } from './actors.ts';
import { renderHome } from './render/home.ts';
import type { SlackApi } from './web-api.ts';

export interface HomePages {
  /** Somebody opened their page. */
  opened(tenantId: string, userId: string): Promise<void>;
  /** A request of theirs has ended; shown at once if they looked at the page lately. */
  refresh(tenantId: string, userId: string): Promise<void>;
}

export interface HomePagesParts {
  readonly api: SlackApi;
  readonly desk: Pick<Desk, 'home'>;
  readonly actorOf: ActorOf;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

const lookedLatelyMs = 60 * 60_000;

export function openHomePages({ api, desk, actorOf, ledger, clock, log }: HomePagesParts): HomePages {
  const publish = async (tenantId: string, userId: string): Promise<void> => {
    const actor = await actorOf(tenantId, userId);
    const view = renderHome(await desk.home(actor), { lang: actor.lang });
    const shown = await api.patiently(
      'views.publish',
      (client) => client.views.publish({ user_id: userId, view }),
      {
        repeatable: true,
      },
    );
    if (!shown.ok) log.warn({ reason: shown.problem.wireCode }, 'a home page could not be shown');
  };
  const publishInOrder = lastOneCounts(publish);
  return {
    opened: async (tenantId, userId) => {
      await publishInOrder(tenantId, userId);
      await markHomeSeen(ledger, 'slack', tenantId, userId, clock.now());
    },
    refresh: async (tenantId, userId) => {
      const since = new Date(clock.now().getTime() - lookedLatelyMs);
      if (await hasSeenHomeSince(ledger, 'slack', tenantId, userId, since)) {
        await publishInOrder(tenantId, userId);
      }
    },
  };
}

/** One page at a time per person: what is asked for meanwhile is one more page at the end, never an older one. */
function lastOneCounts(publish: (tenantId: string, userId: string) => Promise<void>): typeof publish {
  const running = new Map<string, { again: boolean }>();
  return async (tenantId, userId) => {
    const key = `${tenantId}/${userId}`;
    const other = running.get(key);
    if (other) {
      other.again = true;
      return;
    }
    const mine = { again: true };
    running.set(key, mine);
    try {
      while (mine.again) {
        mine.again = false;
        await publish(tenantId, userId);
      }
    } finally {
      running.delete(key);
    }
  };
}

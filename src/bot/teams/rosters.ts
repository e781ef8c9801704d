import type { Clock } from '../../kernel/clock.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { teamsAddresses, type TeamsPlace } from '../../ledger/teams.ts';
import type { Connector, Roster } from './connector.ts';
import { limits } from './render/limits.ts';

/** Who reads in a place, never older than a minute. */
export interface Rosters {
  /** Whom Teams is to ask about by itself: everybody where they are few, else those of these people that are known. */
  readonly readers: (place: TeamsPlace, userIds: readonly string[]) => Promise<readonly string[]>;
  /** Whether somebody is in a place now. */
  readonly has: (place: TeamsPlace, address: string) => Promise<Result<boolean>>;
}

const freshMs = 60_000;
const remembered = 1_000;

export function openRosters({
  connector,
  ledger,
  clock,
}: {
  readonly connector: Pick<Connector, 'members' | 'isMember'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
}): Rosters {
  const known = new Map<string, { readonly roster: Promise<Result<Roster>>; until: number }>();

  const rosterOf = (place: TeamsPlace): Promise<Result<Roster>> => {
    const { conversationId } = place;
    const now = clock.now().getTime();
    const before = known.get(conversationId);
    if (before && before.until > now) return before.roster;
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= remembered) known.delete(oldest);
    const entry = { roster: connector.members(place, conversationId), until: now + freshMs };
    known.set(conversationId, entry);
    void entry.roster.then(({ ok: isRead }) => {
      if (!isRead) entry.until = 0;
    });
    return entry.roster;
  };

  return {
    readers: async (place, userIds) => {
      const read = await rosterOf(place);
      const addresses = read.ok && read.value.isComplete ? read.value.addresses : [];
      if (addresses.length > 0 && addresses.length <= limits.refresh.users) return addresses;
      return [...(await teamsAddresses(ledger, place.tenantId, userIds)).values()];
    },
    has: async (place, address) => {
      const read = await rosterOf(place);
      if (read.ok && read.value.addresses.includes(address)) return ok(true);
      return connector.isMember(place, place.conversationId, address);
    },
  };
}

import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { type Lang, langOf } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { findPerson, savePerson } from '../../ledger/people.ts';
import { saveTeamsAddress, saveTeamsPlace } from '../../ledger/teams.ts';
import { isTimeZone } from '../time-zone.ts';
import type { Arrival } from './arrival.ts';

export interface Person {
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** People and places as their own activities describe them: Teams says it with each, so nobody has to be asked. */
export interface People {
  /** Keeps what an activity says of the person and the place; written only when it is news. */
  met(arrival: Arrival): Promise<void>;
  /** The language a person read last, without any I/O; English for those not met yet. */
  langOf(userId: string): Lang;
  find(tenantId: string, userId: string): Promise<Person>;
}

const stranger: Person = { name: '', locale: 'en-US', timeZone: 'UTC' };

const remembered = 10_000;
/** Written again after this, so that the newest place of a tenant is known. */
const againMs = 6 * 3_600_000;

export function openPeople(ledger: Ledger, clock: Clock, log: Log): People {
  const people = new Map<string, Person>();
  const written = new Map<string, number>();

  /** Once per thing and while; a failure is forgotten, so that the next activity tries again. */
  const once = async (key: string, write: () => Promise<void>): Promise<void> => {
    const now = clock.now().getTime();
    if ((written.get(key) ?? 0) > now - againMs) return;
    trim(written);
    written.set(key, now);
    try {
      await write();
    } catch (error) {
      written.delete(key);
      log.warn({ err: error }, 'the ledger could not keep a person or a place of Teams');
    }
  };

  return {
    langOf: (userId) => langOf(people.get(userId)?.locale),
    met: async (arrival) => {
      const { tenantId, userId, address, place } = arrival;
      const before = people.get(userId);
      const person: Person = {
        name: arrival.name || (before?.name ?? stranger.name),
        locale: arrival.locale ?? before?.locale ?? stranger.locale,
        timeZone: isTimeZone(arrival.timeZone) ? arrival.timeZone : (before?.timeZone ?? stranger.timeZone),
      };
      trim(people);
      people.set(userId, person);
      const now = clock.now();
      await Promise.all([
        once(`person ${tenantId} ${userId} ${JSON.stringify(person)}`, () =>
          savePerson(ledger, { app: 'teams', tenantId, userId, ...person }, now),
        ),
        once(`address ${tenantId} ${userId} ${address}`, () =>
          saveTeamsAddress(ledger, tenantId, userId, address),
        ),
        once(`place ${JSON.stringify(place)}`, () => saveTeamsPlace(ledger, place, now)),
      ]);
    },
    find: async (tenantId, userId) => {
      const known = people.get(userId);
      if (known) return known;
      try {
        return (await findPerson(ledger, 'teams', tenantId, userId)) ?? stranger;
      } catch (error) {
        log.warn({ err: error }, 'the ledger could not be asked about a person');
        return stranger;
      }
    },
  };
}

function trim(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (oldest !== undefined && map.size >= remembered) map.delete(oldest);
}

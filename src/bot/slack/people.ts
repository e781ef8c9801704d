import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { type Lang, langOf } from '../../kernel/texts/index.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { findPerson, savePerson, stalePerson } from '../../ledger/people.ts';
import { isTimeZone } from '../time-zone.ts';
import { within } from '../within.ts';
import type { SlackApi } from './web-api.ts';

/** Somebody as Slack describes them. Rights are no part of it. */
export interface Person {
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
}

export interface People {
  /** The language a person read last, without any I/O; English for those not met yet. */
  langOf(userId: string): Lang;
  find(tenantId: string, userId: string): Promise<Person>;
  /** Slack said somebody changed their profile: it is asked again when they are met next. */
  changed(tenantId: string, userId: string): Promise<void>;
}

const stranger: Person = { name: '', locale: 'en-US', timeZone: 'UTC' };

const rememberedMs = 10 * 60_000;
const rememberedPeople = 10_000;
/** A form may have to open within three seconds of the person's key stroke. */
const answerMs = 1_200;
const dayMs = 24 * 3_600_000;

/** Language, zone and name of people: from memory, else the ledger while a day old at most, else from Slack. */
export function openPeople(ledger: Ledger, api: SlackApi, clock: Clock, log: Log): People {
  const memory = new Map<string, { person: Person; until: number }>();

  const remember = (userId: string, person: Person): Person => {
    const [oldest] = memory.keys();
    if (oldest !== undefined && memory.size >= rememberedPeople) memory.delete(oldest);
    memory.delete(userId);
    memory.set(userId, { person, until: clock.now().getTime() + rememberedMs });
    return person;
  };

  const quietly = async <T>(what: Promise<T>): Promise<T | undefined> => {
    try {
      return await what;
    } catch (error) {
      log.warn({ err: error }, 'the ledger could not be asked about a person');
      return undefined;
    }
  };

  return {
    langOf: (userId) => langOf(memory.get(userId)?.person.locale),
    find: async (tenantId, userId) => {
      const now = clock.now().getTime();
      const known = memory.get(userId);
      if (known && known.until > now) return known.person;
      const row = await quietly(findPerson(ledger, 'slack', tenantId, userId));
      if (row && row.seenAt.getTime() > now - dayMs) return remember(userId, row);
      const asked = await describedBySlack(api, userId);
      if (!asked) return row ?? known?.person ?? stranger;
      await quietly(savePerson(ledger, { app: 'slack', tenantId, userId, ...asked }, clock.now()));
      return remember(userId, asked);
    },
    changed: async (tenantId, userId) => {
      memory.delete(userId);
      await quietly(stalePerson(ledger, 'slack', tenantId, userId));
    },
  };
}

async function describedBySlack(api: SlackApi, userId: string): Promise<Person | undefined> {
  const asked = api.now('users.info', (client) => client.users.info({ user: userId, include_locale: true }));
  const answer = await within(answerMs, asked);
  return answer?.ok && answer.value.user ? personOf(answer.value.user) : undefined;
}

interface SlackUser {
  readonly real_name?: string;
  readonly name?: string;
  readonly locale?: string;
  readonly tz?: string;
}

function personOf(user: SlackUser): Person {
  return {
    name: user.real_name ?? user.name ?? stranger.name,
    locale: user.locale ?? stranger.locale,
    timeZone: isTimeZone(user.tz) ? user.tz : stranger.timeZone,
  };
}

import { randomUUID } from 'node:crypto';
import { type Person, tenant } from '../../people.ts';
import { botMri, type Chat, mriOf, nextId, type World } from '../state/world.ts';
import type { Activity } from './deliver.ts';

/** What happened in a chat, as Teams writes it to the bot. */

export const serviceUrlOf = (world: World): string => `${world.url}/connector/`;

const kindNames = { personal: 'personal', channel: 'channel', group: 'groupChat' } as const;

/** `2026-11-23T18:30:00.000+08:00`, the same moment as in their zone. */
function localTime(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  const offset = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((one) => one.type === 'timeZoneName')?.value;
  return `${parts.replace(' ', 'T')}.000${offset === 'GMT' ? '+00:00' : (offset ?? '').replace('GMT', '')}`;
}

const account = (person: Person) => ({
  id: mriOf(person),
  name: person.name,
  aadObjectId: person.entra,
});

export const botAccount = { id: botMri, name: tenant.botName };

const conversationId = (chat: Chat, root?: string): string =>
  chat.kind === 'channel' && root !== undefined ? `${chat.id};messageid=${root}` : chat.id;

const conversation = (chat: Chat, root?: string) => ({
  id: conversationId(chat, root),
  conversationType: kindNames[chat.kind],
  tenantId: tenant.id,
  ...(chat.kind === 'personal' ? {} : { isGroup: true, name: chat.name }),
});

const channelData = (chat: Chat) => ({
  tenant: { id: tenant.id },
  ...(chat.kind === 'channel'
    ? {
        team: { id: tenant.team.id, name: tenant.team.name, aadGroupId: tenant.team.groupId },
        channel: { id: chat.id, name: chat.name },
        teamsTeamId: tenant.team.id,
        teamsChannelId: chat.id,
      }
    : {}),
});

export interface Where {
  readonly chat: Chat;
  /** The first post of the thread, in a channel. */
  readonly root?: string | undefined;
}

/** All that every activity says; the rest comes on top. */
export function envelope(world: World, person: Person, where: Where): Activity {
  const at = world.now();
  return {
    type: 'message',
    id: nextId(world),
    timestamp: new Date(at).toISOString(),
    localTimestamp: localTime(at, person.timeZone),
    localTimezone: person.timeZone,
    locale: person.locale,
    serviceUrl: serviceUrlOf(world),
    channelId: 'msteams',
    from: account(person),
    recipient: botAccount,
    conversation: conversation(where.chat, where.root),
    channelData: channelData(where.chat),
    entities: [
      {
        type: 'clientInfo',
        locale: person.locale,
        country: person.locale.split('-')[1],
        platform: 'Web',
        timezone: person.timeZone,
      },
    ],
  };
}

export const invoke = (
  world: World,
  person: Person,
  where: Where & { readonly post?: string | undefined },
  name: string,
  value: unknown,
): Activity => ({
  ...envelope(world, person, where),
  type: 'invoke',
  name,
  value,
  // Invokes are no messages: their ids are made of whole cloth.
  id: `f:${randomUUID()}`,
  ...(where.post === undefined ? {} : { replyToId: where.post }),
});

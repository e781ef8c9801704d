import type { Person } from '../../people.ts';
import type { Channel } from '../state/world.ts';

/** Where somebody is, as the address bar keeps it: `?as=tom&in=sales`, in Teams `?app=teams&as=tom&in=Sales`. */
export interface Address {
  /** Slack when absent. */
  readonly app?: 'teams';
  readonly as: string;
  /** A channel's name, `desk` for the conversation with the bot, or `home`. */
  readonly in: string;
  /** The thread that stands open, by its first message. */
  readonly thread?: string;
}

export const startAddress: Address = { as: 'tom', in: 'sales' };

export function readAddress(search: string, people: readonly Person[]): Address {
  const query = new URLSearchParams(search);
  const as = query.get('as');
  const thread = query.get('thread');
  return {
    ...(query.get('app') === 'teams' ? { app: 'teams' } : {}),
    as: people.find((person) => [person.key, person.id].includes(as ?? ''))?.key ?? startAddress.as,
    in: query.get('in') ?? startAddress.in,
    ...(thread ? { thread } : {}),
  };
}

export const writeAddress = (address: Address): string =>
  `?${new URLSearchParams({
    ...(address.app === undefined ? {} : { app: address.app }),
    as: address.as,
    in: address.in,
    ...(address.thread === undefined ? {} : { thread: address.thread }),
  }).toString()}`;

export const placeName = (channel: Channel): string => (channel.directWith ? 'desk' : channel.name);

/** The channel of an address; the first one for a name that this person does not see. */
export const channelOf = (channels: readonly Channel[], place: string): Channel | undefined =>
  channels.find((channel) => placeName(channel) === (place === 'home' ? 'desk' : place)) ?? channels[0];

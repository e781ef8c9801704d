import { z } from 'zod';
import { type Person, workspace } from '../../people.ts';
import { type Channel, directChannel, type World } from '../state/world.ts';
import { type Answer, flag, method, no } from './method.ts';

/** People, user groups, conversations, and who the bot itself is. */

const end = { response_metadata: { next_cursor: '' } };

function offsetOf(timeZone: string, at: number): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

export const wirePerson = (world: World, person: Person, withLocale: boolean) => ({
  id: person.id,
  team_id: workspace.teamId,
  name: person.key,
  deleted: false,
  real_name: person.name,
  tz: person.timeZone,
  tz_label: person.timeZone,
  tz_offset: offsetOf(person.timeZone, world.now()),
  profile: { real_name: person.name, display_name: person.name, email: person.email, team: workspace.teamId },
  is_bot: false,
  is_app_user: false,
  ...(withLocale ? { locale: person.locale } : {}),
});

const wireBot = {
  id: workspace.botUserId,
  team_id: workspace.teamId,
  name: 'partner_desk',
  deleted: false,
  real_name: workspace.botName,
  profile: { real_name: workspace.botName, bot_id: workspace.botId, api_app_id: workspace.appId },
  is_bot: true,
};

const wireChannel = (channel: Channel) => ({
  id: channel.id,
  name: channel.name,
  is_channel: channel.directWith === undefined && !channel.isPrivate,
  is_group: channel.directWith === undefined && channel.isPrivate,
  is_im: channel.directWith !== undefined,
  is_private: channel.isPrivate,
  is_member: channel.hasBot,
  is_archived: false,
  ...(channel.directWith === undefined
    ? { topic: { value: channel.topic.en } }
    : { user: channel.directWith }),
});

const seenByBot = (world: World, id: string): Channel | undefined => {
  const channel = world.channels.get(id);
  return channel && (channel.hasBot || !channel.isPrivate) ? channel : undefined;
};

const authTest = method(
  z.object({}),
  (world): Answer => ({
    ok: true,
    url: `${world.url}/`,
    team: workspace.name,
    user: 'partner_desk',
    team_id: workspace.teamId,
    user_id: workspace.botUserId,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }),
);

const usersInfo = method(
  z.object({ user: z.string(), include_locale: flag.optional() }),
  (world, args): Answer => {
    if (args.user === workspace.botUserId) return { ok: true, user: wireBot };
    const person = world.people.get(args.user);
    return person
      ? { ok: true, user: wirePerson(world, person, args.include_locale ?? false) }
      : no('user_not_found');
  },
);

const usersList = method(
  z.object({ include_locale: flag.optional() }),
  (world, args): Answer => ({
    ok: true,
    members: [
      ...[...world.people.values()].map((person) => wirePerson(world, person, args.include_locale ?? false)),
      wireBot,
    ],
    ...end,
  }),
);

const groupsList = method(
  z.object({ include_users: flag.optional() }),
  (world, args): Answer => ({
    ok: true,
    usergroups: [...world.groups.values()].map((group) => ({
      id: group.id,
      team_id: workspace.teamId,
      is_usergroup: true,
      name: group.name,
      handle: group.handle,
      date_delete: 0,
      user_count: group.members.length,
      ...(args.include_users ? { users: group.members } : {}),
    })),
  }),
);

const groupUsers = method(z.object({ usergroup: z.string() }), (world, args): Answer => {
  const group = world.groups.get(args.usergroup);
  return group ? { ok: true, users: group.members } : no('no_such_subteam');
});

const openConversation = method(
  z.object({ users: z.string().optional(), channel: z.string().optional(), return_im: flag.optional() }),
  (world, args): Answer => {
    const channel =
      args.channel === undefined ? directChannel(world, args.users ?? '') : world.channels.get(args.channel);
    if (!channel) return no(args.channel === undefined ? 'user_not_found' : 'channel_not_found');
    return {
      ok: true,
      no_op: true,
      already_open: true,
      channel: args.return_im ? wireChannel(channel) : { id: channel.id },
    };
  },
);

const conversationInfo = method(z.object({ channel: z.string() }), (world, args): Answer => {
  const channel = seenByBot(world, args.channel);
  return channel ? { ok: true, channel: wireChannel(channel) } : no('channel_not_found');
});

const conversationMembers = method(z.object({ channel: z.string() }), (world, args): Answer => {
  const channel = seenByBot(world, args.channel);
  if (!channel) return no('channel_not_found');
  const members = channel.hasBot ? [...channel.members, workspace.botUserId] : channel.members;
  return { ok: true, members, ...end };
});

export const directoryMethods = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'users.list': usersList,
  'usergroups.list': groupsList,
  'usergroups.users.list': groupUsers,
  'conversations.open': openConversation,
  'conversations.info': conversationInfo,
  'conversations.members': conversationMembers,
};

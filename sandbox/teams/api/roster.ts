import type { Person } from '../../people.ts';
import { tenant } from '../../people.ts';
import { type HttpAnswer, json } from '../../wire/http.ts';
import { type Chat, mriOf, personOfMri, type World } from '../state/world.ts';
import { refuse } from './refusal.ts';

/** Who is in a conversation, as Teams tells the bot. */

const member = (person: Person) => ({
  id: mriOf(person),
  name: person.name,
  aadObjectId: person.entra,
  objectId: person.entra,
  givenName: person.name.split(' ')[0],
  surname: person.name.split(' ').slice(1).join(' '),
  email: person.email,
  userPrincipalName: person.email,
  tenantId: tenant.id,
  userRole: 'user',
});

const membersOf = (world: World, chat: Chat) =>
  chat.members.flatMap((key) => {
    const person = world.people.get(key);
    return person ? [member(person)] : [];
  });

export const allMembers = (world: World, chat: Chat): HttpAnswer => json(membersOf(world, chat));

/** The token is where the next page begins. */
export function pagedMembers(world: World, chat: Chat, query: URLSearchParams): HttpAnswer {
  const from = Number(query.get('continuationToken') ?? '0');
  const size = Math.min(Number(query.get('pageSize') ?? '200'), 500);
  const all = membersOf(world, chat);
  const next = from + size;
  return json({
    members: all.slice(from, next),
    ...(next < all.length ? { continuationToken: String(next) } : {}),
  });
}

export function oneMember(world: World, chat: Chat, id: string): HttpAnswer {
  const person = personOfMri(world, id);
  return person && chat.members.includes(person.key)
    ? json(member(person))
    : refuse('MemberNotFoundInConversation', 'Member not found in conversation.');
}

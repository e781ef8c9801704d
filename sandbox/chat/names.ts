import type { Person } from '../people.ts';
import { type Channel, directChannel, type World } from './state/world.ts';

/** Tests and people name things the way they are written on the page. */

export function findPerson(world: World, name: string): Person {
  const found = [...world.people.values()].find((person) =>
    [person.id, person.key, person.name].includes(name),
  );
  if (!found) throw new Error(`nobody here is called ${name}`);
  return found;
}

/** `#sales`, `sales`, an id, or `@lina` for somebody's conversation with the bot. */
export function findChannel(world: World, name: string): Channel {
  const found = name.startsWith('@')
    ? directChannel(world, findPerson(world, name.slice(1)).id)
    : [...world.channels.values()].find(
        (channel) => channel.id === name || (!channel.directWith && channel.name === name.replace(/^#/, '')),
      );
  if (!found) throw new Error(`there is no channel ${name}`);
  return found;
}

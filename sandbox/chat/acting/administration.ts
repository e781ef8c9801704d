import { type Person, workspace } from '../../people.ts';
import { wirePerson } from '../api/directory.ts';
import { nextTs } from '../state/world.ts';
import { type Outcome, outcome, type Stage } from './acting.ts';

/** What happens to people behind the scenes: profiles and user groups change, and the bot is told. */

export type PersonChange = Partial<Pick<Person, 'locale' | 'timeZone' | 'name'>>;

export async function changePerson(stage: Stage, id: string, change: PersonChange): Promise<Outcome> {
  const { world, events } = stage;
  const old = world.people.get(id);
  if (!old) throw new Error(`nobody has the id ${id}`);
  const person: Person = { ...old, ...change };
  world.people.set(id, person);
  return outcome(
    await events.send({
      type: 'user_change',
      user: wirePerson(world, person, true),
      event_ts: nextTs(world),
    }),
  );
}

export async function changeGroup(
  stage: Stage,
  handle: string,
  members: readonly string[],
): Promise<Outcome> {
  const { world, events } = stage;
  const old = [...world.groups.values()].find((group) => group.handle === handle);
  if (!old) throw new Error(`there is no user group @${handle}`);
  world.groups.set(old.id, { ...old, members });
  const added = members.filter((member) => !old.members.includes(member));
  const removed = old.members.filter((member) => !members.includes(member));
  return outcome(
    await events.send({
      type: 'subteam_members_changed',
      subteam_id: old.id,
      team_id: workspace.teamId,
      added_users: added,
      added_users_count: added.length,
      removed_users: removed,
      removed_users_count: removed.length,
      event_ts: nextTs(world),
    }),
  );
}

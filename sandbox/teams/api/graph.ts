import { z } from 'zod';
import { type Person, tenant } from '../../people.ts';
import { type HttpAnswer, json, parseJson } from '../../wire/http.ts';
import { limits } from '../cards/limits.ts';
import type { World } from '../state/world.ts';

/** As much of Microsoft Graph as a bot asks for: who somebody is, and which groups they are in. */

const no = (status: number, code: string, message: string): HttpAnswer =>
  json({ error: { code, message } }, status);

const missing = (id: string) =>
  no(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried references is not present.`,
  );

const user = (person: Person) => ({
  '@odata.type': '#microsoft.graph.user',
  id: person.entra,
  displayName: person.name,
  userPrincipalName: person.email,
  mail: person.email,
  jobTitle: person.job,
  preferredLanguage: person.locale,
});

const groupsOf = (world: World, person: Person): string[] =>
  [...world.groups].flatMap(([id, members]) => (members.includes(person.key) ? [id] : []));

const asked = z.object({ groupIds: z.array(z.guid()) });

function checkMemberGroups(world: World, person: Person, body: string): HttpAnswer {
  const parsed = asked.safeParse(parseJson(body));
  if (!parsed.success) return no(400, 'Request_BadRequest', 'groupIds must be a list of ids.');
  const { groupIds } = parsed.data;
  if (groupIds.length > limits.checkedGroups)
    return no(
      400,
      'Request_BadRequest',
      `No more than ${limits.checkedGroups} groups can be checked at once.`,
    );
  const mine = groupsOf(world, person);
  return json({ value: groupIds.filter((id) => mine.includes(id)) });
}

/** `path` after the version, e.g. `users/{id}/checkMemberGroups`. */
export function callGraph(
  world: World,
  { method, path, body }: { method: string; path: readonly string[]; body: string },
): HttpAnswer {
  const [area, id = '', what = ''] = path;
  const people = [...world.people.values()];
  if (area === 'users' || area === 'directoryObjects') {
    const person = people.find((one) => one.entra === id || one.email === id);
    if (!person) return missing(id);
    if (method === 'POST' && what === 'checkMemberGroups') return checkMemberGroups(world, person, body);
    if (method === 'GET' && /^(transitiveMemberOf|memberOf)$/.test(what))
      return json({
        value: groupsOf(world, person).map((group) => ({
          '@odata.type': '#microsoft.graph.group',
          id: group,
        })),
      });
    if (method === 'GET' && what === '') return json(user(person));
  }
  if (area === 'groups') {
    const members = world.groups.get(id);
    if (!members) return missing(id);
    if (method === 'GET' && /^(transitiveMembers|members)$/.test(what))
      return json({ value: people.filter((one) => members.includes(one.key)).map(user) });
    if (method === 'GET' && what === '') return json({ id, displayName: id, tenantId: tenant.id });
  }
  return no(404, 'UnknownError', 'No such path in the practice world.');
}

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { people, teamsRooms, tenant } from './people.ts';

const person = z.object({ name: z.string(), aadObjectId: z.string(), email: z.string() });
const file = z.object({
  tenantId: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  currentUser: person,
  users: z.array(person),
  groupChat: z.object({ id: z.string(), name: z.string() }),
  team: z.object({
    id: z.string(),
    name: z.string(),
    aadGroupId: z.string(),
    channels: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
});

it('Microsoft’s Agents Playground shows the people and rooms of the practice world', async () => {
  const text = await readFile(new URL('./agents-playground.yml', import.meta.url), 'utf8');
  const { tenantId, bot, currentUser, users, groupChat, team } = file.parse(parse(text));
  expect({ tenantId, bot }).toEqual({ tenantId: tenant.id, bot: { id: tenant.appId, name: tenant.botName } });
  expect(currentUser.name).toBe('Olga Petrova');
  for (const { name, aadObjectId, email } of [currentUser, ...users])
    expect(people).toContainEqual(expect.objectContaining({ name, entra: aadObjectId, email }));
  expect(team).toMatchObject({
    id: tenant.team.id,
    name: tenant.team.name,
    aadGroupId: tenant.team.groupId,
  });
  for (const { id, name } of [groupChat, ...team.channels])
    expect(teamsRooms).toContainEqual(expect.objectContaining({ id, name }));
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { tenantId } from '../../../test/support/fake-teams.ts';
import { virtualClock } from '../../../test/support/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { saveTeamsAddress, type TeamsPlace } from '../../ledger/teams.ts';
import type { Roster } from './connector.ts';
import { openRosters } from './rosters.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await saveTeamsAddress(database.ledger, tenantId, 'wang', '29:wang');
});
afterAll(() => database.close());

const place: TeamsPlace = {
  tenantId,
  conversationId: '19:approvals@thread.tacv2',
  kind: 'channel',
  serviceUrl: 'https://example.com/',
  botId: '28:bot',
  userId: undefined,
};
const people = (count: number) => Array.from({ length: count }, (_, at) => `29:${at}`);
const away = fail(problem('chatUnavailable', {}, { retry: 'later' }));

function rosters(answers: { roster: Result<Roster>; member?: Result<boolean> }) {
  const clock = virtualClock();
  const asked = { members: 0, single: 0 };
  const connector = {
    members: () => {
      asked.members += 1;
      return Promise.resolve(answers.roster);
    },
    isMember: () => {
      asked.single += 1;
      return Promise.resolve(answers.member ?? ok(false));
    },
  };
  return { clock, asked, ...openRosters({ connector, ledger: database.ledger, clock }) };
}

it('where sixty or fewer read, everybody is asked about by Teams', async () => {
  const { readers } = rosters({ roster: ok({ addresses: people(60), isComplete: true }) });
  expect(await readers(place, ['wang'])).toEqual(people(60));
});

it.each([
  ['more than sixty read', ok({ addresses: people(61), isComplete: true })],
  ['there are more than one answer holds', ok({ addresses: people(50), isComplete: false })],
  ['nobody says who reads', away],
])('where %s, only those who surely have something to see', async (_, roster) => {
  const { readers } = rosters({ roster });
  expect(await readers(place, ['wang', 'not met yet'])).toEqual(['29:wang']);
});

it('who reads is remembered for a minute, a failure not at all', async () => {
  const { readers, asked, clock } = rosters({ roster: ok({ addresses: people(2), isComplete: true }) });
  await readers(place, []);
  await readers(place, []);
  expect(asked.members).toBe(1);
  await clock.advance(61_000);
  await readers(place, []);
  expect(asked.members).toBe(2);
  const broken = rosters({ roster: away });
  await broken.readers(place, []);
  await broken.readers(place, []);
  expect(broken.asked.members).toBe(2);
});

it('somebody not among those remembered is asked about alone', async () => {
  const roster = ok({ addresses: people(2), isComplete: true });
  const known = rosters({ roster });
  expect(await known.has(place, '29:1')).toEqual(ok(true));
  expect(known.asked.single).toBe(0);
  expect(await known.has(place, '29:stranger')).toEqual(ok(false));
  expect(await rosters({ roster, member: ok(true) }).has(place, '29:new')).toEqual(ok(true));
  expect(await rosters({ roster, member: away }).has(place, '29:new')).toEqual(away);
});

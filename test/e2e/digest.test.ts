import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDeskWorld } from './desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskWorld({ calendarTurns: true });
  await desk.start();
  // A second worker: both look at the clock.
  await desk.start('worker');
}, 120_000);
afterAll(() => desk.close(), 60_000);

const posts = () => desk.chat.messages('sales').filter(({ kind }) => kind === 'message');

test('a digest that was added in a channel comes once on the next morning, its details in the thread', async () => {
  const olga = desk.chat.as('olga');
  await olga.command('digest add 9:00 every --here --zone Asia/Shanghai', { channel: 'sales' });
  const answer = await desk.chat.waitFor(
    () => desk.chat.ephemerals('olga').find(({ text }) => text.includes('is set up')),
    30_000,
  );
  expect(answer.text).toContain('Every day at 09:00 (Asia/Shanghai), in this channel');
  const before = posts().length;

  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  desk.platform.control.clock.set(new Date(`${tomorrow}T09:00:05+08:00`));
  await desk.chat.waitFor(() => posts().length >= before + 2 || undefined, 90_000);

  // Another tick or two of both workers, and the clock back and forward: nothing more comes.
  desk.platform.control.clock.reset();
  await pause(17_000);
  desk.platform.control.clock.set(new Date(`${tomorrow}T09:01:00+08:00`));
  await pause(17_000);
  const [digest, details, ...more] = posts().slice(before);
  expect(more).toEqual([]);
  expect(JSON.stringify(digest?.blocks)).toContain(`Daily digest · ${tomorrow}`);
  expect(details?.threadTs).toBe(digest?.ts);
}, 200_000);

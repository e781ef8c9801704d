import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, serve } from '../wire/http.ts';
import { type Platform, startPlatform } from './platform.ts';
import { platformSwitches } from './switches.ts';

let platform: Platform;
let page: Listening;
beforeAll(async () => {
  platform = await startPlatform({ customers: 2, billLines: 10 });
  page = await serve([platformSwitches(platform.control)], 0);
});
afterAll(async () => {
  await page.close();
  await platform.stop();
});

const send = (path: string, body: unknown, type = 'application/json') =>
  fetch(`${page.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  });

test('the page lets money arrive, and is told why it cannot', async () => {
  const credited = await send('/_platform/topups', { amount: '50000.00', account: 'credit' });
  expect(credited.status).toBe(201);
  expect(await credited.json()).toMatchObject({ amount: '50000.00', account: 'credit' });
  const refused = await send('/_platform/topups', { amount: 'much' });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(await refused.json())).toContain('two decimals');
});

test('a form of another site turns nothing', async () => {
  const sent = await send('/_platform/topups', { amount: '1.00' }, 'text/plain');
  expect(sent.status).toBe(404);
});

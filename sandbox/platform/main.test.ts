import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { call } from './testing/client.ts';

const start = (...args: readonly string[]) =>
  spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('main.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const read = (line: string) =>
  JSON.parse(line) as { endpoint: string; ak: string; sk: string; domainId: string };

test('one JSON line tells how to reach it; it serves until it is told to stop', async () => {
  const child = start('--json', '--port', '0', '--customers', '3', '--rate', '0');
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    const caller = read(line);
    expect(Object.keys(caller).sort()).toEqual(['ak', 'domainId', 'endpoint', 'sk']);
    expect(caller.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await call(caller, '/v2/partners/sub-customers/query', { body: {} });
    expect(answer.json).toMatchObject({ count: 3 });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
  }
});

test('it does not outlive the process that started it when told not to', async () => {
  const script = new URL('main.ts', import.meta.url).href;
  const starter = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { spawn } from 'node:child_process';
       spawn(process.execPath, ['--import', 'tsx', new URL('${script}').pathname, '--json', '--stop-with-parent'], { stdio: 'inherit' });`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface({ input: starter.stdout }), 'line')) as [string];
  starter.kill('SIGKILL');
  const gone = async () =>
    (await fetch(`${read(line).endpoint}/_control/clock`).catch(() => undefined)) === undefined;
  await expect.poll(gone, { timeout: 5000 }).toBe(true);
});

test.each([
  [['--customers', 'many'], '--customers must be a whole number'],
  [['--site', 'mars'], '--site must be one of cn, intl, eu'],
  [['--colour', 'red'], 'colour'],
])('%j is refused with a sentence and the list of options', async (args, sentence) => {
  const child = start(...args);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(1);
  expect(said).toContain(sentence);
  expect(said).toContain('usage:');
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { mostFileBytes } from '../../cards/form.ts';
import { givenFileReader, readGivenFiles, type ReadGiven } from './given-file.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
let asked: IncomingMessage[];
let url: string;
let read: ReadGiven;
const agent = new Agent();

beforeEach(async () => {
  asked = [];
  answer = (_request, response) => response.setHeader('content-type', 'text/csv').end('customer\nacme');
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The server was given a port above.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  read = givenFileReader({ token: 'xoxb-secret', apiUrl: `${url}/api/`, agentFor: () => agent });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const problemOf = async (file: unknown): Promise<string> => {
  const bytes = await read(file);
  return bytes.ok ? 'read' : bytes.problem.code;
};

describe('a file in a form', () => {
  it('is fetched with the token of the bot', async () => {
    const bytes = await read({ url_private: `${url}/files/F1/list.csv`, size: 13 });
    expect(bytes).toMatchObject({ ok: true });
    expect(bytes.ok && new TextDecoder().decode(bytes.value)).toBe('customer\nacme');
    expect(asked[0]?.headers.authorization).toBe('Bearer xoxb-secret');
  });

  test.each([
    'https://files.slack.com.evil.example/F1',
    'https://evil.example/files.slack.com',
    'https://files.slack.com@evil.example/F1',
    'http://files.slack.com/F1',
    'file:///etc/passwd',
    'not an address',
  ])('is not fetched from elsewhere: %s', async (url_private) => {
    expect(await problemOf({ url_private, size: 1 })).toBe('fileUnreachable');
    expect(asked).toEqual([]);
  });

  test.each([undefined, null, 'F1', {}, { url_private: 7 }, { size: 3 }])(
    'that is none is not: %j',
    async (file) => {
      expect(await problemOf(file)).toBe('fileUnreachable');
    },
  );

  it('that says it is too big is not asked for, and one that lies is not read to its end', async () => {
    expect(await problemOf({ url_private: `${url}/F1`, size: mostFileBytes + 1 })).toBe('fileTooBig');
    expect(asked).toEqual([]);
    answer = (_request, response) => response.end(Buffer.alloc(mostFileBytes + 1));
    expect(await problemOf({ url_private: `${url}/F1`, size: 10 })).toBe('fileTooBig');
  });

  test.each<[string, Answer]>([
    [
      'a sign-in page',
      (_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end('<html>'),
    ],
    [
      'a way elsewhere',
      (_, response) => response.writeHead(302, { location: 'https://evil.example/' }).end(),
    ],
    ['a refusal', (_, response) => response.writeHead(403).end()],
    ['a broken line', (request) => request.socket.destroy()],
    ['silence', () => undefined],
  ])('for which Slack sends %s cannot be had', async (_what, given) => {
    answer = given;
    expect(await problemOf({ url_private: `${url}/F1`, size: 10 })).toBe('fileUnreachable');
  });

  it('that cannot be had is told at its field, the others are kept', async () => {
    const given = await readGivenFiles(read, {
      good: { url_private: `${url}/F1`, size: 13 },
      bad: { url_private: 'https://evil.example/', size: 13 },
    });
    expect(Object.keys(given.files)).toEqual(['good']);
    expect(given.problems['bad']?.code).toBe('fileUnreachable');
  });
});

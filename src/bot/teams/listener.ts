import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../kernel/log.ts';
import type { Route } from '../http-server.ts';
import { type InvokeAnswer, readActivity } from './activity.ts';
import type { Hear, Library } from './library.ts';

export const teamsPath = '/api/messages';

/** What Teams sends us is a line, a form or a click. */
const bodyLimit = 300_000;

/** Reads a request, has the library check whose it is, and writes the answer. Whatever is refused is told nothing. */
export const teamsListener =
  (library: Library, hear: Hear, log: Log): Route =>
  async (request, response) => {
    const refuse = (status: number, reason: string) => {
      log.warn({ status, reason }, 'a request was refused unread');
      response.writeHead(status, { connection: 'close' }).end();
    };
    const { 'content-length': length, authorization = '' } = request.headers;
    if (length === undefined) {
      refuse(411, 'no length');
      return;
    }
    if (Number(length) > bodyLimit) {
      refuse(413, 'too large');
      return;
    }
    const body = await readBody(request);
    if (body === undefined || !readActivity(body)) {
      refuse(400, 'no activity');
      return;
    }
    const received = await library.receive(body, authorization, hear);
    if (received === 'not-signed') refuse(401, 'not signed by Teams');
    else if (received === 'no-keys') refuse(503, 'the keys of Microsoft cannot be read just now');
    else write(response, received.answer);
  };

function write(response: ServerResponse, { status, body }: InvokeAnswer = { status: 200 }): void {
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<object | undefined> {
  try {
    const body: unknown = JSON.parse(Buffer.concat(await request.toArray()).toString());
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

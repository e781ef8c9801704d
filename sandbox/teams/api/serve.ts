import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerBot, type Counter } from '../../wire/answer-bot.ts';
import type { Switchboard } from '../../wire/faults.ts';
import { type HttpAnswer, json, readBytes, readText, write } from '../../wire/http.ts';
import { fileOf, receive } from '../state/files.ts';
import { record } from '../state/world.ts';
import type { Signer } from '../tokens.ts';
import { callConnector, nameOfCall } from './connector.ts';
import { callGraph } from './graph.ts';
import { admitted, audiences, giveToken, openIdMetadata } from './login.ts';
import type { Writing } from './messages.ts';
import { refusals } from './refusal.ts';

/** Everything the bot may call, by the first part of the path. */

export interface ApiSettings {
  readonly writing: Writing;
  readonly faults: Switchboard;
  readonly connectorKeys: Signer;
  readonly loginKeys: Signer;
  readonly password: string;
}

const unauthorised = (): HttpAnswer =>
  json({ message: 'Authorization has been denied for this request.' }, 401);

export async function serveApi(
  settings: ApiSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { writing, faults, connectorKeys, loginKeys, password } = settings;
  const { world } = writing;
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [first = '', ...path] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const method = request.method ?? 'GET';
  const counter: Counter = { now: world.now, faults, refusals, record: (entry) => record(world, entry) };
  const answer = async (name: string, body: string, run: () => HttpAnswer | Promise<HttpAnswer>) => {
    await answerBot(counter, { name, request, response, body, note: method, run: async () => run() });
    return true;
  };
  const opens = (audience: string) => admitted(loginKeys, audience, request.headers.authorization);

  switch (first) {
    case 'connector': {
      const body = await readText(request);
      const call = { method, path, query: url.searchParams, body };
      return answer(nameOfCall(call), body, () =>
        opens(audiences.connector) ? callConnector(writing, call) : unauthorised(),
      );
    }
    case 'graph': {
      const body = await readText(request);
      return answer('graph', body, () =>
        opens(audiences.graph) ? callGraph(world, { method, path: path.slice(1), body }) : unauthorised(),
      );
    }
    case 'login': {
      if (path[0] === 'botframework')
        return answer('keys', '', () =>
          path.at(-1) === 'keys' ? json({ keys: [connectorKeys.jwk] }) : openIdMetadata(world.url),
        );
      const body = await readText(request);
      return answer('token', body, () => giveToken(loginKeys, password, path[0] ?? '', body));
    }
    case 'upload': {
      const bytes = await readBytes(request);
      return answer('upload', '', () =>
        receive(world, path[0] ?? '', request.headers['content-range'], bytes),
      );
    }
    case 'drive': {
      const file = fileOf(world, path[0] ?? '');
      if (!file?.content) write(response, json({ error: { code: 'itemNotFound' } }, 404));
      else {
        response.writeHead(200, {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        });
        response.end(file.content);
      }
      return true;
    }
    default:
      return false;
  }
}

import { createPublicKey, verify } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { json, parseJson, readText, serve, write } from '../../wire/http.ts';
import type { Activity } from '../out/deliver.ts';
import { startTeams, type Teams, type TeamsOptions } from '../teams.ts';
import { requestCard, shared } from './cards.ts';

/** A tiny bot over plain HTTP that checks tokens with code of its own, so that nothing of the real door is needed here. */

export interface World {
  readonly teams: Teams;
  /** Everything the bot believed, in order. */
  readonly heard: Activity[];
  /** Calls the Connector as the bot does, with a token. */
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
  /** Asks Graph. */
  graph(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

type Json = Record<string, unknown>;
const asJson = async (response: Response): Promise<Json> => (await response.json()) as Json;

export async function startWorld(options: TeamsOptions = {}): Promise<World> {
  const teams = await startTeams(options);
  const heard: Activity[] = [];
  const setting = (name: string) => teams.settings[name] ?? '';

  async function token(audience: string): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: setting('TEAMS_APP_ID'),
      client_secret: setting('TEAMS_APP_PASSWORD'),
      scope: `${audience}/.default`,
    });
    const answer = await asJson(await fetch(setting('TEAMS_TOKEN_ENDPOINT'), { method: 'POST', body }));
    return String(answer['access_token']);
  }

  async function authorised(audience: string, url: string, method: string, body: unknown) {
    const headers = {
      authorization: `Bearer ${await token(audience)}`,
      'content-type': 'application/json',
    };
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(url, { method, headers, ...init });
    return { status: response.status, headers: response.headers, body: parseJson(await response.text()) };
  }
  const call: World['call'] = (method, path, body) =>
    authorised('https://api.botframework.com', `${teams.url}/connector/v3/${path}`, method, body);

  async function believes(request: IncomingMessage, activity: Json): Promise<boolean> {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const [head = '', claims = '', signature = ''] = bearer.split('.');
    const decoded = (part: string) => (parseJson(Buffer.from(part, 'base64url').toString()) ?? {}) as Json;
    const metadata = await asJson(await fetch(setting('TEAMS_OPENID_METADATA_URL')));
    const { keys } = (await asJson(await fetch(String(metadata['jwks_uri'])))) as { keys: Json[] };
    const { alg, kid } = decoded(head);
    const key = keys.find((one) => one['kid'] === kid);
    if (alg !== 'RS256' || !key) return false;
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const words = Buffer.from(`${head}.${claims}`);
    if (!verify('RSA-SHA256', words, publicKey, Buffer.from(signature, 'base64url'))) return false;
    const { iss, aud, exp, nbf, serviceurl } = decoded(claims);
    const now = Date.now() / 1000;
    return (
      iss === metadata['issuer'] &&
      aud === setting('TEAMS_APP_ID') &&
      Number(exp) + 300 > now &&
      Number(nbf) - 300 < now &&
      serviceurl === activity['serviceUrl']
    );
  }

  const bot = await serve(
    [
      async (request, response) => {
        const activity = parseJson(await readText(request)) as Activity;
        if (!(await believes(request, activity))) write(response, { status: 401, body: '' });
        else {
          heard.push(activity);
          const answer = await react(call, activity);
          write(response, answer === undefined ? { status: 200, body: '' } : json(answer));
        }
        return true;
      },
    ],
    0,
  );
  teams.connect(bot.url);
  return {
    teams,
    heard,
    call,
    graph: (method, path, body) =>
      authorised('https://graph.microsoft.com', `${teams.url}/graph/v1.0/${path}`, method, body),
    stop: async () => {
      await bot.close();
      await teams.stop();
    },
  };
}

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);

const cardAnswer = (value: unknown) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value,
});

/** What the bot does about an activity; what it returns is the answer to an invoke. */
async function react(call: World['call'], activity: Activity): Promise<unknown> {
  const conversation = encodeURIComponent(String(at(activity, 'conversation', 'id')));
  const send = (message: object) =>
    call('POST', `conversations/${conversation}/activities`, { type: 'message', ...message });
  const value = activity['value'];
  const from = String(at(activity, 'from', 'id'));
  switch (activity['name'] ?? activity.type) {
    case 'message': {
      const said = (typeof activity['text'] === 'string' ? activity['text'] : '')
        .replace(/<at>.*<\/at>|&nbsp;/g, '')
        .trim();
      if (said === 'card') await send({ attachments: [shared(requestCard('base', [from]))] });
      else if (said === 'file')
        await send({
          attachments: [
            {
              contentType: 'application/vnd.microsoft.teams.card.file.consent',
              name: 'bill.csv',
              content: {
                description: 'The bill',
                sizeInBytes: 3,
                acceptContext: { job: 7 },
                declineContext: { job: 7 },
              },
            },
          ],
        });
      else if (said !== '') await send({ text: `you said ${said}` });
      else await send({ text: `you sent ${JSON.stringify(value)}` });
      return undefined;
    }
    case 'adaptiveCard/action':
      switch (at(value, 'action', 'verb')) {
        case 'view':
          return cardAnswer(requestCard(`for ${from}`, [from]));
        case 'approve':
          return cardAnswer(
            requestCard(`approved with ${String(at(value, 'action', 'data', 'why'))}`, [from]),
          );
        case 'tell':
          return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Noted.' };
        default:
          return {
            statusCode: 400,
            type: 'application/vnd.microsoft.error',
            value: { code: 'BadRequest', message: 'No such button.' },
          };
      }
    case 'task/fetch':
      return {
        task: {
          type: 'continue',
          value: { title: 'Bill', card: { contentType: shared({}).contentType, content: formCard } },
        },
      };
    case 'task/submit':
      return at(value, 'data', 'month') === '2030-01'
        ? { task: { type: 'message', value: 'That month lies ahead.' } }
        : undefined;
    case 'application/search': {
      const all = ['Northwind 北风', 'Contoso 康托索'].map((title) => ({ title, value: title.slice(0, 5) }));
      const results = all.filter(({ title }) => title.includes(String(at(value, 'queryText'))));
      return { type: 'application/vnd.microsoft.search.searchResponse', value: { results } };
    }
    case 'composeExtension/query':
      return {
        composeExtension: {
          type: 'result',
          attachmentLayout: 'list',
          attachments: [
            {
              ...shared(requestCard('Northwind', [])),
              preview: {
                contentType: 'application/vnd.microsoft.card.thumbnail',
                content: { title: 'Northwind', text: 'a customer' },
              },
            },
          ],
        },
      };
    case 'fileConsent/invoke': {
      if (at(value, 'action') !== 'accept') return undefined;
      const bytes = Buffer.from('1,2');
      await fetch(String(at(value, 'uploadInfo', 'uploadUrl')), {
        method: 'PUT',
        headers: { 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` },
        body: bytes,
      });
      return undefined;
    }
    default:
      return undefined;
  }
}

const formCard = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'Input.Text', id: 'month', label: 'Month 账期', isRequired: true, errorMessage: 'Which month?' },
    {
      type: 'Input.ChoiceSet',
      id: 'customer',
      label: 'Customer 客户',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'customers' },
    },
  ],
  actions: [{ type: 'Action.Submit', title: 'Show', data: { verb: 'bill' } }],
};

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualClock } from '../../../test/support/clock.ts';
import { Secret } from '../../kernel/secret.ts';
import { agentsFor } from '../agents.ts';
import type { MachineIdentity } from './config.ts';
import { type Http, openHttp } from './http.ts';
import { keptTokens, machineTokens } from './tokens.ts';

const clientId = '5c1a9f6e-0000-4000-8000-00000000a001';
const bot = 'https://api.botframework.com';
const graph = 'https://graph.microsoft.com';
const start = new Date('2026-11-23T10:00:00Z');
const hourMs = 3_600_000;

type Reply = { readonly status: number; readonly body?: object } | 'silence';

/** What in Azure tells a machine its tokens: each is good for an hour from the moment it was asked for. */
async function openAzure(now: () => Date) {
  const asked: { readonly url: URL; readonly headers: IncomingMessage['headers'] }[] = [];
  const planned: Reply[] = [];
  const token = (): Reply => ({
    status: 200,
    // Both kinds send numbers as text.
    body: {
      access_token: `token ${asked.length}`,
      expires_on: String((now().getTime() + hourMs) / 1_000),
      token_type: 'Bearer',
    },
  });
  const server = createServer(({ url = '/', headers }, response) => {
    asked.push({ url: new URL(url, 'http://azure'), headers });
    const reply = planned.shift() ?? token();
    if (reply === 'silence') return;
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    planned,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const clock = virtualClock(start);
const http = openHttp(agentsFor(undefined));
const impatient: Http = (name, call) => http(name, { ...call, timeoutMs: 50 });
let azure: Awaited<ReturnType<typeof openAzure>>;

beforeEach(async () => {
  azure = await openAzure(() => clock.now());
});
afterEach(() => {
  azure.close();
});

const appService = (): MachineIdentity => ({
  clientId,
  endpoint: `${azure.address}/msi/token/`,
  apiVersion: '2019-08-01',
  proof: { header: 'X-IDENTITY-HEADER', value: new Secret('word of the app') },
});
const virtualMachine = (): MachineIdentity => ({
  clientId,
  endpoint: `${azure.address}/metadata/identity/oauth2/token`,
  apiVersion: '2018-02-01',
  proof: { header: 'Metadata', value: new Secret('true') },
});
const tokensOf = (identity: MachineIdentity, by = http) =>
  keptTokens(machineTokens({ http: by, identity }), clock);

describe('a token of a managed identity', () => {
  it.each([
    ['an App Service', appService, '/msi/token/', '2019-08-01', { 'x-identity-header': 'word of the app' }],
    [
      'a virtual machine',
      virtualMachine,
      '/metadata/identity/oauth2/token',
      '2018-02-01',
      { metadata: 'true' },
    ],
  ])('is asked for as %s does', async (_, identity, path, version, headers) => {
    expect(await tokensOf(identity()).of(bot)).toEqual({ ok: true, value: 'token 1' });
    const [{ url, headers: sent } = { url: new URL('none:'), headers: {} }] = azure.asked;
    expect(url.pathname).toBe(path);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'api-version': version,
      resource: bot,
      client_id: clientId,
    });
    expect(sent).toMatchObject(headers);
  });

  it('is kept per audience until shortly before it ends', async () => {
    const tokens = tokensOf(appService());
    await Promise.all([tokens.of(bot), tokens.of(bot)]);
    await tokens.of(graph);
    await clock.advance(hourMs - 6 * 60_000);
    await tokens.of(bot);
    expect(azure.asked).toHaveLength(2);
    await clock.advance(2 * 60_000);
    expect(await tokens.of(bot)).toEqual({ ok: true, value: 'token 3' });
  });

  it('is asked for anew when it was refused', async () => {
    const tokens = tokensOf(virtualMachine());
    await tokens.of(bot);
    tokens.forget(bot);
    expect(await tokens.of(bot)).toEqual({ ok: true, value: 'token 2' });
  });

  it('that Azure does not give to this machine is no matter of waiting', async () => {
    azure.planned.push({
      status: 400,
      body: { error: 'invalid_request', error_description: 'Identity not found' },
    });
    expect(await tokensOf(virtualMachine()).of(bot)).toMatchObject({
      problem: { code: 'noMachineToken', params: { reason: 'invalid_request' }, retry: 'no' },
    });
  });

  it.each([404, 410, 429, 500, 503])('may come later after the answer %i', async (status) => {
    azure.planned.push({ status, body: {} });
    const tokens = tokensOf(virtualMachine());
    expect(await tokens.of(bot)).toMatchObject({
      problem: {
        code: 'noMachineToken',
        params: { reason: String(status) },
        retry: 'later',
        wireCode: `no token: ${status}`,
      },
    });
    expect(await tokens.of(bot)).toMatchObject({ ok: true });
  });

  it.each<[string, Reply]>([
    ['does not come in time', 'silence'],
    ['stands in an answer that is none', { status: 200, body: { access_token: '' } }],
  ])('that %s may come later', async (_, reply) => {
    azure.planned.push(reply);
    const tokens = tokensOf(appService(), impatient);
    expect(await tokens.of(bot)).toMatchObject({ problem: { code: 'noMachineToken', retry: 'later' } });
  });

  it('may come later when nobody is there to ask', async () => {
    azure.close();
    expect(await tokensOf(appService()).of(bot)).toMatchObject({
      problem: { code: 'noMachineToken', params: { reason: 'ECONNREFUSED' }, retry: 'later' },
    });
  });
});

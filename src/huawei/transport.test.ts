import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { bypasses, openTransport, type Transport, type TransportOptions } from './transport.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function serve(listener: RequestListener): Promise<{ url: string; server: Server; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server, port };
}

function open(options: TransportOptions = {}): Transport {
  const transport = openTransport(options);
  ends.push(() => transport.close());
  return transport;
}

const get = (url: string, body = '') => ({ method: body === '' ? 'GET' : 'POST', url, headers: {}, body });

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

describe('the way over the wire', () => {
  test('request line and body arrive exactly as they were signed', async () => {
    const target = '/v2/a%2F..%2Fb/%E6%B7%B1?customer=%E5%8D%8E%26&empty=&plus=a%2Bb%2A%27%28%29';
    let seen: { url: string | undefined; body: string } | undefined;
    const { url } = await serve((request, response) => {
      void bodyOf(request).then((body) => {
        seen = { url: request.url, body };
        response.end('{}');
      });
    });
    await open().send(get(url + target, '{"name":"深圳"}'));
    expect(seen).toEqual({ url: target, body: '{"name":"深圳"}' });
  });

  test('connections are kept and used again', async () => {
    const sockets = new Set<Socket>();
    const { url } = await serve((request, response) => {
      sockets.add(request.socket);
      response.end('{}');
    });
    const transport = open();
    for (let call = 0; call < 5; call++) await transport.send(get(url));
    expect(sockets.size).toBe(1);
  });

  test('a redirect is an answer, never followed with our signature', async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(302, { Location: 'http://127.0.0.1:1/elsewhere' }).end();
    });
    expect(await open().send(get(url))).toMatchObject({ status: 302 });
  });

  test('no answer within the time is a time-out, also when it stops half way', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/half') response.write('{"half":');
    });
    const transport = open({ totalMs: 50 });
    expect(await transport.send(get(`${url}/never`))).toMatchObject({ failure: 'timeout' });
    expect(await transport.send(get(`${url}/half`))).toMatchObject({ failure: 'timeout' });
  });

  test('a port nobody listens at is unreachable: nothing was sent', async () => {
    const { url, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    expect(await open().send(get(url))).toMatchObject({ failure: 'unreachable' });
  });

  test('a host that never takes the connection is unreachable after the connect time-out', async () => {
    // TLS that never answers: the connection is begun and does not come to stand.
    const silent = createSocketServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    ends.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    const started = performance.now();
    const answer = await open({ connectMs: 60, totalMs: 5_000 }).send(get(`https://127.0.0.1:${port}/`));
    expect(answer).toMatchObject({ failure: 'unreachable' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('a connection that breaks may have carried the request', async () => {
    const { url } = await serve((request) => request.socket.resetAndDestroy());
    expect(await open().send(get(url))).toMatchObject({ failure: 'lost' });
  });

  test('an answer that ends before its announced length is a broken connection, not a short answer', async () => {
    const { url } = await serve((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"a":1}', () => request.socket.destroy());
    });
    expect(await open().send(get(url))).toMatchObject({ failure: 'lost' });
  });

  test('an answer beyond the cap is not read to its end', async () => {
    const { url } = await serve((_request, response) => response.end('x'.repeat(10_000)));
    expect(await open({ maxBytes: 1_000 }).send(get(url))).toMatchObject({ failure: 'too-large' });
  });

  test('the caller may give up at any time, and leaves no listener behind', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/now') response.end('{}');
    });
    const transport = open();
    const leaving = new AbortController();
    const answer = transport.send(get(url), leaving.signal);
    setTimeout(() => leaving.abort(), 20);
    expect(await answer).toMatchObject({ failure: 'stopped' });
    expect(await transport.send(get(`${url}/now`), leaving.signal)).toMatchObject({ failure: 'stopped' });
  });

  test('through a proxy the whole address is asked of it, except for hosts that are excepted', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url);
      response.end('{"via":"proxy"}');
    });
    const direct = await serve((_request, response) => response.end('{"via":"direct"}'));
    const through = open({ proxy: { url: proxy.url, noProxy: '127.0.0.1' } });
    expect(await through.send(get('http://platform.example/v2/x?a=1'))).toMatchObject({
      body: '{"via":"proxy"}',
    });
    expect(asked).toEqual(['http://platform.example/v2/x?a=1']);
    expect(await through.send(get(direct.url))).toMatchObject({ body: '{"via":"direct"}' });
  });

  test('a proxy that is away is unreachable', async () => {
    const { url, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const through = open({ proxy: { url } });
    expect(await through.send(get('https://platform.example/'))).toMatchObject({ failure: 'unreachable' });
  });

  test('exceptions name hosts, domains with everything below them, or all', () => {
    expect(bypasses('bss.example.com', 'localhost, .example.com')).toBe(true);
    expect(bypasses('bss.example.com', 'example.com:443')).toBe(true);
    expect(bypasses('badexample.com', 'example.com')).toBe(false);
    expect(bypasses('bss.example.com', '*')).toBe(true);
    expect(bypasses('bss.example.com', undefined)).toBe(false);
  });
});

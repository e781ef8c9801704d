import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { quiet, recordingLog } from '../../test/support/log.ts';
import { healthRoutes } from './health.ts';
import { type HttpServer, openHttpServer, type Routes } from './http-server.ts';

let server: HttpServer | undefined;

afterEach(async () => {
  await server?.close(100);
  server = undefined;
});

async function serve(routes: Routes, log = quiet): Promise<string> {
  server = await openHttpServer({ host: '127.0.0.1', port: 0, routes, log });
  return `http://127.0.0.1:${server.port}`;
}

const hello: Routes = { '/hello': { GET: (_, response) => void response.end('hello') } };

describe('routes', () => {
  it('are found by path and method, whatever the query says', async () => {
    const url = await serve(hello);
    expect(await (await fetch(`${url}/hello?x=/other`)).text()).toBe('hello');
    expect((await fetch(`${url}/hello/more`)).status).toBe(404);
    expect((await fetch(`${url}/__proto__`)).status).toBe(404);
    const wrong = await fetch(`${url}/hello`, { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('that break answer 500 without a word of why, and the reason is logged', async () => {
    const log = recordingLog();
    const url = await serve({ '/boom': { GET: () => Promise.reject(new Error('secret detail')) } }, log);
    const answer = await fetch(`${url}/boom`);
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(log.lines).toMatchObject([{ level: 'error', path: '/boom' }]);
  });
});

describe('request ids', () => {
  const idFor = async (given: string) =>
    (await fetch(`${await serve(hello)}/hello`, { headers: { 'x-request-id': given } })).headers.get(
      'x-request-id',
    );

  it('are kept when short and harmless', async () => {
    expect(await idFor('lb-42.a')).toBe('lb-42.a');
  });

  it.each(['x'.repeat(65), 'a b', '<script>', '{"a":1}'])('are replaced otherwise: %s', async (given) => {
    expect(await idFor(given)).toMatch(/^[0-9a-f]{8}-\d+$/);
  });
});

describe('closing', () => {
  it('lets a request in flight finish and takes no new one', async () => {
    let finish: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => {
      void serve({
        '/slow': {
          GET: async (_, response) => {
            resolve();
            await new Promise<void>((done) => (finish = done));
            response.end('done');
          },
        },
      });
    });
    await expect.poll(() => server?.port).toBeGreaterThan(0);
    const url = `http://127.0.0.1:${server?.port ?? 0}`;
    const answer = fetch(`${url}/slow`);
    await entered;
    const closed = server?.close(5_000);
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    finish();
    expect(await (await answer).text()).toBe('done');
    await closed;
    server = undefined;
  });

  it('cuts what is left at the deadline', async () => {
    const url = await serve({ '/never': { GET: () => undefined } });
    const answer = fetch(`${url}/never`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server?.close(50);
    server = undefined;
    await expect(answer).rejects.toThrow();
  });
});

it('headers beyond the limit are refused', async () => {
  const url = new URL(await serve(hello));
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(url.port), url.hostname, () => {
      socket.write(`GET /hello HTTP/1.1\r\nhost: x\r\nx-big: ${'x'.repeat(20_000)}\r\n\r\n`);
    });
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
  });
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

describe('health', () => {
  it('is alive even when nothing it needs is there', async () => {
    const url = await serve(healthRoutes({ checks: { ledger: () => false } }));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('is ready when everything answers, and else names what is down', async () => {
    const up = await serve(
      healthRoutes({ checks: { ledger: () => true, slack: () => Promise.resolve(true) } }),
    );
    expect((await fetch(`${up}/readyz`)).status).toBe(200);
    await server?.close(100);
    const down = await serve(
      healthRoutes({
        checkTimeoutMs: 50,
        checks: {
          ledger: () => Promise.reject(new Error('away')),
          queue: () => new Promise(() => undefined),
          slack: () => true,
        },
      }),
    );
    const answer = await fetch(`${down}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'not ready', down: ['ledger', 'queue'] });
  });

  it('shows our figures and those of the queues to Prometheus', async () => {
    const queueMetrics = () => Promise.resolve('bullmq_job_count{queue="batch"} 3');
    const url = await serve(healthRoutes({ checks: {}, queueMetrics }));
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('desk_door_requests_total');
    expect(text).toContain('bullmq_job_count{queue="batch"} 3');
  });
});

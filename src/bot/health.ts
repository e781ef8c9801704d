import type { ServerResponse } from 'node:http';
import { metrics } from '../kernel/metrics.ts';
import type { Routes } from './http-server.ts';

/** One thing the bot needs. Resolves to whether it works; rejecting or dawdling counts as "no". */
export type Check = () => Promise<boolean> | boolean;

export interface HealthOptions {
  /** By the name an operator reads: `ledger`, `queue`, `slack`. */
  readonly checks: Readonly<Record<string, Check>>;
  /** Prometheus text of the queues, put after our own figures. */
  readonly queueMetrics?: () => Promise<string>;
  readonly checkTimeoutMs?: number;
}

/** `/healthz`: the process lives. `/readyz`: it can serve people, or 503 with what is down. `/metrics`: Prometheus. */
export function healthRoutes({ checks, queueMetrics, checkTimeoutMs = 2_000 }: HealthOptions): Routes {
  return {
    '/healthz': { GET: (_, response) => json(response, 200, { status: 'ok' }) },
    '/readyz': {
      GET: async (_, response) => {
        const down = await failing(checks, checkTimeoutMs);
        if (down.length === 0) json(response, 200, { status: 'ready' });
        else json(response, 503, { status: 'not ready', down });
      },
    },
    '/metrics': {
      GET: async (_, response) => {
        const texts = await Promise.all([metrics.metrics(), queueMetrics?.() ?? '']);
        response.writeHead(200, { 'content-type': metrics.contentType }).end(texts.join('\n'));
      },
    },
  };
}

async function failing(checks: HealthOptions['checks'], timeoutMs: number): Promise<string[]> {
  const answers = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ((await works(check, timeoutMs)) ? [] : [name])),
  );
  return answers.flat();
}

function works(check: Check, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    void Promise.resolve()
      .then(check)
      .catch(() => false)
      .then((fine) => {
        clearTimeout(timer);
        resolve(fine);
      });
  });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

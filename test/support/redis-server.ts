import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A Redis that can be killed and started again on the same port. */
export interface RedisServer {
  readonly url: string;
  /** As a crash would: at once. What was in memory is gone unless it was started with `keep`. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export const findRedisServer = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** `folder` keeps the data on disk (append-only file), so that it survives `kill`. */
export async function startRedis(folder?: string): Promise<RedisServer> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const storage = folder
    ? ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always']
    : ['--appendonly', 'no'];
  const run = () =>
    spawn(
      'redis-server',
      [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--save',
        '',
        '--maxmemory-policy',
        'noeviction',
        ...storage,
      ],
      { stdio: 'ignore' },
    );

  let server = run();
  await answering(url);
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  return {
    url,
    kill: () => end('SIGKILL'),
    start: async () => {
      server = run();
      await answering(url);
    },
    stop: () => end('SIGTERM'),
  };
}

async function answering(url: string): Promise<void> {
  for (let look = 0; look < 250; look += 1) {
    const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.ping();
      return;
    } catch {
      await pause(20);
    } finally {
      client.disconnect();
    }
  }
  throw new Error('redis-server does not answer');
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

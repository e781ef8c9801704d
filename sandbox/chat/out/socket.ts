import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { workspace } from '../../people.ts';
import { record, type World } from '../state/world.ts';
import { answerMs, type Delivery, nameOf, type Send } from './wire.ts';

/** Socket Mode: the app opens a WebSocket, we send envelopes down it, and each is acknowledged by its id. */
export interface Sockets {
  /** The address `apps.connections.open` hands out; good for one connection. */
  readonly ticket: () => string;
  readonly connected: () => boolean;
  readonly send: Send;
  /** Asks the app to connect again, as Slack does every few hours. */
  readonly refresh: () => void;
  readonly close: () => void;
}

const path = '/socket';
// The client gives up on a server that is silent for 30 s.
const pingMs = 10_000;

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

const readJson = (data: RawData): unknown => {
  try {
    return JSON.parse((data as Buffer).toString('utf8'));
  } catch {
    return undefined;
  }
};

export function openSockets(world: World, server: Server): Sockets {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: unknown) => void>();

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== path || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, greet);
  });

  function greet(socket: WebSocket): void {
    socket.on('message', (data) => {
      const ack = acknowledgement.safeParse(readJson(data));
      if (ack.success) waiting.get(ack.data.envelope_id)?.(ack.data.payload);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.clients.size,
        connection_info: { app_id: workspace.appId },
        debug_info: { host: 'practice-world', approximate_connection_time: 18_060 },
      }),
    );
  }

  const pings = setInterval(() => {
    for (const socket of sockets.clients) socket.ping();
  }, pingMs).unref();

  const open = () => [...sockets.clients].find((socket) => socket.readyState === socket.OPEN);

  const send: Send = async (type, payload, retry) => {
    const socket = open();
    const started = performance.now();
    const envelope = {
      type,
      envelope_id: randomUUID(),
      payload,
      accepts_response_payload: type !== 'events_api',
      ...(retry ? { retry_attempt: retry.number, retry_reason: retry.reason } : {}),
    };
    const answer = socket ? await acknowledged(socket, envelope) : 'connection_failed';
    const ms = Math.round(performance.now() - started);
    const delivery: Delivery =
      typeof answer === 'string'
        ? { ok: false, status: 0, ms, body: undefined, error: answer }
        : { ok: true, status: 200, ms, body: emptied(answer.payload) };
    record(world, {
      at: world.now(),
      direction: 'out',
      name: nameOf(type, payload),
      url: path,
      status: delivery.status,
      ms,
      requestHeaders: {},
      request: JSON.stringify(envelope),
      response: delivery.body === undefined ? '' : JSON.stringify(delivery.body),
      note: ['socket mode', delivery.error ?? ''].filter(Boolean).join(' · '),
    });
    return delivery;
  };

  async function acknowledged(socket: WebSocket, envelope: { envelope_id: string }) {
    return new Promise<{ payload: unknown } | 'http_timeout'>((resolve) => {
      const timer = setTimeout(() => end('http_timeout'), answerMs);
      const end = (answer: { payload: unknown } | 'http_timeout') => {
        clearTimeout(timer);
        waiting.delete(envelope.envelope_id);
        resolve(answer);
      };
      waiting.set(envelope.envelope_id, (payload) => end({ payload }));
      socket.send(JSON.stringify(envelope));
    });
  }

  return {
    ticket: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${world.url.replace(/^http/, 'ws')}${path}?ticket=${ticket}`;
    },
    connected: () => open() !== undefined,
    send,
    refresh: () => {
      for (const socket of sockets.clients)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    close: () => {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** The client acknowledges with `{}` where HTTP would have had an empty body. */
const emptied = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && Object.keys(payload).length === 0 ? undefined : payload;

import { createHmac } from 'node:crypto';
import { record, type World } from '../state/world.ts';

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';
export type Payload = Readonly<Record<string, unknown>>;

export interface Retry {
  readonly number: number;
  readonly reason: string;
}

export interface Delivery {
  /** 2xx within Slack's three seconds. */
  readonly ok: boolean;
  /** 0 when nobody answered. */
  readonly status: number;
  readonly ms: number;
  /** What the app put into its answer: parsed JSON, text, or undefined. */
  readonly body: unknown;
  readonly error?: 'http_timeout' | 'http_error' | 'connection_failed';
  readonly noRetry?: boolean;
}

/** A way to the app: signed requests, or a socket it opened. */
export type Send = (type: EnvelopeType, payload: Payload, retry?: Retry) => Promise<Delivery>;

export const answerMs = 3_000;

/** `v0=` and the HMAC of `v0:timestamp:body`, as Slack signs. */
const signature = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

function encode(type: EnvelopeType, payload: Payload): { contentType: string; body: string } {
  if (type === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) };
  const form = new URLSearchParams();
  if (type === 'interactive') form.set('payload', JSON.stringify(payload));
  else for (const [name, value] of Object.entries(payload)) form.set(name, String(value));
  return { contentType: 'application/x-www-form-urlencoded', body: form.toString() };
}

function readable(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** What a request is about, for the inspector. */
export const nameOf = (type: EnvelopeType, payload: Payload): string => {
  if (type === 'slash_commands') return `${String(payload['command'])} ${String(payload['text'])}`.trim();
  const event = payload['event'];
  if (typeof event === 'object' && event !== null && 'type' in event) return String(event.type);
  return String(payload['type']);
};

export interface HttpTarget {
  readonly botUrl: string;
  readonly signingSecret: string;
}

/** Slack's clock is the real one, even when the world's clock was turned: the app checks the age of a signature. */
const signingTime = () => String(Math.floor(Date.now() / 1000));

export function httpSend(world: World, target: HttpTarget): Send {
  const url = `${target.botUrl}/slack/events`;
  return async (type, payload, retry) => {
    const { contentType, body } = encode(type, payload);
    const timestamp = signingTime();
    const headers: Record<string, string> = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (practice world)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature(target.signingSecret, timestamp, body),
      ...(retry ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason } : {}),
    };
    const started = performance.now();
    const delivery = await post(url, headers, body);
    const ms = Math.round(performance.now() - started);
    record(world, {
      at: world.now(),
      direction: 'out',
      name: nameOf(type, payload),
      url,
      status: delivery.status,
      ms,
      requestHeaders: headers,
      request: type === 'slash_commands' ? body : JSON.stringify(payload),
      response: delivery.text,
      note: [
        delivery.status === 401 ? 'the app refused the signature' : 'signed v0',
        retry ? `retry ${retry.number}, ${retry.reason}` : '',
        delivery.error ?? '',
      ]
        .filter(Boolean)
        .join(' · '),
    });
    return { ...delivery, ms, body: readable(delivery.text) };
  };
}

async function post(url: string, headers: Record<string, string>, body: string) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(answerMs),
    });
    const text = await response.text();
    return {
      ok: response.ok,
      status: response.status,
      text,
      noRetry: response.headers.get('x-slack-no-retry') === '1',
      ...(response.ok ? {} : { error: 'http_error' as const }),
    };
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    return {
      ok: false,
      status: 0,
      text: '',
      error: late ? ('http_timeout' as const) : ('connection_failed' as const),
    };
  }
}

import { parseJson } from '../../wire/http.ts';
import { record, type World } from '../state/world.ts';
import type { Signer } from '../tokens.ts';
import { authorization, type Badge, badgeInWords } from './badge.ts';

export type Activity = Readonly<Record<string, unknown>> & { readonly type: string };

export interface Delivery {
  /** 2xx in time. */
  readonly ok: boolean;
  /** 0 when nobody answered. */
  readonly status: number;
  readonly ms: number;
  /** For an invoke: what the bot answers. */
  readonly body: unknown;
  readonly error?: 'timeout' | 'http_error' | 'connection_failed';
}

export interface Sent {
  readonly activity: Activity;
  readonly delivery: Delivery;
}

export type Deliver = (activity: Activity, badge?: Badge) => Promise<Delivery>;

/** What Teams waits for the end of a turn. */
const answerMs = 15_000;

interface Line {
  readonly world: World;
  readonly signer: Signer;
  /** Undefined while the bot has not said where it listens. */
  readonly botUrl: () => string | undefined;
  readonly serviceUrl: () => string;
  /** Shown unless one call brings its own. */
  readonly badge: () => Badge;
  readonly sent: Sent[];
}

export function createDeliver(line: Line): Deliver {
  const { world, signer, sent } = line;
  return async (activity, own) => {
    const badge = own ?? line.badge();
    const bearer = authorization(signer, line.serviceUrl(), badge);
    const headers: Record<string, string> = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Microsoft-SkypeBotApi (practice world)',
      ...(bearer === undefined ? {} : { authorization: bearer }),
    };
    const url = `${line.botUrl() ?? 'http://127.0.0.1:9'}/api/messages`;
    const body = JSON.stringify(activity);
    const started = performance.now();
    const { text, ...answered } = await post(url, headers, body);
    const ms = Math.round(performance.now() - started);
    record(world, {
      at: world.now(),
      direction: 'out',
      name: [activity.type, activity['name']].filter(Boolean).map(String).join(' '),
      url,
      status: answered.status,
      ms,
      requestHeaders: headers,
      request: body,
      response: text,
      note: [answered.status === 401 ? 'the bot refused' : '', badgeInWords(badge), answered.error ?? '']
        .filter(Boolean)
        .join(' · '),
    });
    const delivery: Delivery = { ...answered, ms, body: parseJson(text) ?? (text || undefined) };
    sent.push({ activity, delivery });
    return delivery;
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
      ...(response.ok ? {} : { error: 'http_error' as const }),
    };
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    return {
      ok: false,
      status: 0,
      text: '',
      error: late ? ('timeout' as const) : ('connection_failed' as const),
    };
  }
}

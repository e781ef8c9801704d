import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Switchboard } from '../../wire/faults.ts';
import { flatHeaders, type HttpAnswer, json, write } from '../../wire/http.ts';
import { record, type World } from '../state/world.ts';

export interface BotCall {
  /** Web API method, `response_url` or `upload`; faults strike by it. */
  readonly name: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What was sent; empty for uploads, whose bytes are streamed. */
  readonly body: string;
  readonly note?: string;
  run(): Promise<HttpAnswer>;
}

/** Answers one call of the bot: injected faults first, then the real thing; all of it is seen in the inspector. */
export async function answerBot(world: World, faults: Switchboard, call: BotCall): Promise<void> {
  const started = performance.now();
  const struck = faults.strike(call.name, call.body);
  const find = <K extends (typeof struck)[number]['kind']>(kind: K) =>
    struck.find((fault): fault is Extract<typeof fault, { kind: K }> => fault.kind === kind);

  const slow = find('slow');
  if (slow) await delay(slow.ms);

  const limited = find('ratelimited');
  const failing = find('error');
  const status = find('status');
  let answer: HttpAnswer | undefined;
  if (find('reset')) answer = undefined;
  else if (limited)
    answer = {
      ...json({ ok: false, error: 'ratelimited' }, 429),
      headers: { 'retry-after': String(limited.retryAfter) },
    };
  else if (status) answer = { status: status.status, body: '' };
  else if (failing)
    answer = json({ ok: false, error: failing.error }, call.name === 'response_url' ? 404 : 200);
  else if (find('no-block'))
    answer = json({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] unsupported type: a block this workspace does not have yet'] },
    });
  else answer = await call.run();

  const cut = answer === undefined || find('lost') !== undefined;
  record(world, {
    at: world.now(),
    direction: 'in',
    name: call.name,
    url: call.request.url ?? '',
    status: cut ? 0 : (answer?.status ?? 0),
    ms: Math.round(performance.now() - started),
    requestHeaders: flatHeaders(call.request.headers),
    request: call.body,
    response: answer?.body ?? '',
    note: [call.note ?? '', ...struck.map((fault) => `fault: ${fault.kind}`)].filter(Boolean).join(' · '),
  });
  if (cut || answer === undefined) call.response.destroy();
  else write(call.response, answer);
}

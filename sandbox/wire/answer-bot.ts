import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, Switchboard } from './faults.ts';
import { flatHeaders, type HttpAnswer, write } from './http.ts';
import type { TrafficEntry } from './traffic.ts';

export interface BotCall {
  /** What is called, e.g. a Web API method or `upload`; faults strike by it. */
  readonly name: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What was sent; empty for uploads, whose bytes are streamed. */
  readonly body: string;
  readonly note?: string;
  run(): Promise<HttpAnswer>;
}

type FaultOf<K extends Fault['kind']> = Extract<Fault, { kind: K }>;

/** How a chat app words the refusals one can order. */
export interface Refusals {
  ratelimited(fault: FaultOf<'ratelimited'>): HttpAnswer;
  error(fault: FaultOf<'error'>, call: BotCall): HttpAnswer;
  noBlock(fault: FaultOf<'no-block'>): HttpAnswer;
}

export interface Counter {
  readonly now: () => number;
  readonly faults: Switchboard;
  readonly refusals: Refusals;
  readonly record: (entry: Omit<TrafficEntry, 'id'>) => void;
}

/** Answers one call of the bot: injected faults first, then the real thing; all of it is seen in the inspector. */
export async function answerBot({ now, faults, refusals, record }: Counter, call: BotCall): Promise<void> {
  const started = performance.now();
  const struck = faults.strike(call.name, call.body);
  const find = <K extends Fault['kind']>(kind: K) =>
    struck.find((fault): fault is FaultOf<K> => fault.kind === kind);

  const slow = find('slow');
  if (slow) await delay(slow.ms);

  const limited = find('ratelimited');
  const failing = find('error');
  const status = find('status');
  const noBlock = find('no-block');
  let answer: HttpAnswer | undefined;
  if (find('reset')) answer = undefined;
  else if (limited) answer = refusals.ratelimited(limited);
  else if (status) answer = { status: status.status, body: '' };
  else if (failing) answer = refusals.error(failing, call);
  else if (noBlock) answer = refusals.noBlock(noBlock);
  else answer = await call.run();

  const cut = answer === undefined || find('lost') !== undefined;
  record({
    at: now(),
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

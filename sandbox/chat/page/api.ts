import type { Outcome, SuggestionList } from '../acting/acting.ts';
import type { Submitted } from '../acting/modals.ts';
import type { Act, Boot } from '../page-protocol.ts';
import type { FaultInput } from '../../wire/faults.ts';

/** The wire to the page's server. */

interface Answers {
  command: Outcome;
  say: Outcome;
  press: Outcome;
  suggest: SuggestionList;
  submit: Submitted;
  dismiss: Outcome;
  home: Outcome;
}

export type ActOf<K extends Act['do']> = Extract<Act, { do: K }>;
export type Answer<K extends Act['do']> = Answers[K] | Unreached;

/** Nobody answered: the practice world is closed, or the line broke. */
export interface Unreached {
  readonly ok: false;
  readonly error: 'unreachable';
}

export async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  // Page and server are one program and ship together, so its answers are not checked again here.
  return (await response.json()) as T;
}

export const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const readBoot = (): Promise<Boot> => call('/_page/boot');

/** Does something as a person. Never rejects: a failure is part of the answer. */
export async function act<K extends Act['do']>(person: string, what: ActOf<K>): Promise<Answer<K>> {
  try {
    return await call<Answers[K]>(`/_page/act?as=${encodeURIComponent(person)}`, post(what));
  } catch {
    return { ok: false, error: 'unreachable' };
  }
}

/** Puts a file of one's own where a form can take it from; undefined when that did not work. */
export async function giveFile(person: string, file: File): Promise<string | undefined> {
  const query = `as=${encodeURIComponent(person)}&name=${encodeURIComponent(file.name)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  try {
    const kept = await call<{ file?: { id: string } }>(`/_page/file?${query}`, {
      method: 'POST',
      headers,
      body: file,
    });
    return kept.file?.id;
  } catch {
    return undefined;
  }
}

/** `at`: where a chat app's bad days are ordered. */
export const addFault = (at: string, fault: FaultInput): Promise<unknown> =>
  call(`${at}/faults`, post(fault)).catch(() => undefined);

export const clearFaults = (at: string): Promise<unknown> =>
  call(`${at}/faults`, { method: 'DELETE' }).catch(() => undefined);

/** Turns the platform's today, and the bot's with it; back to the real one without a time. Answers what it is then. */
export const turnClock = (now?: Date): Promise<{ readonly now?: string }> =>
  call<{ now?: string }>(
    '/_platform/clock',
    now
      ? { ...post({ now: now.toISOString() }), method: 'PUT' }
      : { method: 'DELETE', headers: { 'content-type': 'application/json' } },
  ).catch(() => ({}));

/** Money arrives at the partner; what the platform said, or why it did not. */
export const topUp = (given: TopUp): Promise<{ readonly id?: string; readonly error?: string }> =>
  call<{ id?: string; error?: string }>('/_platform/topups', post(given)).catch(() => ({
    error: 'unreachable',
  }));

export interface TopUp {
  readonly amount: string;
  readonly account: 'cash' | 'credit';
  readonly rebate?: boolean;
}

export const fileUrl = (file: { readonly id: string; readonly name: string }): string =>
  `/files/${encodeURIComponent(file.id)}/${encodeURIComponent(file.name)}`;

export interface Line<S, L> {
  readonly snapshot: (snapshot: S) => void;
  readonly live: (live: L) => void;
  readonly connected: (yes: boolean) => void;
}

const againMs = 1_500;

/**
 * Follows all that one person may see, from now on. Each connection starts with a snapshot: what happened while there
 * was none is not sent again. Returns how to stop.
 */
export function follow<S, L>(side: '/_page' | '/_teams', person: string, line: Line<S, L>): () => void {
  const query = `?as=${encodeURIComponent(person)}`;
  let stopped = false;
  let timer: number | undefined;
  let source: EventSource;

  const open = () => {
    source = new EventSource(`${side}/live${query}`);
    const mine = source;
    // Changes that overtake the snapshot are kept until it is there.
    let waiting: L[] | undefined = [];
    const current = () => !stopped && source === mine;
    mine.onopen = () => {
      waiting = [];
      call<S>(`${side}/state${query}`).then(
        (snapshot) => {
          if (!current()) return;
          line.snapshot(snapshot);
          line.connected(true);
          for (const live of waiting ?? []) line.live(live);
          waiting = undefined;
        },
        () => {
          if (current()) lost();
        },
      );
    };
    mine.onmessage = (event: MessageEvent<string>) => {
      // As above: our own server's words.
      const live = JSON.parse(event.data) as L;
      if (waiting) waiting.push(live);
      else line.live(live);
    };
    mine.onerror = () => {
      if (current()) lost();
    };
  };
  const lost = () => {
    source.close();
    line.connected(false);
    window.clearTimeout(timer);
    timer = window.setTimeout(open, againMs);
  };

  open();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    source.close();
  };
}

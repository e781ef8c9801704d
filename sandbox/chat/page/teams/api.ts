import type { Hits, Suggestions } from '../../../teams/acting/asking.ts';
import type { Outcome } from '../../../teams/acting/stage.ts';
import type { Act, Boot } from '../../../teams/page-protocol.ts';
import { call, post, type Unreached } from '../api.ts';

/** The wire to the Teams side of the page's server. */

interface Answers {
  say: Outcome;
  press: Outcome;
  suggest: Suggestions;
  refresh: Outcome;
  consent: Outcome;
  close: Outcome;
  search: Hits;
  insert: Outcome;
  install: Outcome;
}

type ActOf<K extends Act['do']> = Extract<Act, { do: K }>;

export const readBoot = (): Promise<Boot> => call('/_teams/boot');

/** Does something as a person. Never rejects: a failure is part of the answer. */
export async function act<K extends Act['do']>(
  person: string,
  what: ActOf<K>,
): Promise<Answers[K] | Unreached> {
  try {
    return await call<Answers[K]>(`/_teams/act?as=${encodeURIComponent(person)}`, post(what));
  } catch {
    return { ok: false, error: 'unreachable' };
  }
}

/** Sends a file to the bot in the personal chat. */
export async function sendFile(person: string, file: File): Promise<Outcome | Unreached> {
  const query = `as=${encodeURIComponent(person)}&name=${encodeURIComponent(file.name)}`;
  const headers = { 'content-type': 'application/octet-stream' };
  try {
    return await call(`/_teams/file?${query}`, { method: 'POST', headers, body: file });
  } catch {
    return { ok: false, error: 'unreachable' };
  }
}

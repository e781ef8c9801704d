/** What crossed the wire between a chat and the bot, for the inspector and for tests. */
export interface TrafficEntry {
  readonly id: number;
  readonly at: number;
  /** `in`: the bot called us. `out`: we called the bot. */
  readonly direction: 'in' | 'out';
  readonly name: string;
  readonly url: string;
  readonly status: number;
  readonly ms: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly request: string;
  readonly response: string;
  /** What is worth knowing about signature, token, retry or an injected fault. */
  readonly note: string;
}

export interface Journal {
  readonly traffic: TrafficEntry[];
  serial: number;
}

const keptEntries = 400;
const longestBody = 60_000;

const shortened = (text: string) =>
  text.length > longestBody ? `${text.slice(0, longestBody)}… (${text.length} characters)` : text;

/** Tokens are named, not shown: screens of the inspector end up in tickets. */
const withoutSecrets = (text: string): string =>
  text
    .replace(/((?:xoxb|xapp)-)[\w-]+/g, '$1…')
    .replace(/(eyJ[\w-]{6})[\w-]*\.[\w-]+\.[\w-]+/g, '$1…')
    .replace(/(client_secret=)[^&]+/g, '$1…');

export function keep(journal: Journal, entry: Omit<TrafficEntry, 'id'>): TrafficEntry {
  const { authorization, ...headers } = entry.requestHeaders;
  const kept: TrafficEntry = {
    ...entry,
    id: ++journal.serial,
    requestHeaders:
      authorization === undefined ? headers : { ...headers, authorization: withoutSecrets(authorization) },
    request: shortened(withoutSecrets(entry.request)),
    response: shortened(withoutSecrets(entry.response)),
  };
  journal.traffic.push(kept);
  if (journal.traffic.length > keptEntries) journal.traffic.shift();
  return kept;
}

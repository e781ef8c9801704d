/** What a person waits for goes ahead of what nobody waits for. */
export type Lane = 'interactive' | 'batch';

/**
 * The calls one API of one account was granted, shared by every process. Times are milliseconds of the store's own
 * clock, in order, and may lie ahead: a slot is granted before it comes.
 */
export interface CallWindow {
  /** At most the last `limit` of them. */
  readonly granted: readonly number[];
  /** When the last batch call was due. */
  readonly lastBatch: number;
}

export interface WindowAsk {
  readonly key: string;
  readonly limit: number;
  readonly windowMs: number;
  readonly lane: Lane;
  /** How many calls are waiting. */
  readonly count: number;
}

export interface WindowGrant {
  /** For each granted call, in how many milliseconds it may be sent. */
  readonly waits: readonly number[];
  /** When to ask for the rest; 0 when all were granted. */
  readonly againMs: number;
}

/** Where the window is kept. Memory, Redis and PostgreSQL pass one suite; each takes its own time for now. */
export interface WindowStore {
  /** Rejects when the store is away. */
  take(ask: WindowAsk): Promise<WindowGrant>;
}

/** The numbers a grant goes by, worked out once for all three stores. */
export interface Pace {
  readonly limit: number;
  /** The platform's window, */
  readonly windowMs: number;
  /** and ours, a little longer: no more than `limit` calls in any span of this length. */
  readonly spanMs: number;
  /** Batch calls are due this far apart, */
  readonly spacingMs: number;
  /** granted only when the slot is as near as this, so that a person who comes in between waits for one slot, not ten, */
  readonly lookAheadMs: number;
  /** may catch up this much after the process was busy, */
  readonly creditMs: number;
  /** and are granted whatever the queue before them when none was due for so long. */
  readonly starvingMs: number;
}

/** Room for clocks and networks that are not even: the server sees calls a little closer than we sent them. */
const margin = 1.02;
/** More slots than this are kept as a shorter window, which is never more generous. */
const longestLog = 200;

export function paceOf({ limit, windowMs }: Pick<WindowAsk, 'limit' | 'windowMs'>): Pace {
  const parts = Math.ceil(limit / longestLog);
  const part = Math.floor(limit / parts);
  const partMs = windowMs / parts;
  const spanMs = partMs * margin;
  const spacingMs = spanMs / part;
  return {
    limit: part,
    windowMs: partMs,
    spanMs,
    spacingMs,
    lookAheadMs: Math.max(25, spacingMs / 2),
    creditMs: Math.max(100, spacingMs),
    starvingMs: 10_000,
  };
}

/** The rule itself. The Lua script and the SQL function say the same; the suite of `WindowStore` holds them to it. */
export function grant(
  window: CallWindow,
  pace: Pace,
  { lane, count }: Pick<WindowAsk, 'lane' | 'count'>,
  now: number,
): { readonly window: CallWindow; readonly grant: WindowGrant } {
  const granted = [...window.granted];
  const waits: number[] = [];
  let { lastBatch } = window;
  let againMs = 0;
  while (waits.length < count) {
    const full = granted[granted.length - pace.limit];
    let slot = Math.max(now, granted.at(-1) ?? 0, full === undefined ? 0 : full + pace.spanMs);
    if (lane === 'batch') {
      const due = Math.max(lastBatch + pace.spacingMs, now - pace.creditMs);
      slot = Math.max(slot, due);
      if (slot > now + pace.lookAheadMs && now - lastBatch < pace.starvingMs) {
        againMs = slot - pace.lookAheadMs - now;
        break;
      }
      lastBatch = due;
    }
    granted.push(slot);
    waits.push(slot - now);
  }
  return { window: { granted: granted.slice(-pace.limit), lastBatch }, grant: { waits, againMs } };
}

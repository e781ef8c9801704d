import { hash as digest } from 'node:crypto';

/** What a row says, as the database prints it: nothing is rounded or reordered before it is hashed. */
export interface AuditFacts {
  /** From 1 without a gap. */
  readonly seq: number;
  /** Milliseconds since 1970, as a decimal text. */
  readonly at: string;
  readonly app: string;
  readonly tenant: string;
  readonly user: string;
  readonly action: string;
  readonly subject: unknown;
  readonly outcome: string;
  readonly requestId: string | null;
  readonly receipt: string | null;
}

/** A row of the chain: its facts, the hash of the row before it, and the hash over all of that. */
export interface AuditLink extends AuditFacts {
  readonly prev: string;
  readonly hash: string;
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Where every chain begins. */
export const genesis: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/**
 * The hash of a row that follows `prev`. Every row ever written depends on this encoding: it may never change. A JSON
 * array of texts in fixed places cannot be read in two ways.
 */
export function hashLink(facts: AuditFacts, prev: string): string {
  const { seq, at, app, tenant, user, action, subject, outcome, requestId, receipt } = facts;
  const encoded = [seq, at, app, tenant, user, action, inOrder(subject), outcome, requestId, receipt, prev];
  return digest('sha256', JSON.stringify(encoded), 'hex');
}

/** An object as its pairs in order of key. Anything else was not written by us, and must not look like such a list. */
function inOrder(subject: unknown): unknown {
  if (typeof subject !== 'object' || subject === null || Array.isArray(subject)) return { not: subject };
  return Object.entries(subject).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is wrong, at which row. */
export type ChainFault =
  /** The facts of the row are not those it was written with. */
  | { readonly kind: 'changed'; readonly seq: number }
  /** The row does not follow from the one before it: one of them is not the original. */
  | { readonly kind: 'unlinked'; readonly seq: number }
  | { readonly kind: 'missing'; readonly seq: number; readonly to: number }
  /** A row that stands after a later one, or twice. */
  | { readonly kind: 'misplaced'; readonly seq: number }
  /** The chain ends at `seq`, before the head that is known. */
  | { readonly kind: 'cut-off'; readonly seq: number; readonly head: number }
  /** Rows after the head: not written by the bot. */
  | { readonly kind: 'beyond'; readonly seq: number; readonly head: number }
  /** At this place stood a row with another hash when the head was noted. */
  | { readonly kind: 'other-head'; readonly seq: number };

export interface ChainReport {
  readonly rows: number;
  /** The last row in its place. */
  readonly last: ChainHead;
  /** The first ones found; `faultCount` says how many there are. */
  readonly faults: readonly ChainFault[];
  readonly faultCount: number;
}

export interface Expectations {
  /** The head the bot keeps: the chain must end exactly there. */
  readonly end?: ChainHead | undefined;
  /** Heads that were published: each must be in the chain. */
  readonly heads?: readonly ChainHead[] | undefined;
  /** The row before the first one given; the beginning of the chain unless a part of it is looked at. */
  readonly start?: ChainHead | undefined;
}

type Batches<T> = Iterable<readonly T[]> | AsyncIterable<readonly T[]>;

const faultsKept = 20;

/** Walks a chain in the order of its rows, keeping nothing but the last of them. */
export async function verifyChain(
  rows: Batches<AuditLink>,
  expected: Expectations = {},
): Promise<ChainReport> {
  const { start = genesis, end, heads = [] } = expected;
  const noted = new Map<number, Set<string>>();
  for (const { seq, hash } of heads) noted.set(seq, (noted.get(seq) ?? new Set<string>()).add(hash));
  const faults: ChainFault[] = [];
  let faultCount = 0;
  const report = (fault: ChainFault) => {
    faultCount += 1;
    if (faults.length < faultsKept) faults.push(fault);
  };

  let last = start;
  let count = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      count += 1;
      const { seq, prev, hash } = row;
      if (hashLink(row, prev) !== hash) report({ kind: 'changed', seq });
      if (seq <= last.seq) {
        report({ kind: 'misplaced', seq });
        continue;
      }
      if (seq > last.seq + 1) report({ kind: 'missing', seq: last.seq + 1, to: seq - 1 });
      else if (prev !== last.hash) report({ kind: 'unlinked', seq });
      if (end && seq > end.seq) report({ kind: 'beyond', seq, head: end.seq });
      const wanted = noted.get(seq);
      if (wanted && !(wanted.size === 1 && wanted.has(hash))) report({ kind: 'other-head', seq });
      last = { seq, hash };
    }
  }

  const furthest = Math.max(end?.seq ?? 0, ...noted.keys());
  if (furthest > last.seq) report({ kind: 'cut-off', seq: last.seq, head: furthest });
  if (end && end.seq === last.seq && end.hash !== last.hash) report({ kind: 'other-head', seq: end.seq });
  return { rows: count, last, faults, faultCount };
}

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { AuditLink, ChainHead } from './audit-chain.ts';
import { atOneMoment, auditHead, auditLinks, publishedHeads } from './audit-read.ts';
import type { Ledger } from './ledger.ts';

/**
 * The chain as a file, for somebody who verifies it elsewhere: a JSON line with the head and what was published of it,
 * then a line for each row.
 */
const head = z.strictObject({ seq: z.int(), hash: z.string() });
const firstLine = z.strictObject({ head, published: z.array(head) });
const link: z.ZodType<AuditLink> = z.strictObject({
  seq: z.int(),
  at: z.string(),
  app: z.string(),
  tenant: z.string(),
  user: z.string(),
  action: z.string(),
  subject: z.unknown(),
  outcome: z.string(),
  requestId: z.string().nullable(),
  receipt: z.string().nullable(),
  prev: z.string(),
  hash: z.string(),
});

/** The file holds something else than a dump. */
export class UnreadableDump extends Error {
  override readonly name = 'UnreadableDump';
  readonly line: number;

  constructor(line: number, cause?: unknown) {
    super(`line ${line} is not part of a dump`, { cause });
    this.line = line;
  }
}

/** Writes the chain as it is at one moment; answers how many rows it has. */
export const writeDump = (ledger: Ledger, path: string): Promise<number> =>
  atOneMoment(ledger, async (db) => {
    const file = await open(path, 'w', 0o600);
    try {
      const first = { head: await auditHead(db), published: await publishedHeads(db) };
      await file.write(`${JSON.stringify(first)}\n`);
      let rows = 0;
      for await (const batch of auditLinks(db)) {
        await file.write(batch.map((row) => `${JSON.stringify(row)}\n`).join(''));
        rows += batch.length;
      }
      return rows;
    } finally {
      await file.close();
    }
  });

export interface Dump {
  readonly end: ChainHead;
  readonly heads: readonly ChainHead[];
  /** Throws {@link UnreadableDump} where the file stops being one. */
  readonly rows: AsyncIterable<readonly AuditLink[]>;
}

const batchSize = 10_000;

export async function readDump(path: string): Promise<Dump> {
  const stream = createReadStream(path, 'utf8');
  const lines = numbered(createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }));
  const first = await lines.next();
  if (first.done) throw new UnreadableDump(1);
  const { head: end, published } = read(firstLine, first.value);
  return { end, heads: published, rows: inBatches(lines) };
}

type Line = readonly [number: number, text: string];

async function* numbered(lines: AsyncIterable<string>): AsyncGenerator<Line, void, undefined> {
  let number = 0;
  for await (const line of lines) yield [(number += 1), line];
}

async function* inBatches(lines: AsyncIterable<Line>): AsyncGenerator<readonly AuditLink[], void, undefined> {
  let batch: AuditLink[] = [];
  for await (const line of lines) {
    batch.push(read(link, line));
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

function read<T>(schema: z.ZodType<T>, [number, text]: Line): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new UnreadableDump(number, error);
  }
}

import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { auditSentence, faultText } from '../../cards/audit-words.ts';
import { problemText } from '../../cards/problem.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { langOf, type Translate, translator } from '../../kernel/texts/index.ts';
import {
  type AuditLink,
  type ChainHead,
  type ChainReport,
  type Expectations,
  verifyChain,
} from '../../ledger/audit-chain.ts';
import { readDump, UnreadableDump, writeDump } from '../../ledger/audit-dump.ts';
import { atOneMoment, auditHead, auditLinks, publishedHeads } from '../../ledger/audit-read.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { lineOf } from './line.ts';

/** Verified, broken, or not looked at. */
type ExitCode = 0 | 1 | 2;

export interface VerifyParts {
  readonly print: (line: string) => void;
  /** The ledger as it is. Opened only when no file is given. */
  readonly open: (
    t: Translate,
  ) => Promise<Result<{ readonly ledger: Ledger; close(): Promise<void> }> | string>;
}

interface Wanted {
  readonly t: Translate;
  readonly file: string | undefined;
  readonly dump: string | undefined;
  readonly receipt: string | undefined;
  readonly heads: readonly ChainHead[];
}

/** `npm run audit:verify`: whether the chain is whole, in sentences. */
export async function verifyAudit(args: readonly string[], parts: VerifyParts): Promise<ExitCode> {
  const wanted = readArguments(args);
  if (!wanted) {
    for (const lang of ['en', 'zh-CN'] as const) parts.print(translator(lang)('audit.usage'));
    return 2;
  }
  const { t, file } = wanted;
  if (file === undefined) return verifyLedger(wanted, parts);
  try {
    return await verifyFile(file, wanted, parts.print);
  } catch (error) {
    if (error instanceof UnreadableDump) {
      parts.print(t('audit.badDump', { file, line: error.line }));
      return 1;
    }
    return unopened(error, file, wanted, parts.print);
  }
}

function readArguments(args: readonly string[]): Wanted | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        file: { type: 'string' },
        dump: { type: 'string' },
        receipt: { type: 'string' },
        head: { type: 'string', multiple: true },
        lang: { type: 'string' },
      },
    });
    const { file, dump, receipt } = values;
    const heads = (values.head ?? []).map(readHead);
    if (file !== undefined && dump !== undefined) return undefined;
    return { t: translator(langOf(values.lang)), file, dump, receipt: receipt?.trim().toUpperCase(), heads };
  } catch {
    return undefined;
  }
}

function readHead(text: string): ChainHead {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (seq === undefined || hash === undefined) throw new RangeError('not seq:hash');
  return { seq: Number(seq), hash };
}

async function verifyLedger(wanted: Wanted, { print, open }: VerifyParts): Promise<ExitCode> {
  const { t, dump } = wanted;
  const opened = await open(t);
  if (typeof opened === 'string' || !opened.ok) {
    print(typeof opened === 'string' ? opened : sentence(opened.problem, t));
    return 2;
  }
  const { ledger } = opened.value;
  try {
    if (!(await hasChain(ledger))) {
      print(t('audit.noChain'));
      return 2;
    }
    if (dump !== undefined) return await dumpTo(ledger, dump, wanted, print);
    return await atOneMoment(ledger, async (db) =>
      tell(auditLinks(db), { end: await auditHead(db), heads: await publishedHeads(db) }, wanted, print),
    );
  } finally {
    await opened.value.close();
  }
}

const sentence = (problem: Problem, t: Translate): string => problemText(problem, t);

const hasChain = async (ledger: Ledger): Promise<boolean> =>
  (await sql<{ there: boolean }>`select to_regclass('audit_head') is not null as there`.execute(ledger))
    .rows[0]?.there === true;

async function dumpTo(
  ledger: Ledger,
  file: string,
  wanted: Wanted,
  print: (line: string) => void,
): Promise<ExitCode> {
  try {
    print(wanted.t('audit.dumped', { file, count: await writeDump(ledger, file) }));
  } catch (error) {
    return unopened(error, file, wanted, print);
  }
  return verifyFile(file, wanted, print);
}

async function verifyFile(file: string, wanted: Wanted, print: (line: string) => void): Promise<ExitCode> {
  const { rows, end, heads } = await readDump(file);
  return tell(rows, { end, heads }, wanted, print);
}

/** What the operating system says of a file; anything else is a bug. */
function unopened(error: unknown, file: string, { t }: Wanted, print: (line: string) => void): ExitCode {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
  print(t('audit.noFile', { file, reason: String(error.code) }));
  return 2;
}

async function tell(
  rows: AsyncIterable<readonly AuditLink[]>,
  known: Expectations,
  { t, receipt, heads: given }: Wanted,
  print: (line: string) => void,
): Promise<ExitCode> {
  const kept: AuditLink[] = [];
  const heads = [...(known.heads ?? []), ...given];
  const watched = receipt === undefined ? rows : keeping(rows, receipt, kept);
  const report = await verifyChain(watched, { ...known, heads });
  if (receipt !== undefined) {
    if (kept.length === 0) print(t('audit.noReceipt', { receipt }));
    else print(t('audit.receiptRows', { receipt, count: kept.length }));
    for (const row of kept) print(`  ${auditSentence(t, lineOf(row), 'UTC')}`);
    if (kept.length > 0) print(`  ${t('audit.zone', { zone: 'UTC' })}`);
  }
  for (const line of reportLines(report, heads.length, t)) print(line);
  return report.faultCount > 0 || (receipt !== undefined && kept.length === 0) ? 1 : 0;
}

/** Passes every row on and keeps those of a receipt. */
async function* keeping(
  rows: AsyncIterable<readonly AuditLink[]>,
  receipt: string,
  kept: AuditLink[],
): AsyncGenerator<readonly AuditLink[], void, undefined> {
  for await (const batch of rows) {
    for (const row of batch) if (row.receipt === receipt) kept.push(row);
    yield batch;
  }
}

function reportLines({ rows, last, faults, faultCount }: ChainReport, heads: number, t: Translate): string[] {
  if (faultCount === 0)
    return [
      t('audit.verified', { count: rows, ...last }),
      ...(heads > 0 ? [t('audit.withHeads', { count: heads })] : []),
    ];
  const more = faultCount - faults.length;
  return [
    t('audit.notVerified', { count: faultCount }),
    ...faults.map((fault) => `  ${faultText(t, fault)}`),
    ...(more > 0 ? [`  ${t('audit.moreFaults', { count: more })}`] : []),
  ];
}

import type { ExportRow } from '../../ledger/exports.ts';

/** What the person sees: `bill-2026-10-all.csv`, or the account name (letters, digits, `_` and `-`) of the one customer. */
export const fileName = (
  row: Pick<ExportRow, 'cycle' | 'customer_id' | 'format'>,
  accountName: string | undefined,
): string => `bill-${row.cycle}-${plain(accountName) ?? row.customer_id ?? 'all'}.${row.format}`;

/** Fit for every file system; undefined when nothing of the name is. */
const plain = (name = ''): string | undefined => name.replace(/[^\w-]+/g, '').slice(0, 64) || undefined;

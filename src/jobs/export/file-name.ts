import type { ExportRow } from '../../ledger/exports.ts';

/** What the person sees: `bill-2026-10-all.csv`. */
export const fileName = (row: Pick<ExportRow, 'cycle' | 'customer_id' | 'format'>): string =>
  `bill-${row.cycle}-${row.customer_id ?? 'all'}.${row.format}`;

import type { PageCursor } from '../../huawei/partner.ts';
import type { ExportPosition } from '../../ledger/schema.ts';

/** The position after a page of a customer. Moving on to the next one settles what the last one announced. */
export function after(position: ExportPosition, customer: number, cursor: PageCursor): ExportPosition {
  const settled = customer === position.customer ? position : settle(position);
  return {
    customer,
    cursor: { ...cursor, total: cursor.total ?? null },
    announced: settled.announced,
    missed: settled.missed,
  };
}

/** Counts the customer of the position among those before it. */
function settle({ customer, cursor, announced, missed }: ExportPosition): ExportPosition {
  if (!cursor) return { customer, cursor, announced, missed };
  const total = cursor.total ?? cursor.read;
  return {
    customer,
    cursor: null,
    announced: announced + total,
    missed: missed + Math.max(0, total - cursor.read),
  };
}

/** Where to go on with a customer; undefined: at its beginning. */
export const cursorFor = (position: ExportPosition, customer: number): PageCursor | undefined =>
  position.cursor && position.customer === customer
    ? { ...position.cursor, total: position.cursor.total ?? undefined }
    : undefined;

/** Lines that the platform announced in all but never gave. */
export const missedIn = (position: ExportPosition): number => settle(position).missed;

/** About how many lines there will be, judged by the customers begun so far. */
export function expectedLines(position: ExportPosition, customers: number): number {
  const begun = position.customer + 1;
  return Math.round((settle(position).announced / begun) * customers);
}

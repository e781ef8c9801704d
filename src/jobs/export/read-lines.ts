import type { BillLine, Page, PageCursor, PartnerPlatform } from '../../huawei/partner.ts';
import type { BillCycle } from '../../kernel/bill-cycle.ts';
import type { Clock } from '../../kernel/clock.ts';
import { type Decimal, sum, zero } from '../../kernel/decimal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { ExportPosition } from '../../ledger/schema.ts';
import type { Sheet } from './columns.ts';
import type { FileFormat } from './file.ts';
import { inOrder } from './in-order.ts';
import { after, cursorFor } from './position.ts';

export interface LinesToRead {
  readonly partner: PartnerPlatform;
  readonly cycle: BillCycle;
  readonly customerIds: readonly string[];
  readonly nameOf: (customerId: string) => string;
  readonly format: FileFormat;
  readonly sheet: Sheet;
  readonly clock: Clock;
  readonly from: ExportPosition;
}

/** Lines as the file holds them, and where reading stands after them. */
export interface Batch {
  readonly encoded: Buffer;
  readonly lines: number;
  readonly payable: Decimal;
  readonly position: ExportPosition;
}

/** Enough customers under way to use every call the rate limit allows; few enough to hold in memory what they bring. */
const ahead = { sources: 6, items: 2 };

/** Pages are kept together up to this many lines, or this long, whichever comes first. */
const batchLines = 1_000;
const batchMs = 500;

/** The lines from the position on, customer after customer. Ends after a problem. */
export async function* readLines(plan: LinesToRead): AsyncGenerator<Result<Batch>, void, undefined> {
  const { clock, customerIds, from } = plan;
  const sources = customerIds
    .map((customerId, index) => ({ customerId, index }))
    .slice(from.customer)
    .map(
      ({ customerId, index }) =>
        () =>
          pagesOf(plan, customerId, index),
    );
  let pending: EncodedPage[] = [];
  let position = from;
  let flushed = clock.now().getTime();
  for await (const page of inOrder(sources, ahead)) {
    if (!page.ok) {
      if (pending.length > 0) yield ok(batchOf(pending, position));
      yield page;
      return;
    }
    pending.push(page.value);
    position = after(position, page.value.customer, page.value.cursor);
    const now = clock.now().getTime();
    const lines = pending.reduce((count, one) => count + one.lines, 0);
    if (lines < batchLines && now - flushed < batchMs) continue;
    yield ok(batchOf(pending, position));
    pending = [];
    flushed = now;
  }
  if (pending.length > 0) yield ok(batchOf(pending, position));
}

interface EncodedPage {
  /** Index of the customer. */
  readonly customer: number;
  readonly cursor: PageCursor;
  readonly lines: number;
  readonly payable: Decimal;
  readonly encoded: Buffer;
}

const batchOf = (pages: readonly EncodedPage[], position: ExportPosition): Batch => ({
  encoded: Buffer.concat(pages.map(({ encoded }) => encoded)),
  lines: pages.reduce((count, { lines }) => count + lines, 0),
  payable: sum(pages.map(({ payable }) => payable)),
  position,
});

async function* pagesOf(
  plan: LinesToRead,
  customerId: string,
  customer: number,
): AsyncGenerator<Result<EncodedPage>, void, undefined> {
  const query = { cycle: plan.cycle, customerId };
  for await (const page of plan.partner.bills.details(query, cursorFor(plan.from, customer))) {
    if (!page.ok) {
      yield page;
      return;
    }
    if (page.value.rows.length > 0) yield ok(encodePage(plan, customer, page.value));
  }
}

const encodePage = (
  { format, nameOf, sheet }: LinesToRead,
  customer: number,
  { rows, cursor }: Page<BillLine>,
): EncodedPage => ({
  customer,
  cursor,
  lines: rows.length,
  payable: sum(rows.map((line) => line.amounts.payable ?? zero)),
  encoded: format.encode(rows.map((line) => sheet.row(line, nameOf(line.customerId)))),
});

import type { Card } from '../../cards/card.ts';
import {
  type ExportSubject,
  exportCancelledCard,
  exportDoneCard,
  exportEmptyCard,
  exportFailedCard,
  exportSentence,
} from '../../cards/exports.ts';
import { problemText } from '../../cards/problem.ts';
import { isProvisional } from '../../kernel/bill-cycle.ts';
import { decimal, decimalPlaces } from '../../kernel/decimal.ts';
import { formatDecimal } from '../../kernel/format.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Problem } from '../../kernel/problem.ts';
import { langOf, type Translate, translator } from '../../kernel/texts/index.ts';
import { customersById, nameOf } from '../../ledger/customers.ts';
import type { ExportRow } from '../../ledger/exports.ts';
import type { Db } from '../../ledger/ledger.ts';
import { fileName } from './file-name.ts';
import { missedIn } from './position.ts';

/** An export in the words of the person who asked for it. */
export interface ExportWords {
  readonly t: Translate;
  readonly subject: ExportSubject;
  readonly currency: Currency;
  readonly fileName: string;
}

export async function wordsFor(db: Db, row: ExportRow, currency: Currency): Promise<ExportWords> {
  const lang = langOf(row.lang);
  const id = row.customer_id;
  const entry = id === null ? undefined : (await customersById(db, [id])).get(id);
  const customer = entry ? nameOf(entry) : (id ?? undefined);
  return {
    t: translator(lang),
    subject: { cycle: row.cycle, customer, lang, token: row.id },
    currency,
    fileName: fileName(row, entry?.accountName),
  };
}

/** How it ended. The reason of a failure is known only to the run it happened in. */
export function endCard(
  row: ExportRow,
  { t, subject, currency, fileName: file }: ExportWords,
  reason?: Problem,
): Card {
  if (row.state === 'cancelled') return exportCancelledCard(t, subject);
  if (row.state === 'failed') {
    const why = reason ? problemText(reason, t) : t('exports.interrupted');
    return exportFailedCard(t, subject, { why, lines: row.lines });
  }
  if (row.lines === 0) return exportEmptyCard(t, subject);
  const asOf = row.ended_at ?? row.started_at;
  return exportDoneCard(t, subject, {
    lines: row.lines,
    payable: payableOf(row, currency),
    file,
    missed: missedIn(row.position),
    provisional: isProvisional(row.cycle, asOf),
    from: { sources: ['ListSubCustomerBillDetail'], asOf, timeZone: 'Asia/Shanghai' },
  });
}

/** What stands with the file in the thread. */
export const fileComment = (row: ExportRow, { t, subject, currency }: ExportWords): string =>
  exportSentence(t, subject, { lines: row.lines, payable: payableOf(row, currency) });

/** Every digit: the sum is checked against the file to the last one. */
function payableOf(row: ExportRow, currency: Currency): string {
  const payable = decimal(row.payable);
  return `${currency} ${formatDecimal(payable, Math.max(2, decimalPlaces(payable)))}`;
}

import { madeHere } from '../../approvals/made-here.ts';
import { originText, type RecordOrigin } from '../../cards/coupons/history.ts';
import { couponState } from '../../cards/coupons/list.ts';
import { kindWord, operationWord } from '../../cards/coupons/words.ts';
import type { Coupon, CouponRecord, Pages, PartnerPlatform } from '../../huawei/partner.ts';
import { eastEightText } from '../../kernel/day.ts';
import { type Decimal, sum } from '../../kernel/decimal.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import { customerNames } from '../../ledger/customers.ts';
import type { Db } from '../../ledger/ledger.ts';
import { harmless, type Row } from '../export/columns.ts';
import type { CouponFileQuery } from './query.ts';

/** A list on its way into a file. */
export interface Sheet {
  readonly header: Row;
  readonly pages: AsyncIterable<Result<{ readonly rows: readonly Row[]; readonly total: Decimal }>>;
}

/** What a list knows besides its own rows. */
interface Known {
  readonly t: Translate;
  readonly called: (customerId: string) => string;
}

interface Column<T, K> {
  readonly header: TextKey;
  readonly of: (row: T, known: K) => string;
  /** Digits that a spreadsheet may count with. */
  readonly amount?: true;
}

const time = (at: Date | undefined): string => (at ? eastEightText(at) : '');

const couponColumns: readonly Column<Coupon, Known>[] = [
  { header: 'coupons.customer', of: ({ customerId }, { called }) => called(customerId) },
  { header: 'coupons.customerId', of: ({ customerId }) => customerId },
  { header: 'coupons.couponId', of: ({ couponId }) => couponId },
  { header: 'coupons.kind', of: ({ kind }, { t }) => kindWord(t, kind) },
  { header: 'coupons.state', of: (coupon, { t }) => couponState(t, coupon) },
  { header: 'coupons.currency', of: ({ faceValue }) => faceValue.currency },
  { header: 'coupons.faceValue', of: ({ faceValue }) => faceValue.amount.toFixed(), amount: true },
  { header: 'coupons.balance', of: ({ balance }) => balance.amount.toFixed(), amount: true },
  { header: 'coupons.columnEffective', of: ({ effective }) => time(effective) },
  { header: 'coupons.columnExpires', of: ({ expires }) => time(expires) },
  { header: 'coupons.columnCreated', of: ({ created }) => time(created) },
  { header: 'coupons.columnLastUsed', of: ({ lastUsed }) => time(lastUsed) },
];

interface KnownRecords extends Known {
  readonly originOf: (record: CouponRecord) => RecordOrigin;
}

const recordColumns: readonly Column<CouponRecord, KnownRecords>[] = [
  { header: 'coupons.columnWhen', of: ({ at }) => time(at) },
  { header: 'coupons.operation', of: ({ operation }, { t }) => operationWord(t, operation) },
  {
    header: 'coupons.result',
    of: ({ succeeded }, { t }) => t(succeeded ? 'coupons.resultDone' : 'coupons.resultFailed'),
  },
  { header: 'coupons.customer', of: ({ customerId }, { called }) => called(customerId) },
  { header: 'coupons.customerId', of: ({ customerId }) => customerId },
  { header: 'coupons.currency', of: ({ amount }) => amount.currency },
  { header: 'coupons.amount', of: ({ amount }) => amount.amount.toFixed(), amount: true },
  { header: 'coupons.kind', of: ({ kind }, { t }) => kindWord(t, kind) },
  { header: 'coupons.couponId', of: ({ couponId }) => couponId },
  { header: 'coupons.quotaId', of: ({ quotaId }) => quotaId },
  { header: 'coupons.origin', of: (record, { t, originOf }) => originText(t, originOf(record)) },
  { header: 'coupons.remark', of: ({ remark }) => remark },
  { header: 'coupons.columnRecordId', of: ({ recordId }) => recordId },
];

export function sheetOf(db: Db, partner: PartnerPlatform, query: CouponFileQuery, t: Translate): Sheet {
  if (query.list === 'issued') {
    const { list: _, ...filter } = query;
    return sheet(
      t,
      couponColumns,
      partner.coupons.issued(filter),
      ({ faceValue }) => faceValue.amount,
      (rows) => knownOf(db, t, rows),
    );
  }
  const { list: _, ...filter } = query;
  return sheet(
    t,
    recordColumns,
    partner.coupons.records(filter),
    ({ amount }) => amount.amount,
    async (rows) => {
      const [known, originOf] = await Promise.all([knownOf(db, t, rows), madeHere(db, rows)]);
      return { ...known, originOf };
    },
  );
}

async function knownOf(
  db: Db,
  t: Translate,
  rows: readonly { readonly customerId: string }[],
): Promise<Known> {
  const called = await customerNames(
    db,
    rows.map(({ customerId }) => customerId),
  );
  return { t, called };
}

const sheet = <T, K>(
  t: Translate,
  columns: readonly Column<T, K>[],
  pages: Pages<T>,
  amountOf: (row: T) => Decimal,
  learn: (rows: readonly T[]) => Promise<K>,
): Sheet => ({
  header: columns.map(({ header }) => t(header)),
  pages: mapPages(pages, async (rows) => {
    const known = await learn(rows);
    const cells = (row: T): Row =>
      columns.map(({ of, amount }) => (amount ? of(row, known) : harmless(of(row, known))));
    return { rows: rows.map(cells), total: sum(rows.map(amountOf)) };
  }),
});

async function* mapPages<T, U>(
  pages: Pages<T>,
  map: (rows: readonly T[]) => Promise<U>,
): AsyncGenerator<Result<U>, void, undefined> {
  for await (const page of pages) yield page.ok ? ok(await map(page.value.rows)) : page;
}

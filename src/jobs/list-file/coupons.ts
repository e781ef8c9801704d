import { z } from 'zod';
import { madeHere } from '../../approvals/made-here.ts';
import { originText, type RecordOrigin } from '../../cards/coupons/history.ts';
import { couponState } from '../../cards/coupons/list.ts';
import { kindWord, operationWord } from '../../cards/coupons/words.ts';
import type { Coupon, CouponRecord } from '../../huawei/partner.ts';
import { eastEightText } from '../../kernel/day.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { customerNames } from '../../ledger/customers.ts';
import type { Db } from '../../ledger/ledger.ts';
import type { Column } from '../export/sheet.ts';
import { type List, sheetOf } from './list.ts';

const moment = z.coerce.date().exactOptional();
const text = z.string().exactOptional();

export const issuedQuery = z.object({
  list: z.literal('issued'),
  customerId: text,
  state: text,
  expiresFrom: moment,
  expiresTo: moment,
});

export const couponRecordsQuery = z.object({
  list: z.literal('records'),
  customerId: text,
  operation: text,
  from: moment,
  to: moment,
});

/** What a list knows besides its own rows. */
interface Known {
  readonly t: Translate;
  readonly called: (customerId: string) => string;
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

export const issuedCoupons = ({ list: _, ...filter }: z.output<typeof issuedQuery>): List => ({
  words: { title: 'coupons.fileIssued', total: 'coupons.faceTotal' },
  sources: ['ListIssuedPartnerCoupons'],
  fileName: (today) => `coupons-issued-${today}`,
  action: 'coupon.export',
  open: ({ ledger, partner, t }) =>
    sheetOf(t, {
      columns: couponColumns,
      pages: partner.coupons.issued(filter),
      amountOf: ({ faceValue }) => faceValue.amount,
      learn: (rows) => knownOf(ledger, t, rows),
    }),
});

export const couponRecords = ({ list: _, ...filter }: z.output<typeof couponRecordsQuery>): List => ({
  words: { title: 'coupons.fileRecords', total: 'coupons.amountTotal' },
  sources: ['ListPartnerCouponsRecord'],
  fileName: (today) => `coupons-records-${today}`,
  action: 'coupon.export',
  open: ({ ledger, partner, t }) =>
    sheetOf(t, {
      columns: recordColumns,
      pages: partner.coupons.records(filter),
      amountOf: ({ amount }) => amount.amount,
      async learn(rows) {
        const [known, originOf] = await Promise.all([knownOf(ledger, t, rows), madeHere(ledger, rows)]);
        return { ...known, originOf };
      },
    }),
});

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

import type { Currency } from '../../kernel/money.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { type Caller, listing, moneyOf, unitProblem } from '../caller.ts';
import { type CallFacts, outcomeUnknown, problemOfPart } from '../errors.ts';
import type {
  CouponQuotaV2,
  CouponRecordV2,
  CreatePartnerCouponsReq,
  CreatePartnerCouponsResponse,
  IQueryUserPartnerCouponsResultV2,
} from '../generated/bss.ts';
import type {
  Coupon,
  CouponKind,
  CouponOperation,
  CouponOrder,
  CouponQuota,
  CouponRecord,
  CouponState,
  CouponVerbs,
  Pages,
  QuotaLimit,
} from '../partner.ts';
import { before, codeFor, momentOf, present, upTo, wireMoment, wordFor } from './wire-words.ts';

export const couponVerbs = (caller: Caller): CouponVerbs => ({
  async quotas() {
    const rows = await quotasOf(caller, []);
    return rows.ok ? ok({ value: rows.value, source: 'ListQuotaCoupons', asOf: caller.clock.now() }) : rows;
  },

  async quota(quotaId) {
    const rows = await quotasOf(caller, [quotaId]);
    if (!rows.ok) return rows;
    const value = rows.value.find((quota) => quota.quotaId === quotaId);
    return ok({ value, source: 'ListQuotaCoupons', asOf: caller.clock.now() });
  },

  issued(filter = {}, from) {
    const list = listing(
      caller,
      {
        operation: 'ListIssuedPartnerCoupons',
        request: present({
          coupon_id: filter.couponId,
          customer_id: filter.customerId,
          status: filter.state === undefined ? undefined : Number(codeFor(states, filter.state)),
          create_time_begin: wireMoment(filter.createdFrom),
          create_time_end: wireMoment(filter.createdTo),
          expire_time_begin: wireMoment(filter.expiresFrom),
          expire_time_end: wireMoment(filter.expiresTo),
        }),
        rows({ user_coupons = [], total_count }) {
          const measures = user_coupons.map(({ measure_id }) => measure_id);
          const unit = unitProblem('ListIssuedPartnerCoupons', measures);
          if (unit) return fail(unit);
          return ok({ rows: user_coupons.map((row) => couponOf(row, caller.currency)), total: total_count });
        },
        idOf: ({ couponId }) => couponId || undefined,
      },
      from,
    );
    return upTo(
      list,
      ({ created, expires }) => before(created, filter.createdTo) && before(expires, filter.expiresTo),
    );
  },

  records(filter = {}, from) {
    const { operation } = filter;
    const list = listing(
      caller,
      {
        operation: 'ListPartnerCouponsRecord',
        request: present({
          operation_types: operation === undefined ? undefined : [codeFor(operations, operation)],
          quota_id: filter.quotaId,
          coupon_ids: filter.couponId === undefined ? undefined : [filter.couponId],
          customer_id: filter.customerId,
          operation_time_begin: wireMoment(filter.from),
          operation_time_end: wireMoment(filter.to),
        }),
        rows: ({ records = [], total_count }) =>
          ok({ rows: records.map((row) => recordOf(row, caller.currency)), total: total_count }),
        idOf: ({ recordId }) => recordId || undefined,
      },
      from,
    );
    return upTo(list, ({ at }) => before(at, filter.to));
  },

  async issue(order) {
    const answer = await caller.call('CreatePartnerCoupons', orderOf(order));
    if (!answer.ok) return answer;
    const { value, requestId } = answer.value;
    return outcomeFor(order.customerId, value, writeFacts(caller, 'CreatePartnerCoupons', requestId));
  },

  async reclaim(couponId) {
    const answer = await caller.call('ReclaimPartnerCoupons', { coupon_id: couponId });
    if (answer.ok) return ok('reclaimed');
    return answer.problem.wireCode === goneCode ? ok('was-gone') : answer;
  },
});

/** The coupon has expired or was reclaimed before: what a repeat of a reclaim is told. */
const goneCode = 'CBC.99000048';

/** The platform lists one kind at a time, vouchers when it is not told. */
const quotaKinds = [0, 1] as const;

async function quotasOf(caller: Caller, ids: readonly string[]): Promise<Result<readonly CouponQuota[]>> {
  const lists = quotaKinds.map((quota_type) =>
    allRows(
      listing(caller, {
        operation: 'ListQuotaCoupons',
        request: { quota_type, ...(ids.length > 0 ? { quota_ids: ids } : {}) },
        rows({ quotas = [], total_count }) {
          const measures = quotas.map(({ measure_id }) => measure_id);
          const unit = unitProblem('ListQuotaCoupons', measures);
          if (unit) return fail(unit);
          return ok({ rows: quotas.map((row) => quotaOf(row, caller.currency)), total: total_count });
        },
        idOf: ({ quotaId }) => quotaId || undefined,
      }),
    ),
  );
  const found: CouponQuota[] = [];
  for (const rows of await Promise.all(lists)) {
    if (!rows.ok) return rows;
    found.push(...rows.value);
  }
  return ok(found);
}

async function allRows<T>(pages: Pages<T>): Promise<Result<readonly T[]>> {
  const rows: T[] = [];
  for await (const page of pages) {
    if (!page.ok) return page;
    rows.push(...page.value.rows);
  }
  return ok(rows);
}

/** What the platform is known to take and to give back unchanged (dossier §4.4). */
const plainMemo = /^[\x20-\x7e]{1,64}$/;

function orderOf({ memo, ...order }: CouponOrder): CreatePartnerCouponsReq {
  // It is what finds the coupon again, so it is made by the program and never by a person.
  if (!plainMemo.test(memo)) throw new RangeError('a memo is 1 to 64 printable ASCII characters');
  return {
    quota_id: order.quotaId,
    customer_ids: [order.customerId],
    face_value: order.faceValue,
    memo,
    ...present({
      valid_time: wireMoment(order.effective),
      expire_time: wireMoment(order.expires),
      cloud_service_types: order.services?.length ? order.services : undefined,
      product_ids: order.products?.length ? order.products : undefined,
    }),
  };
}

/** The platform answers 200 whether it issued or not; what it did stands per customer. */
function outcomeFor(
  customerId: string,
  { coupon_infos = [], error_details = [] }: CreatePartnerCouponsResponse,
  facts: CallFacts,
): Result<{ readonly couponId: string }> {
  const couponId = coupon_infos.find(({ id }) => id === customerId)?.coupon_id;
  if (couponId) return ok({ couponId });
  const refusal = error_details.find(({ id }) => id === customerId);
  const mayExist = coupon_infos.length > 0 || !refusal;
  return fail(mayExist ? outcomeUnknown(facts) : problemOfPart(facts, refusal.error_code));
}

const writeFacts = (caller: Caller, operation: string, requestId: string | undefined): CallFacts => ({
  operation,
  reads: false,
  host: new URL(caller.endpoints.bss).host,
  ...(requestId === undefined ? {} : { requestId }),
});

const quotaKindWords: Readonly<Record<string, CouponKind>> = { '0': 'voucher', '1': 'cash-coupon' };
const quotaStates: Readonly<Record<string, CouponQuota['state']>> = {
  '0': 'normal',
  '3': 'invalid',
  '4': 'adjusting',
  '5': 'frozen',
  '6': 'reclaimed',
};
// A coupon's kind is counted otherwise than its quota's.
const couponKindWords: Readonly<Record<string, CouponKind>> = {
  '1': 'voucher',
  '2': 'discount-coupon',
  '3': 'product-coupon',
  '4': 'cash-coupon',
};
const states: Readonly<Record<string, CouponState>> = {
  '1': 'not-activated',
  '2': 'usable',
  '3': 'used',
  '4': 'expired',
  '5': 'reclaimed',
};
const operations: Readonly<Record<string, CouponOperation>> = {
  '1': 'issue',
  '2': 'reclaim',
  '3': 'reclaim-disassociated',
  '4': 'expiry',
  '5': 'unsubscription',
  '6': 'top-up-reversal',
  '7': 'reclaim-associated',
  '8': 'reclaim-mode-switch',
  '9': 'moved',
};

const quotaOf = (row: CouponQuotaV2, currency: Currency): CouponQuota => ({
  quotaId: row.quota_id ?? '',
  kind: wordFor(quotaKindWords, row.quota_type),
  state: wordFor(quotaStates, row.quota_status),
  value: moneyOf(row.quota_value, row.currency ?? currency),
  balance: moneyOf(row.balance, row.currency ?? currency),
  effective: momentOf(row.effective_time),
  expires: momentOf(row.expire_time),
  limits: (row.limit_infos ?? []).map(({ limit_key, limit_values = [] }) => ({
    key: limit_key ?? '',
    values: limit_values.map(({ value1, value2 }) => ({ value1: value1 ?? '', value2: value2 ?? '' })),
  })),
});

const couponOf = (row: IQueryUserPartnerCouponsResultV2, currency: Currency): Coupon => ({
  couponId: row.coupon_id ?? '',
  kind: wordFor(couponKindWords, row.coupon_type),
  state: wordFor(states, row.status),
  customerId: row.customer_id ?? '',
  // The list does not tell it; the record of the issue does.
  quotaId: undefined,
  faceValue: moneyOf(row.face_value, currency),
  balance: moneyOf(row.balance, currency),
  effective: momentOf(row.effective_time),
  expires: momentOf(row.expire_time),
  created: momentOf(row.create_time),
  lastUsed: momentOf(row.last_used_time),
  frozen: row.is_frozen === '1',
  limits: (row.use_limits ?? []).map(
    ({ limit_key, value1, value2 }): QuotaLimit => ({
      key: limit_key ?? '',
      values: [{ value1: value1 ?? '', value2: value2 ?? '' }],
    }),
  ),
});

const recordOf = (row: CouponRecordV2, currency: Currency): CouponRecord => ({
  recordId: row.id ?? '',
  operation: wordFor(operations, row.operation_type),
  quotaId: row.quota_id ?? '',
  kind: wordFor(quotaKindWords, row.quota_type),
  couponId: row.coupon_id ?? '',
  customerId: row.customer_id ?? '',
  amount: moneyOf(row.operation_amount, currency),
  at: momentOf(row.operation_time),
  succeeded: row.result === '0',
  remark: row.remark ?? '',
});

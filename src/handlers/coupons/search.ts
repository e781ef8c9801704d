import { couponState } from '../../cards/coupons/list.ts';
import { couponMention } from '../../cards/mentions.ts';
import type { Coupon, CouponFilter, PartnerPlatform } from '../../huawei/partner.ts';
import { formatMoney } from '../../kernel/format.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { customerNames, searchCustomers } from '../../ledger/customers.ts';
import { isPlatformId } from '../args/check.ts';
import type { ComposeSearch } from '../compose/compose.ts';
import { gather } from '../gather.ts';
import { nextToExpireFirst } from './list.ts';

/** As many as Teams lists. */
const most = 25;
/** Each costs a call to the platform while somebody types. */
const mostCustomers = 3;

/** The coupons of customers called so, else the coupon of that id. */
export const couponSearch: ComposeSearch = {
  type: 'search',
  name: 'coupon',
  title: 'compose.coupon',
  summary: 'compose.couponSummary',
  field: 'compose.couponField',
  fieldHint: 'compose.couponHint',
  permission: 'coupons.read',
  sites: ['cn'],
  async find({ ledger, partner, clock, actor, t }, typed) {
    const { entries } = await searchCustomers(ledger, typed, mostCustomers);
    const filters: CouponFilter[] = entries.map(({ customerId }) => ({ customerId }));
    if (filters.length === 0 && isPlatformId(typed)) filters.push({ couponId: typed });
    const coupons = await firstOf(partner, filters);
    if (!coupons.ok) return coupons;
    const shown = coupons.value.toSorted(nextToExpireFirst).slice(0, most);
    const called = await customerNames(
      ledger,
      shown.map(({ customerId }) => customerId),
    );
    const from = {
      sources: ['ListIssuedPartnerCoupons'],
      asOf: clock.now(),
      timeZone: actor.timeZone,
    };
    return ok(
      shown.map((found) => {
        const coupon = { ...found, customerName: called(found.customerId) };
        return {
          label: `${formatMoney(coupon.faceValue)} · ${coupon.customerName}`,
          description: `${couponState(t, coupon)} · ${coupon.couponId}`,
          card: couponMention(t, coupon, from),
        };
      }),
    );
  },
};

/** Of every list the first page: who has more coupons than that is looked for by id. */
async function firstOf(
  { coupons }: PartnerPlatform,
  filters: readonly CouponFilter[],
): Promise<Result<readonly Coupon[]>> {
  const lists = await Promise.all(filters.map((filter) => gather(coupons.issued(filter), most)));
  return lists.find((list) => !list.ok) ?? ok(lists.flatMap((list) => (list.ok ? list.value.rows : [])));
}

import type { Coupon, CouponVerbs } from '../huawei/partner.ts';
import { ok, type Result } from '../kernel/result.ts';

/** The coupon as it is listed now, if it is one of ours. */
export async function couponNow(
  coupons: Pick<CouponVerbs, 'issued'>,
  { couponId, customerId }: { readonly couponId: string; readonly customerId?: string },
): Promise<Result<Coupon | undefined>> {
  const filter = { couponId, ...(customerId === undefined ? {} : { customerId }) };
  for await (const page of coupons.issued(filter)) {
    if (!page.ok) return page;
    const found = page.value.rows.find((coupon) => coupon.couponId === couponId);
    if (found) return ok(found);
  }
  return ok(undefined);
}

import type { Coupon, Customer, Pages, PartnerPlatform } from '../huawei/partner.ts';
import { ok, type Result } from '../kernel/result.ts';

/** For more customers than this, one list of all is quicker than asking for each. */
const oneByOne = 8;

/** Those of the customers the platform knows. */
export async function customersOf(
  { customers }: Pick<PartnerPlatform, 'customers'>,
  ids: readonly string[],
): Promise<Result<ReadonlyMap<string, Customer>>> {
  const found = new Map<string, Customer>();
  if (ids.length <= oneByOne) {
    const answers = await Promise.all(ids.map((id) => customers.show(id)));
    for (const answer of answers) {
      if (!answer.ok) return answer;
      const customer = answer.value.value;
      if (customer) found.set(customer.customerId, customer);
    }
    return ok(found);
  }
  const wanted = new Set(ids);
  for await (const page of customers.list()) {
    if (!page.ok) return page;
    for (const customer of page.value.rows)
      if (wanted.has(customer.customerId)) found.set(customer.customerId, customer);
    if (found.size === wanted.size) break;
  }
  return ok(found);
}

/** The coupons each of the customers can use, or will. */
export async function couponsOf(
  { coupons }: Pick<PartnerPlatform, 'coupons'>,
  ids: readonly string[],
): Promise<Result<ReadonlyMap<string, readonly Coupon[]>>> {
  const lists: Pages<Coupon>[] =
    ids.length <= oneByOne
      ? ids.map((customerId) => coupons.issued({ customerId }))
      : [coupons.issued({ state: 'usable' }), coupons.issued({ state: 'not-activated' })];
  const wanted = new Set(ids);
  const held = new Map<string, Coupon[]>();
  const read = await Promise.all(
    lists.map(async (pages): Promise<Result<void>> => {
      for await (const page of pages) {
        if (!page.ok) return page;
        for (const coupon of page.value.rows)
          if (wanted.has(coupon.customerId))
            held.set(coupon.customerId, [...(held.get(coupon.customerId) ?? []), coupon]);
      }
      return ok(undefined);
    }),
  );
  return read.find((result) => !result.ok) ?? ok(held);
}

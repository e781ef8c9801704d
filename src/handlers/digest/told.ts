import type { SectionView } from '../../cards/digest/view.ts';
import { type Decimal, decimal } from '../../kernel/decimal.ts';
import type { DigestTold } from '../../ledger/digests.ts';

/** What a digest said, by name: the next one of those who want only changes is compared with it. */
export function toldBy(sections: readonly SectionView[]): DigestTold {
  const things: string[] = [];
  let spent: string | null = null;
  for (const one of sections) {
    if ('unreadable' in one) continue;
    switch (one.section) {
      case 'anomalies':
        things.push(
          ...one.found.map(({ customerId, change }) => `unusual:${customerId}:${direction(change)}`),
        );
        break;
      case 'movers':
        things.push(
          ...one.movers.map(({ customerId, change }) => `moved:${customerId}:${direction(change)}`),
        );
        break;
      case 'spend':
        spent = one.day.toFixed();
        break;
      case 'balances':
        things.push(...one.debtors.map(({ customerId }) => `debt:${customerId}`));
        things.push(...one.low.map(({ customerId }) => `low:${customerId}`));
        break;
      case 'expiring':
        things.push(...one.quotas.map(({ quotaId }) => `quota:${quotaId}`));
        things.push(...one.coupons.map(({ couponId }) => `coupon:${couponId}`));
        break;
      case 'approvals':
        things.push(...one.waiting.map(({ receipt }) => `approval:${receipt}`));
        break;
      case 'customers':
        things.push(...one.added.map(({ customerId }) => `customer:${customerId}`));
        break;
      case 'failures':
        things.push(...one.failed.map(({ at }) => `failed:${at.toISOString()}`));
        break;
    }
  }
  return { things: things.toSorted(), spend: spent };
}

const direction = (change: Decimal): string => (change.gt('0') ? 'up' : 'down');

/** Spending that differs by less is the same for those who want only changes. */
const sameSpend = decimal('0.1');

/** Is there anything that was not said last time, or that is no longer so? */
export function hasChanged(last: DigestTold | null | undefined, now: DigestTold, least: Decimal): boolean {
  if (!last) return true;
  if (last.things.join('\n') !== now.things.join('\n')) return true;
  if (last.spend === null || now.spend === null) return last.spend !== now.spend;
  const before = decimal(last.spend);
  const change = decimal(now.spend).minus(before).abs();
  return change.gte(least) && change.gte(before.abs().times(sameSpend)) && !change.eq('0');
}

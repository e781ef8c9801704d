import type { RecordOrigin } from '../cards/coupons/history.ts';
import type { CouponRecord } from '../huawei/partner.ts';
import { receiptsOfReclaims } from '../ledger/coupon-origins.ts';
import type { Db } from '../ledger/ledger.ts';
import { receiptsOfCodes } from '../ledger/money.ts';

/** What the platform does on its own account (dossier §4.7). */
const automatic: ReadonlySet<string> = new Set([
  'reclaim-disassociated',
  'expiry',
  'unsubscription',
  'top-up-reversal',
  'reclaim-associated',
  'reclaim-mode-switch',
  'moved',
]);

/** Tells of each record who made it: an issue of ours begins its memo with its code, a reclaim of ours is noted with its coupon. */
export async function madeHere(
  db: Db,
  records: readonly CouponRecord[],
): Promise<(record: CouponRecord) => RecordOrigin> {
  const codes = records.filter(({ operation }) => operation === 'issue').map(codeOf);
  const reclaimed = records.filter(({ operation }) => operation === 'reclaim');
  const [issues, reclaims] = await Promise.all([
    receiptsOfCodes(db, codes),
    receiptsOfReclaims(
      db,
      reclaimed.map(({ couponId }) => couponId),
    ),
  ]);
  return (record) => {
    if (automatic.has(record.operation)) return { by: 'platform' };
    if (record.operation === 'issue') return ours(issues.get(codeOf(record)));
    if (record.operation === 'reclaim') return ours(reclaims.get(record.couponId));
    return { by: 'unknown' };
  };
}

const codeOf = ({ remark }: CouponRecord): string => remark.split(' ', 1)[0] ?? '';

const ours = (receipt: string | undefined): RecordOrigin =>
  receipt === undefined ? { by: 'outside' } : { by: 'bot', receipt };

import type { Money } from '../../kernel/money.ts';
import { formatInstant } from '../../kernel/format.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import type { Action } from '../card.ts';

type Words = Readonly<Record<string, TextKey>>;

/** The word for a value of the platform; a value that is new to us is shown as it came. */
const wordIn =
  (words: Words) =>
  (t: Translate, value: string): string => {
    const key = Object.hasOwn(words, value) ? words[value] : undefined;
    return key === undefined ? value : t(key);
  };

export const kindWord = wordIn({
  voucher: 'coupons.voucher',
  'cash-coupon': 'coupons.cashCoupon',
  'discount-coupon': 'coupons.discountCoupon',
  'product-coupon': 'coupons.productCoupon',
});

export const couponStates = {
  usable: 'coupons.stateUsable',
  used: 'coupons.stateUsed',
  expired: 'coupons.stateExpired',
  reclaimed: 'coupons.stateReclaimed',
  'not-activated': 'coupons.stateNotActivated',
} as const satisfies Words;

export const stateWord = wordIn(couponStates);

export const couponOperations = {
  issue: 'coupons.operationIssue',
  reclaim: 'coupons.operationReclaim',
  'reclaim-disassociated': 'coupons.operationDisassociated',
  expiry: 'coupons.operationExpiry',
  unsubscription: 'coupons.operationUnsubscription',
  'top-up-reversal': 'coupons.operationReversal',
  'reclaim-associated': 'coupons.operationAssociated',
  'reclaim-mode-switch': 'coupons.operationSwitch',
  moved: 'coupons.operationMoved',
} as const satisfies Words;

export const operationWord = wordIn(couponOperations);

/** `2026-10-01 to 2026-11-30 23:59` in the reader's zone; an end that is not known is a dash. */
export function validityText(
  t: Translate,
  { effective, expires }: { readonly effective: Date | undefined; readonly expires: Date | undefined },
  timeZone: string,
): string {
  const until = expires ? formatInstant(expires, timeZone) : '–';
  if (!effective) return until;
  return t('coupons.fromUntil', { from: formatInstant(effective, timeZone).slice(0, 10), until });
}

/** A heading of amounts in one currency. */
export const inCurrency = (label: string, value: Money | undefined): string =>
  value === undefined ? label : `${label} (${value.currency})`;

export const typed = (label: string, line: string): Action => ({ label, does: { type: 'command', line } });

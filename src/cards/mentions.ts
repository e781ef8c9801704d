import { formatMoney } from '../kernel/format.ts';
import type { Translate } from '../kernel/texts/index.ts';
import type { Card } from './card.ts';
import { type CouponLine, couponState } from './coupons/list.ts';
import { kindWord, typed, validityText } from './coupons/words.ts';
import { type Provenance, provenanceNotes } from './provenance.ts';

// Cards that somebody puts into a message of their own: others read them, so the buttons ask for the rights of whoever presses.

export const customerMention = (
  t: Translate,
  { customerId, name }: { readonly customerId: string; readonly name: string },
): Card => ({
  summary: name,
  title: name,
  blocks: [
    { kind: 'facts', facts: [{ label: t('accounts.customerId'), value: [{ code: customerId }] }] },
    { kind: 'actions', actions: [typed(t('accounts.buttonShow'), `customer show ${customerId}`)] },
  ],
});

export function couponMention(t: Translate, coupon: CouponLine, from: Provenance): Card {
  const title = t('compose.couponTitle', {
    value: formatMoney(coupon.faceValue),
    name: coupon.customerName,
  });
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: t('coupons.couponId'), value: [{ code: coupon.couponId }] },
          { label: t('coupons.kind'), value: kindWord(t, coupon.kind) },
          { label: t('coupons.state'), value: couponState(t, coupon) },
          { label: t('coupons.balance'), value: formatMoney(coupon.balance) },
          { label: t('coupons.valid'), value: validityText(t, coupon, from.timeZone) },
        ],
      },
      {
        kind: 'actions',
        actions: [typed(t('coupons.buttonCustomer'), `coupon list ${coupon.customerId}`)],
      },
      provenanceNotes(t, from),
    ],
  };
}

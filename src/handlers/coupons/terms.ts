import type { CouponTerms } from '../../approvals/case.ts';
import { askCard } from '../../cards/ask.ts';
import { kindWord } from '../../cards/coupons/words.ts';
import { problemText } from '../../cards/problem.ts';
import type { Decimal } from '../../kernel/decimal.ts';
import { type Day, endOfDay, startOfDay } from '../../kernel/day.ts';
import { formatMoney } from '../../kernel/format.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Card } from '../../cards/card.ts';
import { usableOf } from '../args/quota-shelf.ts';
import type { ArgTable, CommandContext } from '../command.ts';
import { lineForButton } from '../long-line.ts';

/** What a coupon is to be like, as issuing and replacing ask for it. */
export const termArgs = {
  quota: { type: 'quota', label: 'couponAsks.quota', hint: 'couponAsks.quotaHint' },
  from: { type: 'date', label: 'couponAsks.from', hint: 'couponAsks.dayHint' },
  to: { type: 'date', label: 'couponAsks.to', hint: 'couponAsks.dayHint' },
  services: {
    type: 'services',
    label: 'couponAsks.services',
    hint: 'couponAsks.servicesHint',
    most: 10,
  },
} as const satisfies ArgTable;

/** Last in the line: all words behind it belong to it. */
export const reasonArg = {
  type: 'text',
  label: 'couponAsks.reason',
  hint: 'couponAsks.reasonHint',
  required: true,
  rest: true,
  least: 3,
  most: 200,
} as const satisfies ArgTable[string];

interface AskedTerms {
  readonly amount: Decimal;
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly services: readonly string[] | undefined;
}

/** The platform counts whole seconds, so a coupon's last one is that before midnight. */
const lastSecond = (day: Day): Date => new Date(endOfDay(day).getTime() - 1_000);

export const termsOf = ({ amount, from, to, services }: AskedTerms, quotaId: string): CouponTerms => ({
  quotaId,
  faceValue: amount,
  ...(from ? { effective: startOfDay(from) } : {}),
  ...(to ? { expires: lastSecond(to) } : {}),
  ...(services ? { services: [...services] } : {}),
});

/** As many as one can choose from at a glance; the form lists all. */
const choicesShown = 8;

/** The quota that was named, or the only one there is; otherwise a card to choose from. */
export async function quotaFor(
  { partner, clock, t, requestId }: CommandContext,
  named: string | undefined,
  lineWith: (quota?: string) => string,
): Promise<Result<string | Card>> {
  if (named !== undefined) return ok(named);
  const quotas = await partner.coupons.quotas();
  if (!quotas.ok) return quotas;
  const usable = usableOf(quotas.value.value, clock.now());
  const [only, ...others] = usable;
  if (!only) return fail(problem('quotaNoneUsable'));
  if (others.length === 0) return ok(only.quotaId);
  const choices = usable.slice(0, choicesShown).map(({ quotaId, kind, balance }) => ({
    label: t('couponAsks.quotaChoice', {
      kind: kindWord(t, kind),
      balance: formatMoney(balance),
      quota: quotaId,
    }),
    line: lineWith(quotaId),
  }));
  const text = problemText(problem('quotaToChoose', { count: usable.length }), t);
  const line = lineForButton(lineWith(), requestId);
  // A line that had to be shortened cannot be run by a button, only opened.
  const short = choices.filter((choice) => lineForButton(choice.line, requestId) === choice.line);
  return ok(askCard({ problems: [{ label: t('couponAsks.quota'), text }], choices: short, line }, t));
}

import { formatMoney } from '../../kernel/format.ts';
import type { Money } from '../../kernel/money.ts';
import type { Problem } from '../../kernel/problem.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { accountFacts, debtNotice } from '../approvals/subject.ts';
import type { AccountsView } from '../approvals/view.ts';
import type { Block, Card, Fact } from '../card.ts';
import { previewActions } from '../coupons/preview.ts';
import { problemText } from '../problem.ts';
import { type Provenance, provenanceNotes } from '../provenance.ts';

/** What moving money to a customer, or back, would do, before anybody is asked. */
export interface TransferPreview {
  readonly action: 'account.transfer' | 'account.reclaim';
  readonly customer: { readonly id: string; readonly name: string };
  readonly amount: Money;
  readonly accounts: AccountsView | undefined;
  readonly conflicts: readonly Problem[];
  readonly reason: string;
  readonly needed: { readonly count: number; readonly who: string };
  /** What the button to ask carries; none while something stands against it. */
  readonly caseId: string | undefined;
  /** The line whose form asks for the same again. */
  readonly line: string;
  readonly from: Provenance;
}

const words = {
  'account.transfer': { title: 'transfers.transferTitle', effect: 'transfers.wouldTransfer' },
  'account.reclaim': { title: 'transfers.reclaimTitle', effect: 'transfers.wouldReclaim' },
} as const;

export function transferPreviewCard(t: Translate, view: TransferPreview): Card {
  const { action, customer, amount, accounts, conflicts, from } = view;
  const { title, effect } = words[action];
  const text = t(effect, { amount: formatMoney(amount), customer: customer.name });
  const [first] = conflicts;
  return {
    summary: first ? t('couponAsks.cannot', { why: problemText(first, t) }) : text,
    title: t(title),
    blocks: [
      ...(first
        ? conflicts.map((found): Block => ({ kind: 'notice', tone: 'error', text: problemText(found, t) }))
        : [{ kind: 'text', text } as const]),
      ...debtNotice(t, accounts?.debt),
      { kind: 'facts', facts: facts(t, view) },
      { kind: 'actions', actions: previewActions(t, view) },
      provenanceNotes(t, from, [t('couponAsks.again'), t('transfers.cashOnly')]),
    ],
  };
}

const facts = (
  t: Translate,
  { customer, amount, accounts, conflicts, needed, reason }: TransferPreview,
): Fact[] => [
  { label: t('transfers.amount'), value: [{ bold: formatMoney(amount) }] },
  { label: t('transfers.customer'), value: [`${customer.name} `, { code: customer.id }] },
  // What would be left after something that cannot be done is nothing to show.
  ...(accounts
    ? accountFacts(
        t,
        conflicts.length === 0
          ? accounts
          : { ...accounts, spendableAfter: undefined, availableAfter: undefined },
      )
    : []),
  { label: t('couponAsks.needs'), value: t('couponAsks.approvals', needed) },
  { label: t('couponAsks.reason'), value: reason },
];

import type { ArgTable } from '../command.ts';
import { reasonArg } from '../coupons/terms.ts';

/** What both commands ask for. */
export const moveArgs = {
  customer: {
    type: 'customer',
    label: 'transfers.customer',
    hint: 'transfers.customerHint',
    required: true,
    positional: true,
  },
  amount: {
    type: 'amount',
    label: 'transfers.amount',
    hint: 'transfers.amountHint',
    required: true,
    positional: true,
  },
  reason: reasonArg,
} as const satisfies ArgTable;

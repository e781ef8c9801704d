import { parseDecimal } from '../../kernel/decimal.ts';
import { type Money, money } from '../../kernel/money.ts';
import { fail, ok } from '../../kernel/result.ts';
import { type Caller, listing, unitProblem } from '../caller.ts';
import { unreadable } from '../errors.ts';
import type { AdjustRecordV3 } from '../generated/bss.ts';
import type { AccountVerbs, Transfer } from '../partner.ts';
import { before, momentOf, present, upTo, wireMoment, wordFor } from './wire-words.ts';

/** Money between the partner's account and its customers'. */
export const transferVerbs = (caller: Caller): Pick<AccountVerbs, 'transfer' | 'transfers'> => ({
  async transfer({ direction, customerId, amount }) {
    const request = { customer_id: customerId, amount };
    if (direction === 'to-customer') {
      const answer = await caller.call('UpdateCustomerAccountAmount', request);
      return answer.ok ? ok({ transId: answer.value.value.transfer_id }) : answer;
    }
    const answer = await caller.call('ReclaimToPartnerAccount', request);
    return answer.ok ? ok({ transId: answer.value.value.trans_id }) : answer;
  },

  transfers(filter = {}, from) {
    const operation = 'ListPartnerAdjustRecords';
    const list = listing(
      caller,
      {
        operation,
        request: present({
          customer_id: filter.customerId,
          operation_time_begin: wireMoment(filter.from),
          operation_time_end: wireMoment(filter.to),
        }),
        rows({ records = [], total_count }) {
          const unit = unitProblem(
            operation,
            records.map(({ measure_id }) => measure_id),
          );
          if (unit) return fail(unit);
          const rows = transfersOf(records, caller);
          const host = new URL(caller.endpoints.bss).host;
          return rows
            ? ok({ rows, total: total_count })
            : fail(unreadable({ operation, reads: true, host }, 'amount'));
        },
        idOf: ({ transId }) => transId || undefined,
      },
      from,
    );
    return upTo(list, ({ at }) => before(at, filter.to));
  },
});

const directions: Readonly<Record<string, Transfer['direction']>> = {
  SOURCE_OPERATION_BEADJUST: 'to-customer',
  SOURCE_OPERATION_BERETRIEVE: 'from-customer',
  SOURCE_OPERATION_BEUNBIND: 'unbound',
};

/** Undefined when one of them has no amount that can be read: they are evidence, so none is left out in silence. */
function transfersOf(records: readonly AdjustRecordV3[], { currency }: Caller): Transfer[] | undefined {
  const transfers = records.flatMap((row) => {
    const amount = parseDecimal(row.amount ?? '');
    return amount ? [transferOf(row, money(amount, row.currency ?? currency))] : [];
  });
  return transfers.length === records.length ? transfers : undefined;
}

const transferOf = (row: AdjustRecordV3, amount: Money): Transfer => ({
  transId: row.trans_id ?? '',
  direction: wordFor(directions, row.operation_type),
  customerId: row.customer_id ?? '',
  customerName: row.customer_name ?? '',
  amount,
  at: momentOf(row.operation_time),
});

import type { Currency } from '../../kernel/money.ts';
import { fail, ok } from '../../kernel/result.ts';
import { type Caller, listing, moneyOf, unitProblem } from '../caller.ts';
import type { BillSumInfoV2, SubCustomerMonthlyBillDetail } from '../generated/bss.ts';
import { chained } from '../paging.ts';
import type { BillLine, BillSum, BillVerbs } from '../partner.ts';

/** Period, on demand, savings plan: the sums are asked for one mode at a time. */
const sumModes = ['1', '3', '11'];

export const billVerbs = (caller: Caller): BillVerbs => ({
  monthlySums: ({ cycle, customerId }) =>
    chained(
      sumModes.map((charge_mode) =>
        listing(caller, {
          operation: 'ListSubcustomerMonthlyBills',
          request: { cycle, charge_mode, ...(customerId === undefined ? {} : { customer_id: customerId }) },
          rows({ bill_sums = [], count, currency }) {
            const unit = unitProblem(
              'ListSubcustomerMonthlyBills',
              bill_sums.map((sum) => sum.measure_id),
            );
            if (unit) return fail(unit);
            const rows = bill_sums.map((sum) => sumOf(sum, charge_mode, currency ?? caller.currency));
            return ok({ rows, total: count });
          },
          idOf: sumKey,
        }),
      ),
    ),

  consumers: (cycle) =>
    listing(caller, {
      operation: 'ListConsumeSubCustomers',
      request: { bill_cycle: cycle },
      rows: ({ sub_customers = [], total_count }) =>
        ok({ rows: sub_customers.map((row) => ({ customerId: row.customer_id ?? '' })), total: total_count }),
      idOf: ({ customerId }) => customerId,
    }),

  details: ({ cycle, customerId, day }, from) =>
    listing(
      caller,
      {
        operation: 'ListSubCustomerBillDetail',
        request: {
          bill_cycle: cycle,
          customer_id: customerId,
          ...(day === undefined ? {} : { bill_date_begin: day, bill_date_end: day }),
        },
        rows: ({ fee_records = [], total_count, currency }) =>
          ok({
            rows: fee_records.map((record) => lineOf(record, currency ?? caller.currency)),
            total: total_count,
          }),
        idOf: ({ id }) => id || undefined,
      },
      from,
    ),

  async ownPostpaid(cycle) {
    const source = 'ListPostpaidBillSum';
    const answer = await caller.call(source, { bill_cycle: cycle });
    if (!answer.ok) return answer;
    const { value: bill, asOf } = answer.value;
    const currency = bill.currency ?? caller.currency;
    return ok({
      source,
      asOf,
      value: {
        cycle,
        due: moneyOf(bill.initial_amount_due, currency),
        consumption: moneyOf(bill.consume_amount, currency),
        refunds: moneyOf(bill.refunds, currency),
        adjustments: moneyOf(bill.adjustments, currency),
        tax: moneyOf(bill.tax_amount, currency),
      },
    });
  },
});

const chargeModes: Readonly<Record<string, BillSum['chargeMode']>> = {
  '1': 'period',
  '3': 'on-demand',
  '11': 'savings-plan',
};
const billTypes: Readonly<Record<string, BillSum['billType']>> = {
  '0': 'consumption',
  '1': 'unsubscription',
  '2': 'write-off',
};

function sumOf(sum: BillSumInfoV2, askedMode: string, currency: Currency): BillSum {
  const mode = sum.charge_mode ?? askedMode;
  const type = sum.bill_type ?? '0';
  return {
    customerId: sum.customer_id ?? '',
    serviceCode: sum.cloud_service_type ?? '',
    serviceName: sum.cloud_service_type_name ?? '',
    resourceCode: sum.resource_type_code ?? '',
    resourceName: sum.resource_type_name ?? '',
    chargeMode: chargeModes[mode] ?? mode,
    billType: billTypes[type] ?? type,
    amount: moneyOf(sum.amount, currency),
    debt: moneyOf(sum.debt_amount, currency),
    adjustment: moneyOf(sum.adjustment_amount, currency),
    discount: moneyOf(sum.discount_amount, currency),
    paidBy: (sum.account_details ?? []).map((detail) => ({
      balanceType: detail.balance_type ?? '',
      amount: moneyOf(detail.amount, currency),
    })),
  };
}

/** Sums carry no id. The whole row tells a repeat from two rows that only share their headings. */
const sumKey = (sum: BillSum): string => JSON.stringify(sum);

/** Units the documentation names; others are shown by their number. */
const units: Readonly<Record<number, string>> = { 4: 'h', 14: '', 15: 'Mbps', 17: 'GB' };

function usageOf({ usage_amount, usage_measure_id }: SubCustomerMonthlyBillDetail): string {
  if (usage_amount === undefined) return '';
  const unit =
    usage_measure_id === undefined ? '' : (units[usage_measure_id] ?? `(unit ${usage_measure_id})`);
  return `${usage_amount.toFixed()} ${unit}`.trim();
}

const lineOf = (record: SubCustomerMonthlyBillDetail, currency: Currency): BillLine => ({
  id: record.id ?? '',
  cycle: record.bill_cycle ?? '',
  customerId: record.customer_id ?? '',
  serviceCode: record.service_type_code ?? '',
  serviceName: record.service_type_name ?? '',
  resourceCode: record.resource_type_code ?? '',
  resourceName: record.resource_type_name ?? '',
  resourceId: record.resource_id ?? '',
  resourceLabel: record.resource_name ?? '',
  region: record.region_code ?? '',
  product: record.product_name ?? record.product_spec_desc ?? '',
  chargeMode: String(record.charging_mode ?? ''),
  lineType: String(record.bill_detail_type ?? ''),
  tradeTime: record.trade_time ?? '',
  tradeId: record.trade_id ?? '',
  consumeDay: record.consume_time ?? '',
  usage: usageOf(record),
  currency,
  amounts: {
    list: record.official_amount,
    discount: record.official_discount_amount,
    payable: record.payment_amount,
    cash: record.cash_amount,
    credit: record.credit_amount,
    voucher: record.coupon_amount,
    cashCoupon: record.flexipurchase_coupon_amount,
    storedValueCard: record.stored_value_card_amount,
    debt: record.debt_amount,
    writeOff: record.writeoff_amount,
  },
});

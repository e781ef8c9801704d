import type { BillAmount, BillLine } from '../../huawei/partner.ts';
import type { TextKey, Translate } from '../../kernel/texts/index.ts';
import { cellsIn, type Column, type Head, headOf, type Row } from './sheet.ts';

/** Of a detail line with the name of its customer. */
type LineColumn = Column<BillLine, string>;

const amount = (header: TextKey, name: BillAmount): LineColumn => ({
  header,
  of: (line) => line.amounts[name]?.toFixed() ?? '',
  amount: true,
});

/** `charging_mode` (dossier §6.3). */
const chargeModes: Readonly<Record<string, TextKey>> = {
  '1': 'exports.modePeriod',
  '3': 'exports.modeOnDemand',
  '10': 'exports.modeReserved',
  '11': 'exports.modeSavingsPlan',
};

/** `bill_detail_type` (dossier §6.3); new codes appear over time and are shown as they come. */
const lineTypes: Readonly<Record<string, TextKey>> = {
  '1': 'exports.typePurchase',
  '2': 'exports.typeRenewal',
  '3': 'exports.typeChange',
  '4': 'exports.typeUnsubscription',
  '5': 'exports.typeUsage',
  '8': 'exports.typeAutoRenewal',
  '9': 'exports.typeCompensation',
  '14': 'exports.typeSupportPlan',
  '16': 'exports.typeDeduction',
  '18': 'exports.typeMonthly',
  '20': 'exports.typeChangeRefund',
  '23': 'exports.typeSavingsPlan',
  '24': 'exports.typeToOnDemand',
  '25': 'exports.typeRounding',
  '103': 'exports.typeYearly',
};

const columns: readonly LineColumn[] = [
  { header: 'exports.columnCycle', of: (line) => line.cycle },
  { header: 'exports.columnCustomerId', of: (line) => line.customerId },
  { header: 'exports.columnCustomer', of: (_line, customer) => customer },
  { header: 'exports.columnService', of: (line) => line.serviceName },
  { header: 'exports.columnServiceCode', of: (line) => line.serviceCode },
  { header: 'exports.columnResource', of: (line) => line.resourceName },
  { header: 'exports.columnResourceCode', of: (line) => line.resourceCode },
  { header: 'exports.columnResourceId', of: (line) => line.resourceId },
  { header: 'exports.columnResourceLabel', of: (line) => line.resourceLabel },
  { header: 'exports.columnRegion', of: (line) => line.region },
  { header: 'exports.columnProduct', of: (line) => line.product },
  { header: 'exports.columnChargeMode', of: (line) => line.chargeMode, words: chargeModes },
  { header: 'exports.columnLineType', of: (line) => line.lineType, words: lineTypes },
  { header: 'exports.columnTradeTime', of: (line) => line.tradeTime },
  { header: 'exports.columnTradeId', of: (line) => line.tradeId },
  { header: 'exports.columnConsumeDay', of: (line) => line.consumeDay },
  { header: 'exports.columnUsage', of: (line) => line.usage },
  { header: 'exports.columnCurrency', of: (line) => line.currency },
  amount('exports.columnList', 'list'),
  amount('exports.columnDiscount', 'discount'),
  amount('exports.columnPayable', 'payable'),
  amount('exports.columnCash', 'cash'),
  amount('exports.columnCredit', 'credit'),
  amount('exports.columnVoucher', 'voucher'),
  amount('exports.columnCashCoupon', 'cashCoupon'),
  amount('exports.columnStoredValueCard', 'storedValueCard'),
  amount('exports.columnDebt', 'debt'),
  amount('exports.columnWriteOff', 'writeOff'),
  { header: 'exports.columnId', of: (line) => line.id },
];

export interface Sheet {
  readonly head: Head;
  readonly row: (line: BillLine, customer: string) => Row;
}

/** The columns in one language. */
export const sheetIn = (t: Translate): Sheet => ({ head: headOf(t, columns), row: cellsIn(t, columns) });

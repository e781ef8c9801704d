import type { TextKey, Translate } from '../../kernel/texts/index.ts';

/** What the statement can be narrowed to: the platform's trade types by the words people use for them. */
export const tradeTypes = {
  'top-up': { code: 'RECHARGE', label: 'statement.typeTopUp', aliases: ['recharge', '充值记录'] },
  transfer: { code: 'BEADJUST', label: 'statement.typeTransfer', aliases: ['transfers', '拨付'] },
  reclaim: { code: 'BERETRIEVE', label: 'statement.typeReclaim', aliases: ['reclaims'] },
  unbind: { code: 'BEUNBIND', label: 'statement.typeUnbind', aliases: [] },
  // So the platform spells it.
  spend: { code: 'DEDEUCT', label: 'statement.typeSpend', aliases: ['spending', '扣款'] },
  refund: { code: 'REFUND', label: 'statement.typeRefund', aliases: ['refunds'] },
  adjustment: { code: 'ADJUST', label: 'statement.typeAdjust', aliases: ['write-off', '核销'] },
  freeze: { code: 'RFROZEN', label: 'statement.typeFreeze', aliases: ['frozen'] },
  bonus: { code: 'BONUSCONVERT', label: 'statement.typeBonus', aliases: [] },
  mode: { code: 'TRADE_MODE_TRANSFER', label: 'statement.typeMode', aliases: [] },
} as const satisfies Readonly<Record<string, { code: string; label: TextKey; aliases: readonly string[] }>>;

export type TradeType = keyof typeof tradeTypes;

export const isTradeType = (word: string): word is TradeType => Object.hasOwn(tradeTypes, word);

/**
 * `trade_detail_type` by what stands behind its prefix: the platform spells the prefix in at least three ways
 * (`SOURCE_OPERAIION_`, `SOURCE_OPERATION_`, `SOURCE_OPERATIION_`), the rest in one.
 */
const details: Readonly<Record<string, TextKey>> = {
  ADJUST: 'statement.adjust',
  ADJUST_CREDIT: 'statement.adjustCredit',
  BEADJUST: 'statement.transfer',
  BERETRIEVE: 'statement.reclaim',
  BEUNBIND: 'statement.unbind',
  BILLREFUND: 'statement.billRefund',
  CLEARFROZEN: 'statement.clear',
  CONVERT_BONUS: 'statement.convertBonus',
  COUPONCANCEL: 'statement.couponCancel',
  COUPON_QUOTA_RECLAIM: 'statement.quotaReclaim',
  COUPON_QUOTA_TRANSFER: 'statement.quotaTransfer',
  DEDEUCT: 'statement.deduct',
  EXPIRECLEAR: 'statement.expired',
  FREERESDEDUCT: 'statement.freeResource',
  MANUALCLEARFROZEN: 'statement.manualClear',
  MANUALFROZE: 'statement.manualFreeze',
  MANUALUNFROZE: 'statement.manualUnfreeze',
  MERGE: 'statement.merge',
  ONETIME: 'statement.oneTime',
  PRECISIONCOMP: 'statement.precision',
  PRIZE: 'statement.prize',
  RECHARGE: 'statement.recharge',
  RECHARGE_REBATE: 'statement.rebate',
  REFUND: 'statement.refund',
  RFROZEN: 'statement.freeze',
  RIDEDUCT: 'statement.reservedInstance',
  SYSTEM_FROZEN: 'statement.systemFreeze',
  SYSTEM_UNFROZEN: 'statement.systemUnfreeze',
  TRADEMODE_TRANSFER: 'statement.tradeMode',
  TRANS_TO_BALANCE: 'statement.toBalance',
  TRANS_TO_FOREGIFT: 'statement.toDeposit',
  UNFROZEN: 'statement.unfreeze',
  UNSUBSCRIBE: 'statement.unsubscribe',
  USAGE: 'statement.usage',
  WRITEOFF: 'statement.writeOff',
};

const prefix = /^SOURCE_OPERA[IT]+ON_/;

/** What a line was, in words; the platform's own code where there are none. */
export function detailWord(t: Translate, code: string): string {
  const stem = code.replace(prefix, '');
  const key = stem !== code && Object.hasOwn(details, stem) ? details[stem] : undefined;
  return key === undefined ? code : t(key);
}

export const accountWord = (t: Translate, account: 'cash' | 'credit'): string =>
  t(account === 'cash' ? 'statement.cash' : 'statement.credit');

import { normalise } from '../parse/normalise.ts';

/** A command about remittances, or what a bank writes. */
const mayHoldAccount =
  /^(?:\/?hw )?(?:\S+ )?\S*(?:remit|汇款)|(?:付款|收款|转账|汇款)(?:人|方)?(?:账号|帐号|账户|卡号)|(?:账号|帐号|卡号)[: ]?\d/i;

/** Twelve digits or more in a row, or in groups of four: an account, a card, an identity card; no amount, and no id of letters too. */
const longNumber = /(?<![\dA-Za-z])(?:\d{12,24}|\d{4}(?:[ -]\d{4}){2,4}(?:[ -]?\d{1,3})?)(?![\dA-Za-z])/g;

/** Nobody needs more of somebody's account than its end. */
export const withoutAccounts = (text: string): string =>
  normalise(text).replace(longNumber, (digits) => `••••${digits.replace(/\D/g, '').slice(-4)}`);

/** A line as it may be written down: what may hold a bank account is cut to its end. Any other line comes back as it was. */
export const privateLine = (line: string): string =>
  mayHoldAccount.test(normalise(line)) ? withoutAccounts(line) : line;

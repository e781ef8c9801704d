import { normalise } from '../parse/normalise.ts';

/** Words of lines in which somebody's bank account may stand. */
const aboutMoneySent = /remit|payment|payer|account no|iban|汇款|付款|转账|账号|帐号|账户|卡号/i;

/** Twelve digits or more in a row, or in groups of four: an account, a card, an identity card, and no amount. */
const longNumber = /(?<!\d)(?:\d{12,24}|\d{4}(?:[ -]\d{4}){2,4}(?:[ -]?\d{1,3})?)(?!\d)/g;

/**
 * A line as it may be written down: bank accounts are personal, and nobody needs more of one than its end. Any other line comes
 * back as it was.
 */
export function privateLine(line: string): string {
  const text = normalise(line);
  return aboutMoneySent.test(text)
    ? text.replace(longNumber, (digits) => `••••${digits.replace(/\D/g, '').slice(-4)}`)
    : line;
}

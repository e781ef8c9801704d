import { type Decimal, decimal, decimalPlaces } from '../../kernel/decimal.ts';
import { type Problem, problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { fold } from './normalise.ts';

/** `¥1,000.00`, `-5`, `500元`, `RMB 500`; more digits than any amount here has are an account name that is a phone number. */
const shape =
  /^(?<sign>[-+\u2212]?) ?(?:¥|rmb|cny|人民币)? ?(?<digits>[-+\u2212]?\d{1,9}|\d{1,3}(?:,\d{3})+)(?<fraction>\.\d+)? ?(?:元|块|圆|yuan|rmb|cny)?$/;

/** Whether a word is meant as an amount, be it a good one or not. */
export const looksLikeAmount = (text: string): boolean => shape.test(fold(text));

/** Yuan as people write them, exactly; more than nothing, at most two decimals. */
export function parseAmount(text: string): Result<Decimal> {
  const { sign = '', digits = '', fraction = '' } = shape.exec(fold(text))?.groups ?? {};
  if (digits === '') return fail(unreadable(text));
  const value = decimal(`${digits.replace(/[-+\u2212,]/g, '')}${fraction}`);
  const negative = /[-\u2212]/.test(sign + digits);
  if (negative || !value.gt('0')) return fail(problem('amountNotPositive'));
  if (decimalPlaces(value) > 2) return fail(problem('amountDecimals', { amount: value.toFixed() }));
  return ok(value);
}

const unreadable = (typed: string): Problem => problem('amountUnreadable', { typed });

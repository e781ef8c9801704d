import { isDecimal } from '../../kernel/decimal.ts';
import { namesText } from '../parse/names.ts';

/** A value as it would be typed; undefined when nothing was given. */
export function textOfValue(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'true' : undefined;
  if (isDecimal(value)) return value.toFixed();
  if (Array.isArray(value)) return namesText(value.flatMap((one) => textOfValue(one) ?? []));
  const isCustomer = typeof value === 'object' && value !== null && 'customerId' in value;
  return isCustomer ? String(value.customerId) : undefined;
}

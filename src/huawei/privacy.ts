/** Fields that say who somebody is, how to reach them, or let one act for them. `wire_name` and `wireName` alike. */
const personal =
  /(phone|mobile|telephone|mail|contact_value|contact_way|password|verif\w*_?code|verified_?id|verified_number|id_number|bank_account|areacode|reg_address|^address|legel_|verified_file|qr_code|token|secret)/i;
const notPersonal = /(_count|_num|_limit|_list)$|^need_verif/i;

export const isPersonal = (name: string): boolean => personal.test(name) && !notPersonal.test(name);

/** Enough to recognise what one knows already: `138****5678`, `z***@example.com`. */
export function mask(text: string): string {
  if (text === '') return '';
  const at = text.lastIndexOf('@');
  if (at > 0) return `${Array.from(text)[0] ?? ''}***${text.slice(at)}`;
  const chars = Array.from(text);
  return chars.length < 8 ? '***' : `${chars.slice(0, 3).join('')}****${chars.slice(-4).join('')}`;
}

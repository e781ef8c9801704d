import type { Phrases } from './phrase.ts';

/** What a field of the contract takes; stands inside “… must be …”. */
export const contract = {
  aText: { en: 'a text', zh: '文本' },
  aShortText: { en: 'a text of at most {{limit}} characters', zh: '不超过 {{limit}} 个字符的文本' },
  aWholeNumber: { en: 'a whole number', zh: '整数' },
  anAmount: { en: 'a number such as 12.50', zh: '数字，例如 12.50' },
  trueOrFalse: { en: 'true or false', zh: 'true 或 false' },
  aMonth: { en: 'a month such as 2026-10', zh: '月份，例如 2026-10' },
  aDay: { en: 'a day such as 2026-10-31', zh: '日期，例如 2026-10-31' },
  aMoment: { en: 'a moment in UTC such as 2026-10-31T16:00:00Z', zh: 'UTC 时间，例如 2026-10-31T16:00:00Z' },
  aList: { en: 'a list; repeat the key for each entry', zh: '列表（每一项重复写一次参数名）' },
  aShortList: { en: 'a list of at most {{limit}} entries', zh: '不超过 {{limit}} 项的列表' },
  anObject: {
    en: 'given field by field (key.field=value) or as JSON',
    zh: '按字段填写的内容（参数.字段=值）或 JSON',
  },
  atLeast: { en: 'at least {{limit}}', zh: '不小于 {{limit}} 的值' },
  atMost: { en: 'at most {{limit}}', zh: '不大于 {{limit}} 的值' },
  aPathWord: { en: 'an ID, not “.” or “..”', zh: 'ID，不能为“.”或“..”' },
} satisfies Phrases;

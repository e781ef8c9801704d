import type { Phrases } from './phrase.ts';

/** `/hw api`: any read operation of the contract. */
export const api = {
  summary: { en: 'Call any read operation of the partner API', zh: '调用任意查询类接口' },
  operation: { en: 'Operation', zh: '接口名' },
  operationHint: {
    en: 'Its name, e.g. ListPartnerBalances, or a word to search for',
    zh: '接口名称，如 ListPartnerBalances，或搜索关键词',
  },
  parameters: { en: 'Parameters', zh: '参数' },
  parametersHint: { en: 'One key=value per line', zh: '每行一个“参数名=值”' },
  searchTitle: { en: 'Read operations', zh: '查询类接口' },
  searchAbout: { en: 'Read operations about “{{about}}”', zh: '与“{{about}}”相关的查询类接口' },
  searchCount: {
    en: { one: '{{count}} read operation on this site.', other: '{{count}} read operations on this site.' },
    zh: '本站点共 {{count}} 个查询类接口。',
  },
  searchHint: {
    en: 'Type “api <word>” to search, “api <Operation> key=value …” to call.',
    zh: '输入“api 关键词”搜索，输入“api 接口名 参数名=值 …”调用。',
  },
  takes: { en: '{{name}} takes', zh: '{{name}} 的参数' },
  columnName: { en: 'Operation', zh: '接口' },
  columnParameter: { en: 'Parameter', zh: '参数' },
  columnNeeded: { en: 'Needed', zh: '必填' },
  columnType: { en: 'Type', zh: '类型' },
  columnValues: { en: 'Values', zh: '取值' },
  columnNeeds: { en: 'Needs', zh: '必填参数' },
  yes: { en: 'yes', zh: '是' },
  fillIn: { en: 'Fill in the parameters', zh: '填写参数' },
  answered: {
    en: { one: '{{name}} answered with {{count}} row.', other: '{{name}} answered with {{count}} rows.' },
    zh: '{{name}} 返回 {{count}} 行。',
  },
  answeredPlain: { en: '{{name}} answered.', zh: '{{name}} 已返回结果。' },
  rows: { en: 'Rows', zh: '明细' },
  cut: {
    en: 'The JSON is cut: {{shown}} of {{total}} characters are shown.',
    zh: 'JSON 过长，仅显示前 {{shown}} 个字符（共 {{total}} 个）。',
  },
  source: { en: 'Source: {{source}}, read {{at}}.', zh: '数据来源：{{source}}，查询时间 {{at}}。' },
} satisfies Phrases;

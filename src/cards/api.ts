import { formatInstant } from '../kernel/format.ts';
import type { Translate } from '../kernel/texts/index.ts';
import type { Action, Block, Card, Rich, Table } from './card.ts';

export interface OperationView {
  readonly name: string;
  readonly params: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly type: string;
    readonly options?: readonly string[];
  }[];
}

/** A code block longer than this is unreadable in a chat, and Slack takes 3,000 characters in all. */
const jsonShown = 2_500;
const buttonsShown = 5;

/** Operations to choose from. `about` is what was searched for. */
export function operationsCard(operations: readonly OperationView[], about: string, t: Translate): Card {
  const title = about === '' ? t('api.searchTitle') : t('api.searchAbout', { about });
  const table: Table = {
    kind: 'table',
    caption: title,
    columns: [{ label: t('api.columnName') }, { label: t('api.columnNeeds') }],
    rows: operations.map(({ name, params }) => [name, needs(params).join(', ')]),
    rowAction: (row) => {
      const operation = operations[row];
      return operation && callAction(operation);
    },
  };
  const few = operations.slice(0, about === '' ? 0 : buttonsShown);
  return {
    summary: `${title} (${operations.length})`,
    title,
    blocks: [
      table,
      ...(few.length > 0 ? [{ kind: 'actions', actions: few.map(callAction) } satisfies Block] : []),
      {
        kind: 'notes',
        notes: [
          ...(about === '' ? [t('api.searchCount', { count: operations.length })] : []),
          t('api.searchHint'),
        ],
      },
    ],
  };
}

const needs = (params: OperationView['params']): string[] =>
  params.filter(({ required }) => required).map(({ name }) => name);

const callAction = ({ name, params }: OperationView): Action => {
  const missing = needs(params);
  const line = ['api', name, ...missing.map((param) => `${param}=`)].join(' ');
  return { label: name, does: { type: missing.length > 0 ? 'form' : 'command', line } };
};

/** What an operation takes, when something it needs was not given; `line` fills the form in. */
export function takesCard(
  operation: OperationView,
  missing: readonly string[],
  line: string,
  t: Translate,
): Card {
  const text = t('problems.operationLacks', { name: operation.name, params: missing.join(', ') });
  const caption = t('api.takes', { name: operation.name });
  return {
    summary: text,
    blocks: [
      { kind: 'notice', tone: 'warning', text },
      {
        kind: 'table',
        caption,
        columns: [
          { label: t('api.columnParameter') },
          { label: t('api.columnNeeded') },
          { label: t('api.columnType') },
          { label: t('api.columnValues') },
        ],
        rows: operation.params.map((param) => [
          param.name,
          param.required ? t('api.yes') : '',
          param.type,
          param.options?.join(', ') ?? '',
        ]),
      },
      {
        kind: 'actions',
        actions: [{ label: t('api.fillIn'), style: 'primary', does: { type: 'form', line } }],
      },
    ],
  };
}

export interface AnswerView {
  readonly value: {
    readonly json: string;
    readonly table:
      | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
      | undefined;
  };
  readonly source: string;
  readonly asOf: Date;
}

/** The answer of an operation: its first list as a table, and the whole as JSON. */
export function answerCard(name: string, answer: AnswerView, timeZone: string, t: Translate): Card {
  const { json, table } = answer.value;
  const rows = table?.rows.length;
  const summary =
    rows === undefined ? t('api.answeredPlain', { name }) : t('api.answered', { name, count: rows });
  const cut = json.length > jsonShown;
  const notes: Rich[] = [
    t('api.source', { source: answer.source, at: formatInstant(answer.asOf, timeZone) }),
    ...(cut ? [t('api.cut', { shown: jsonShown, total: json.length })] : []),
  ];
  return {
    summary,
    title: name,
    blocks: [
      { kind: 'text', text: summary },
      ...(table && table.rows.length > 0 ? [tableOf(table, t)] : []),
      // A cut in the middle of a surrogate pair would leave half a character.
      { kind: 'code', text: cut ? `${json.slice(0, jsonShown).replace(/\p{Cs}$/u, '')}…` : json },
      { kind: 'notes', notes },
    ],
  };
}

const tableOf = (table: NonNullable<AnswerView['value']['table']>, t: Translate): Table => ({
  kind: 'table',
  caption: t('api.rows'),
  columns: table.columns.map((label) => ({ label })),
  rows: table.rows,
});

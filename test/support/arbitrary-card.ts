import fc from 'fast-check';
import type { Action, Block, Card, Rich, Span } from '../../src/cards/card.ts';
import type { Form, FormField } from '../../src/cards/form.ts';

/** Names and texts as the world sends them: markup, mentions, emoji, right-to-left, control characters, half pairs. */
const awkward = fc.constantFrom(
  '<!channel>',
  '<@U012345> & co',
  '@here',
  '*bold* _it_ ~no~ `code` ```fence```',
  '> quoted',
  '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(20),
  '\ud83d',
  '\u202eabc\u202c',
  'مرحبا بالعالم',
  '客户名称（上海）有限公司',
  'e\u0301'.repeat(200),
  `a${'\u0301'.repeat(500)}`,
  'line\nline\r\nline\u2028line',
  '\u0000\u0007\t',
  ' ',
  '',
  'x'.repeat(4_000),
  '&'.repeat(4_000),
);

const text = fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 30 }));

const span: fc.Arbitrary<Span> = fc.oneof(
  text,
  fc.record({ bold: text }),
  fc.record({ code: text }),
  fc.record({ link: text, url: fc.oneof(fc.webUrl(), text) }),
  fc.record({ person: fc.oneof(fc.constant('U0123ABC'), text) }),
  fc.record({ group: fc.oneof(fc.constant('S0123ABC'), text), name: text }),
  fc.record({ at: fc.date({ noInvalidDate: false }), fallback: text }),
);

const rich: fc.Arbitrary<Rich> = fc.oneof(text, fc.array(span, { maxLength: 6 }));

const action: fc.Arbitrary<Action> = fc
  .record({
    label: text,
    style: fc.option(fc.constantFrom('primary', 'danger'), { nil: undefined }),
    does: fc.oneof(
      fc.record({ type: fc.constantFrom('command', 'form'), line: text }),
      fc.record({ type: fc.constant('action'), name: fc.constant('cancel-export'), token: fc.uuid() }),
      fc.record({ type: fc.constant('open'), url: fc.oneof(fc.webUrl(), text) }),
    ),
    confirm: fc.option(fc.record({ title: text, text, yes: text, no: text }), { nil: undefined }),
  })
  .map(({ style, confirm, ...rest }) => ({
    ...rest,
    ...(style ? { style } : {}),
    ...(confirm ? { confirm } : {}),
  }));

const table: fc.Arbitrary<Block> = fc
  .record({
    caption: text,
    columns: fc.integer({ min: 0, max: 30 }),
    rows: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.constant(10_000)),
    cells: fc.array(text, { minLength: 1, maxLength: 12 }),
    more: fc.boolean(),
    actions: fc.option(fc.array(action, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  })
  .map(({ caption, columns, rows, cells, more, actions }) => ({
    cells,
    // A few rows over and over: what is tested is the renderer, not the generator.
    kinds: cells.map((_, row) =>
      Array.from({ length: columns }, (__, column) => cells[(row + column) % cells.length] ?? ''),
    ),
    caption,
    columns,
    rows,
    more,
    actions,
  }))
  .map(({ caption, columns, rows, cells, kinds, more, actions }) => ({
    kind: 'table',
    caption,
    columns: Array.from({ length: columns }, (_, i) => ({
      label: cells[i % cells.length] ?? '',
      align: i % 2 === 0 ? ('left' as const) : ('right' as const),
    })),
    rows: Array.from({ length: rows }, (_, row) => kinds[row % kinds.length] ?? []),
    ...(more ? { total: rows + 7 } : {}),
    ...(actions ? { rowAction: (row: number) => actions[row % actions.length] } : {}),
  }));

const number = fc.oneof(fc.double(), fc.integer({ min: -5, max: 1_000_000 }));

const chart: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('chart'),
  title: text,
  alt: text,
  unit: text,
  data: fc.oneof(
    fc.record({
      type: fc.constant('pie'),
      segments: fc.array(fc.record({ label: text, value: number }), { maxLength: 15 }),
    }),
    fc.record({
      type: fc.constantFrom('bar', 'line'),
      categories: fc.array(text, { maxLength: 25 }),
      series: fc.array(fc.record({ name: text, values: fc.array(number, { maxLength: 25 }) }), {
        maxLength: 8,
      }),
    }),
  ),
});

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('text'), text: rich }),
  fc.record({
    kind: fc.constant('notice'),
    tone: fc.constantFrom('info', 'success', 'warning', 'error'),
    text: rich,
  }),
  fc.record({
    kind: fc.constant('facts'),
    facts: fc.array(fc.record({ label: text, value: rich }), { maxLength: 25 }),
  }),
  table,
  chart,
  fc.record({
    kind: fc.constant('progress'),
    done: number,
    total: fc.option(number, { nil: undefined }),
    label: text,
  }),
  fc.record({ kind: fc.constant('actions'), actions: fc.array(action, { maxLength: 60 }) }),
  fc.record({ kind: fc.constant('notes'), notes: fc.array(rich, { maxLength: 25 }) }),
  fc.record({ kind: fc.constant('code'), text: fc.oneof(text, fc.constant('{"a":"b"}\n'.repeat(5_000))) }),
  fc.constant<Block>({ kind: 'divider' }),
);

export const card: fc.Arbitrary<Card> = fc
  .record({
    summary: text,
    title: fc.option(text, { nil: undefined }),
    blocks: fc.oneof(fc.array(block, { maxLength: 8 }), fc.array(block, { minLength: 20, maxLength: 80 })),
  })
  .map(({ title, ...rest }) => ({ ...rest, ...(title === undefined ? {} : { title }) }));

const option = fc.record({ value: text, label: text, description: text });

const field: fc.Arbitrary<FormField> = fc
  .record({ label: text, hint: text, problem: text, required: fc.boolean() })
  .chain((base) =>
    fc
      .oneof(
        fc.record({ type: fc.constant('text'), value: text, placeholder: text, multiline: fc.boolean() }),
        fc.record({
          type: fc.constant('choice'),
          options: fc.array(option, { maxLength: 130 }),
          value: text,
        }),
        fc.record({
          type: fc.constant('lookup'),
          source: fc.constant('customer'),
          value: option,
          placeholder: text,
        }),
        fc.record({ type: fc.constant('toggle'), value: fc.boolean() }),
      )
      .map((rest) => ({ name: 'field', ...base, ...rest })),
  );

export const form: fc.Arbitrary<Form> = fc
  .record({
    command: fc.constant('bill'),
    title: text,
    intro: text,
    submit: text,
    cancel: text,
    fields: fc.array(field, { minLength: 1, maxLength: 20 }),
  })
  .map((made) => ({ ...made, fields: made.fields.map((one, index) => ({ ...one, name: `f${index}` })) }));

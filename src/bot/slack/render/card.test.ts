import { describe, expect, it } from 'vitest';
import type { Action, Block, Card, Chart, Table } from '../../../cards/card.ts';
import type { SlackBlock } from './blocks.ts';
import { renderCard } from './card.ts';
import { renderHome } from './home.ts';

const card = (...blocks: Block[]): Card => ({ summary: 'A summary', blocks });
const draw = (...blocks: Block[]) => renderCard(card(...blocks), { lang: 'en' }).blocks;
const ofType = (blocks: readonly { type: string }[], type: string) =>
  blocks.filter((one) => one.type === type);
const json = (value: unknown) => JSON.stringify(value);

const table = (rows: number, more: Partial<Table> = {}): Table => ({
  kind: 'table',
  caption: 'Customers',
  columns: [{ label: 'Name' }, { label: 'Amount', align: 'right' }],
  rows: Array.from({ length: rows }, (_, row) => [`Customer ${row}`, `CNY ${row}.00`]),
  ...more,
});

const run = (label: string, line = label): Action => ({ label, does: { type: 'command', line } });

describe('a message', () => {
  it('is led by its title and says in its text what the card says in a sentence', () => {
    const message = renderCard({ ...card(), title: 'Bill', summary: 'Bill <of> Acme' }, { lang: 'en' });
    expect(message.text).toBe('Bill &lt;of&gt; Acme');
    expect(message.blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: 'Bill', emoji: false } },
    ]);
  });

  it('shows the summary when a card has nothing else', () => {
    expect(json(draw())).toContain('A summary');
  });

  it('shows facts two in a row, ten to a section', () => {
    const facts = Array.from({ length: 11 }, (_, i) => ({ label: `L${i}`, value: `v${i}` }));
    const sections = draw({ kind: 'facts', facts });
    expect(sections).toHaveLength(2);
    expect(json(sections[0])).toContain('*L0*\\nv0');
  });

  it('tells the tones of notices apart by a sign', () => {
    for (const [tone, sign] of [
      ['info', 'ℹ️'],
      ['success', '✅'],
      ['warning', '⚠️'],
      ['error', '⛔'],
    ] as const) {
      expect(json(draw({ kind: 'notice', tone, text: 'x' }))).toContain(`${sign} x`);
    }
  });

  it('progress never reads 100% before the end', () => {
    const at = (done: number, total: number | undefined) =>
      json(draw({ kind: 'progress', done, total, label: 'Export' }));
    expect(at(999, 1_000)).toContain('░ 99% · 999 / 1,000');
    expect(at(1_000, 1_000)).toContain('█ 100%');
    expect(at(2_000, undefined)).toContain('2,000');
    expect(at(5, 0)).not.toContain('NaN');
  });

  it('keeps code as it is, fences and all', () => {
    const [block] = draw({ kind: 'code', text: '```\n<!channel>' });
    expect(block).toMatchObject({ type: 'rich_text' });
    expect(json(block)).toContain('```\\n<!channel>');
  });
});

describe('a table', () => {
  it('is Slack’s own, with amounts to the right', () => {
    const [caption, block] = draw(table(2));
    expect(json(caption)).toContain('*Customers*');
    expect(block).toMatchObject({ type: 'table', column_settings: [{ align: 'left' }, { align: 'right' }] });
    expect(json(block)).toContain('Customer 1');
  });

  it('says how many of its rows are shown, in the reader’s language', () => {
    expect(json(draw(table(10_000)))).toContain('Showing the first 99 of 10,000 rows.');
    expect(json(renderCard(card(table(10_000)), { lang: 'zh-CN' }).blocks)).toContain(
      '仅显示前 99 行，共 10,000 行',
    );
    expect(json(draw(table(3, { total: 50 })))).toContain('first 3 of 50 rows');
    expect(json(draw(table(3)))).not.toContain('Showing');
  });

  it('says how many of its columns are shown', () => {
    const wide = table(1, { columns: Array.from({ length: 30 }, (_, i) => ({ label: `C${i}` })) });
    expect(json(draw(wide))).toContain('first 20 of 30 columns');
  });

  it('says when there is nothing to list', () => {
    expect(json(draw(table(0)))).toContain('Nothing to list.');
  });

  it('gives way to totals, notices and buttons, never the other way round', () => {
    const long = table(500, { rows: Array.from({ length: 500 }, () => ['x'.repeat(190), 'y'.repeat(190)]) });
    const blocks = draw(
      long,
      { kind: 'facts', facts: [{ label: 'Total', value: 'CNY 1.00' }] },
      { kind: 'notice', tone: 'warning', text: 'provisional' },
      { kind: 'actions', actions: [run('CSV')] },
      { kind: 'notes', notes: ['Source: x'] },
    );
    for (const kept of ['CNY 1.00', 'provisional', 'CSV', 'Source: x', 'of 500 rows']) {
      expect(json(blocks)).toContain(kept);
    }
  });

  it('offers its rows to choose from', () => {
    const blocks = draw(table(2, { rowAction: (row) => run('Show …', `customer show ${row}`) }));
    expect(ofType(blocks, 'actions')).toMatchObject([
      {
        elements: [
          {
            type: 'static_select',
            placeholder: { text: 'Show …' },
            options: [
              { text: { text: 'Customer 0 · CNY 0.00' }, value: 'command:customer show 0' },
              { text: { text: 'Customer 1 · CNY 1.00' }, value: 'command:customer show 1' },
            ],
          },
        ],
      },
    ]);
  });

  it('is a list where there can be no table: in the home page, after another table, when asked for', () => {
    const acting = table(2, { rowAction: () => run('Show') });
    const home = renderHome(card(acting), { lang: 'en' }).blocks;
    expect(ofType(home, 'table')).toEqual([]);
    expect(home[1]).toMatchObject({ type: 'section', accessory: { type: 'button', text: { text: 'Show' } } });
    expect(json(home)).toContain('Customer 1\\nAmount CNY 1.00');
    expect(ofType(draw(table(2), table(2)), 'table')).toHaveLength(1);
    const list = renderCard(card(table(2)), { lang: 'en', tables: 'list' }).blocks;
    expect(ofType(list, 'table')).toEqual([]);
  });
});

describe('buttons', () => {
  it('carry their command, ask first when they should, and lead to pages', () => {
    const confirm = { title: 'Sure?', text: 'It stops.', yes: 'Stop', no: 'Keep' };
    const actions: Action[] = [
      { ...run('Run', 'bill last'), style: 'primary' },
      {
        label: 'Cancel',
        does: { type: 'action', name: 'cancel-export', token: 't0' },
        style: 'danger',
        confirm,
      },
      { label: 'Docs', does: { type: 'open', url: 'https://example.com' } },
    ];
    const [block] = draw({ kind: 'actions', actions });
    expect(block).toMatchObject({
      elements: [
        { action_id: 'command.0-0', value: 'bill last', style: 'primary' },
        { action_id: 'action.cancel-export.0-1', value: 't0', confirm: { confirm: { text: 'Stop' } } },
        { action_id: 'open.0-2', url: 'https://example.com' },
      ],
    });
  });

  it('whose command is too long for Slack are put into words instead of being shortened', () => {
    const blocks = draw({ kind: 'actions', actions: [run('Run', `bill ${'x'.repeat(2_000)}`)] });
    expect(blocks).toMatchObject([{ type: 'section' }]);
    expect(json(blocks)).toContain('Run: /hw bill xxx');
  });
});

describe('a chart', () => {
  const chart = (data: Chart['data']): Chart => ({
    kind: 'chart',
    title: 'Spend',
    alt: 'ECS leads.',
    unit: 'CNY',
    data,
  });
  const pie = (values: number[]) =>
    chart({ type: 'pie', segments: values.map((value, i) => ({ label: `S${i}`, value })) });
  const native = (blocks: readonly SlackBlock[]) => ofType(blocks, 'data_visualization');

  it('is Slack’s own, and always said in words as well', () => {
    const blocks = draw(pie([2, 1]));
    expect(native(blocks)).toMatchObject([
      { title: 'Spend (CNY)', chart: { segments: [{ value: 2 }, { value: 1 }] } },
    ]);
    expect(json(blocks)).toContain('ECS leads.');
  });

  it('adds up the smallest slices when there are too many', () => {
    const [block] = native(draw(pie([1, 2, 3, 4, 5, 6, 7, 8])));
    expect(block).toMatchObject({
      chart: {
        segments: [
          { value: 8 },
          { value: 7 },
          { value: 6 },
          { value: 5 },
          { value: 4 },
          { label: 'Others', value: 6 },
        ],
      },
    });
  });

  it('tells long names apart', () => {
    const long = 'Elastic Cloud Server of the ';
    const [block] = native(
      draw(
        chart({
          type: 'bar',
          categories: [`${long}north`, `${long}south`],
          series: [{ name: 'a', values: [1, 2] }],
        }),
      ),
    );
    expect(block).toMatchObject({
      chart: {
        axis_config: { categories: ['Elastic Cloud Serve…', 'Elastic Cloud Ser… 2'], y_label: 'CNY' },
      },
    });
  });

  it('is only words when it could not be drawn truly', () => {
    for (const impossible of [
      pie([1, -1]),
      pie([]),
      chart({
        type: 'line',
        categories: Array.from({ length: 21 }, String),
        series: [{ name: 'a', values: Array<number>(21).fill(1) }],
      }),
      chart({ type: 'line', categories: ['a'], series: [{ name: 'a', values: [Number.NaN] }] }),
    ]) {
      expect(native(draw(impossible))).toEqual([]);
      expect(json(draw(impossible))).toContain('ECS leads.');
    }
  });

  it('is a picture when one was uploaded for it', () => {
    const { blocks } = renderCard(card(pie([1])), { lang: 'en', charts: { picture: () => 'F012' } });
    expect(blocks[0]).toMatchObject({ type: 'image', slack_file: { id: 'F012' }, alt_text: 'ECS leads.' });
  });

  it('beyond the two that a message may hold is said in words', () => {
    const blocks = draw(pie([1]), pie([2]), pie([3]));
    expect(native(blocks)).toHaveLength(2);
    expect(json(blocks)).toContain('Spend (CNY)\\nECS leads.');
  });
});

it('a message that cannot hold everything says so', () => {
  const blocks = draw(...Array.from({ length: 80 }, (): Block => ({ kind: 'text', text: 'x'.repeat(900) })));
  expect(json(blocks.at(-1))).toContain('longer than one message can be');
  const few = draw({ kind: 'text', text: 'x' });
  expect(json(few)).not.toContain('longer than');
});

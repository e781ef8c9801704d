import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks, checkView } from './check.ts';

const someName: unknown = expect.stringMatching(/./);

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const option = (value: string) => ({ text: plain(value), value });
const points = (labels: string[]) => labels.map((label, index) => ({ label, value: index + 1 }));
const chart = (series: object[], categories: string[]) => ({
  type: 'data_visualization',
  title: 'Spend',
  chart: { type: 'bar', series, axis_config: { categories } },
});
const table = (rows: number, columns: number, text = 'x') => ({
  type: 'table',
  rows: Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => ({ type: 'raw_text', text })),
  ),
});

/** The widest card that is allowed, and the first one that is not. */
const edges: [rule: string, allowed: unknown[], refused: unknown[]][] = [
  ['3000 characters of section text', [section('x'.repeat(3000))], [section('x'.repeat(3001))]],
  ['no empty section text', [section('x')], [section('')]],
  [
    '10 fields',
    [{ type: 'section', fields: Array(10).fill(plain('x')) }],
    [{ type: 'section', fields: Array(11).fill(plain('x')) }],
  ],
  [
    '150 characters of header',
    [{ type: 'header', text: plain('x'.repeat(150)) }],
    [{ type: 'header', text: plain('x'.repeat(151)) }],
  ],
  [
    'headers are plain',
    [{ type: 'header', text: plain('x') }],
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
  ],
  [
    '10 context elements',
    [{ type: 'context', elements: Array(10).fill(plain('x')) }],
    [{ type: 'context', elements: Array(11).fill(plain('x')) }],
  ],
  [
    '25 elements in actions',
    [{ type: 'actions', elements: Array.from({ length: 25 }, (_, i) => button({ action_id: `a${i}` })) }],
    [{ type: 'actions', elements: Array.from({ length: 26 }, (_, i) => button({ action_id: `a${i}` })) }],
  ],
  [
    '75 characters on a button',
    [{ type: 'actions', elements: [button({ text: plain('x'.repeat(75)) })] }],
    [{ type: 'actions', elements: [button({ text: plain('x'.repeat(76)) })] }],
  ],
  [
    '2000 characters of button value',
    [{ type: 'actions', elements: [button({ value: 'x'.repeat(2000) })] }],
    [{ type: 'actions', elements: [button({ value: 'x'.repeat(2001) })] }],
  ],
  [
    'one action_id per block',
    [{ type: 'actions', elements: [button(), button({ action_id: 'stop' })] }],
    [{ type: 'actions', elements: [button(), button()] }],
  ],
  [
    'one block_id per message',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'b' },
    ],
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
  ],
  ['50 blocks', Array(50).fill({ type: 'divider' }), Array(51).fill({ type: 'divider' })],
  [
    '30 characters on a confirm button',
    [
      {
        type: 'actions',
        elements: [button({ confirm: { text: plain('Sure?'), deny: plain('x'.repeat(30)) } })],
      },
    ],
    [
      {
        type: 'actions',
        elements: [button({ confirm: { text: plain('Sure?'), deny: plain('x'.repeat(31)) } })],
      },
    ],
  ],
  [
    '100 options',
    [
      {
        type: 'actions',
        elements: [{ type: 'static_select', options: Array.from({ length: 100 }, (_, i) => option(`${i}`)) }],
      },
    ],
    [
      {
        type: 'actions',
        elements: [{ type: 'static_select', options: Array.from({ length: 101 }, (_, i) => option(`${i}`)) }],
      },
    ],
  ],
  [
    '150 characters of option value',
    [
      {
        type: 'actions',
        elements: [{ type: 'static_select', options: [{ text: plain('a'), value: 'x'.repeat(150) }] }],
      },
    ],
    [
      {
        type: 'actions',
        elements: [{ type: 'static_select', options: [{ text: plain('a'), value: 'x'.repeat(151) }] }],
      },
    ],
  ],
  ['100 table rows', [table(100, 2)], [table(101, 2)]],
  ['20 table columns', [table(2, 20)], [table(2, 21)]],
  ['10,000 characters in a table', [table(100, 10, 'x'.repeat(10))], [table(100, 10, 'x'.repeat(11))]],
  ['one table in a message', [table(2, 2)], [table(2, 2), table(2, 2)]],
  ['rows of one length', [table(2, 2)], [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }], []] }]],
  [
    'one point per category',
    [chart([{ name: 'a', data: points(['1', '2']) }], ['1', '2'])],
    [chart([{ name: 'a', data: points(['1']) }], ['1', '2'])],
  ],
  [
    'unique series names',
    [
      chart(
        [
          { name: 'a', data: points(['1']) },
          { name: 'b', data: points(['1']) },
        ],
        ['1'],
      ),
    ],
    [
      chart(
        [
          { name: 'a', data: points(['1']) },
          { name: 'a', data: points(['1']) },
        ],
        ['1'],
      ),
    ],
  ],
  [
    '6 series',
    [
      chart(
        Array.from({ length: 6 }, (_, i) => ({ name: `s${i}`, data: points(['1']) })),
        ['1'],
      ),
    ],
    [
      chart(
        Array.from({ length: 7 }, (_, i) => ({ name: `s${i}`, data: points(['1']) })),
        ['1'],
      ),
    ],
  ],
  [
    'slices above zero',
    [
      {
        type: 'data_visualization',
        title: 't',
        chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
      },
    ],
    [
      {
        type: 'data_visualization',
        title: 't',
        chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] },
      },
    ],
  ],
  [
    'two charts in a message',
    Array(2).fill(chart([{ name: 'a', data: points(['1']) }], ['1'])),
    Array(3).fill(chart([{ name: 'a', data: points(['1']) }], ['1'])),
  ],
  [
    'about 13,000 characters in all',
    Array(4).fill(section('x'.repeat(3000))),
    Array(5).fill(section('x'.repeat(3000))),
  ],
  ['known fields only', [{ type: 'divider' }], [{ type: 'divider', colour: 'red' }]],
  ['known blocks only', [{ type: 'divider' }], [{ type: 'marquee' }]],
  ['no alert outside a modal', [{ type: 'divider' }], [{ type: 'alert', text: plain('x') }]],
  [
    'links lead to the web',
    [{ type: 'actions', elements: [button({ url: 'https://example.com' })] }],
    [{ type: 'actions', elements: [button({ url: 'javascript:alert(1)' })] }],
  ],
];

describe('a message is refused as Slack refuses it', () => {
  it.each(edges)('%s', (_rule, allowed, refused) => {
    expect(checkBlocks(allowed, 'message')).toMatchObject({ ok: true });
    expect(checkBlocks(refused, 'message')).toMatchObject({ ok: false });
  });

  it('says where and why', () => {
    expect(checkBlocks([{ type: 'divider' }, section('x'.repeat(3001))], 'message')).toEqual({
      ok: false,
      error: 'invalid_blocks',
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]'],
    });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        checkBlocks([value], 'message');
        checkView(value, 'modal');
      }),
    );
  });

  it('names the blocks and elements that came without a name', () => {
    const checked = checkBlocks(
      [{ type: 'actions', elements: [{ type: 'button', text: plain('Go') }] }],
      'message',
    );
    expect(checked).toMatchObject({
      ok: true,
      value: [{ block_id: someName, elements: [{ action_id: someName }] }],
    });
  });
});

describe('a view', () => {
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain('Bill'),
    blocks: [{ type: 'divider' }],
    ...more,
  });
  const input = { type: 'input', label: plain('Month'), element: { type: 'plain_text_input' } };

  it.each([
    ['24 characters of title', { title: plain('x'.repeat(24)) }, { title: plain('x'.repeat(25)) }],
    [
      '100 blocks',
      { blocks: Array(100).fill({ type: 'divider' }) },
      { blocks: Array(101).fill({ type: 'divider' }) },
    ],
    [
      '3000 characters of metadata',
      { private_metadata: 'x'.repeat(3000) },
      { private_metadata: 'x'.repeat(3001) },
    ],
    [
      'a submit button when something is asked',
      { blocks: [input], submit: plain('OK') },
      { blocks: [input] },
    ],
    ['no table', {}, { blocks: [table(1, 1)] }],
  ])('%s', (_rule, allowed, refused) => {
    expect(checkView(modal(allowed), 'modal')).toMatchObject({ ok: true });
    expect(checkView(modal(refused), 'modal')).toMatchObject({ ok: false, error: 'invalid_arguments' });
  });
});

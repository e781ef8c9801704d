import { it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { expectGolden } from '../support/golden.ts';

const everything: Card = {
  summary: 'Every kind of block, with a customer called <!channel> & *friends*.',
  title: 'Acme（上海）有限公司',
  blocks: [
    { kind: 'notice', tone: 'warning', text: 'Provisional until the 5th.' },
    {
      kind: 'text',
      text: [
        'Asked by ',
        { person: 'U0EXAMPLE01' },
        ' at ',
        { at: new Date('2026-11-23T10:05:00Z'), fallback: '2026-11-23 18:05' },
        ' for ',
        { bold: '<!channel> & *friends*' },
        ', see ',
        { link: 'the console', url: 'https://example.com/?a=1&b=2' },
      ],
    },
    {
      kind: 'facts',
      facts: [
        { label: 'Total', value: [{ bold: 'CNY 1,234.50' }] },
        { label: 'Customer ID', value: [{ code: 'c_0123' }] },
      ],
    },
    {
      kind: 'table',
      caption: 'By service',
      columns: [{ label: 'Service' }, { label: 'Amount', align: 'right' }],
      rows: [
        ['弹性云服务器', 'CNY 1,254.50'],
        ['Refund', 'CNY -20.00'],
      ],
      total: 12,
      rowAction: (row) => ({
        label: 'Show lines …',
        does: { type: 'command', line: `bill last --service ${row}` },
      }),
    },
    {
      kind: 'chart',
      title: 'By service',
      alt: 'Elastic Cloud Server is nearly all of it.',
      unit: 'CNY',
      data: { type: 'pie', segments: [{ label: '弹性云服务器', value: 1254.5 }] },
    },
    { kind: 'progress', done: 45_000, total: 100_000, label: 'Reading lines' },
    { kind: 'divider' },
    { kind: 'code', text: '{ "amount": 1234.50 }' },
    {
      kind: 'actions',
      actions: [
        { label: 'CSV', style: 'primary', does: { type: 'command', line: 'bill last --csv' } },
        { label: 'Another month …', does: { type: 'form', line: 'bill' } },
        {
          label: 'Cancel',
          style: 'danger',
          does: { type: 'action', name: 'cancel-export', token: 'opaque' },
          confirm: { title: 'Cancel?', text: 'Lines read so far are dropped.', yes: 'Cancel', no: 'Go on' },
        },
      ],
    },
    { kind: 'notes', notes: ['Source: consumption summary', 'Before tax; not a settlement document.'] },
  ],
};

it('every kind of block looks as agreed', () => expectGolden('every-block', () => everything));

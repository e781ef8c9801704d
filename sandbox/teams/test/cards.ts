import { cardType } from '../cards/card.ts';

/** Cards as a bot would send them. */

export const shared = (content: object) => ({ contentType: cardType, content });

export const requestCard = (title: string, userIds: readonly string[]) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  refresh: { action: { type: 'Action.Execute', verb: 'view', data: { token: 't' } }, userIds },
  body: [
    { type: 'TextBlock', text: title, weight: 'bolder', size: 'large', wrap: true },
    {
      type: 'FactSet',
      facts: [
        { title: 'Customer', value: '北风科技（上海）有限公司' },
        { title: 'Amount', value: 'CNY 1,200.00' },
      ],
    },
    {
      type: 'Table',
      columns: [{ width: 2 }, { width: 1, horizontalCellContentAlignment: 'right' }],
      firstRowAsHeader: true,
      rows: [
        ['Service', 'Payable'],
        ['ECS', '420.00'],
        ['OBS', '180.00'],
      ].map((cells) => ({
        type: 'TableRow',
        cells: cells.map((text) => ({ type: 'TableCell', items: [{ type: 'TextBlock', text, wrap: true }] })),
      })),
    },
    {
      type: 'Chart.Donut',
      title: 'Spend by service',
      data: [
        { legend: 'ECS', value: 420 },
        { legend: 'OBS', value: 180 },
      ],
      fallback: { type: 'TextBlock', text: 'ECS 420, OBS 180' },
    },
    { type: 'Input.Text', id: 'why', label: 'Reason', placeholder: 'Why?' },
  ],
  actions: [
    {
      type: 'Action.Execute',
      title: 'Approve',
      verb: 'approve',
      style: 'positive',
      data: { token: 't' },
      fallback: { type: 'Action.Submit', title: 'Approve', data: { verb: 'approve' } },
    },
    { type: 'Action.Execute', title: 'Remind me', verb: 'tell' },
    { type: 'Action.Execute', title: 'Nothing', verb: 'unknown' },
    { type: 'Action.Submit', title: 'Bill …', data: { msteams: { type: 'task/fetch' }, verb: 'bill' } },
    { type: 'Action.Submit', title: 'Older', data: { verb: 'older' } },
    { type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com/bill' },
  ],
});

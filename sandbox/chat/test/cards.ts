/** Cards as a bot would send them: one of each kind the page has to draw. */

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const option = (text: string, value: string) => ({ text: plain(text), value });

export const billCard = [
  { type: 'header', text: plain('Bill 2026-10 · 账单') },
  {
    type: 'section',
    text: mrkdwn(
      '*Amount payable* CNY 1,234,567.89 — _before tax_, see <https://example.com/bill|the source>.',
    ),
    accessory: { type: 'button', action_id: 'open', text: plain('Open'), url: 'https://example.com' },
  },
  {
    type: 'section',
    fields: [
      mrkdwn('*Cash*\nCNY 1,000,000.00'),
      mrkdwn('*Vouchers*\nCNY 234,567.89'),
      mrkdwn('*客户数*\n128'),
      mrkdwn('*Refunds*\nCNY -20.00'),
    ],
  },
  { type: 'divider' },
  {
    type: 'data_visualization',
    title: 'Spend by service',
    chart: {
      type: 'bar',
      series: [
        {
          name: 'Pay-per-use',
          data: ['ECS', 'OBS', 'RDS', '弹性公网IP'].map((label, i) => ({
            label,
            value: [420, 180, 150, 60][i],
          })),
        },
        {
          name: 'Yearly',
          data: ['ECS', 'OBS', 'RDS', '弹性公网IP'].map((label, i) => ({
            label,
            value: [210, 40, -30, 10][i],
          })),
        },
      ],
      axis_config: { categories: ['ECS', 'OBS', 'RDS', '弹性公网IP'], y_label: 'CNY thousand' },
    },
  },
  {
    type: 'actions',
    block_id: 'what',
    elements: [
      { type: 'button', action_id: 'again', text: plain('Again'), value: 'bill 2026-10', style: 'primary' },
      {
        type: 'button',
        action_id: 'cancel',
        text: plain('Cancel export'),
        value: 'token-1',
        style: 'danger',
        confirm: {
          title: plain('Cancel the export?'),
          text: mrkdwn('What was read so far is *thrown away*.'),
          confirm: plain('Cancel it'),
          deny: plain('Keep going'),
        },
      },
      {
        type: 'static_select',
        action_id: 'pick',
        placeholder: plain('By …'),
        options: [option('By service', 'service'), option('By customer', 'customer'), option('按天', 'day')],
      },
      { type: 'overflow', action_id: 'more', options: [option('As CSV', 'csv'), option('As XLSX', 'xlsx')] },
    ],
  },
  {
    type: 'context',
    elements: [
      mrkdwn(
        'Source: partner platform · as of <!date^1795461000^{date_short_pretty} {time}|2026-11-23 18:30> · before tax',
      ),
    ],
  },
];

const cell = (text: string) => ({ type: 'raw_text', text });
const figure = (text: string) => ({ type: 'raw_number', value: Number(text.replaceAll(',', '')), text });

export const tableCard = [
  { type: 'section', text: mrkdwn('*Customers in October*') },
  {
    type: 'table',
    column_settings: [{ align: 'left' }, { align: 'left' }, { align: 'right' }, { align: 'right' }],
    rows: [
      [cell('Customer'), cell('Account'), cell('Payable'), cell('Refunds')],
      [cell('北风科技（上海）有限公司'), cell('northwind_sh'), figure('120,034.50'), figure('-20.00')],
      [cell('Contoso Trading'), cell('contoso'), figure('98,200.00'), figure('0.00')],
      [cell('<!channel> & Sons'), cell('sons'), figure('7.00'), figure('0.00')],
    ],
  },
  {
    type: 'data_visualization',
    title: '构成',
    chart: {
      type: 'pie',
      segments: [
        { label: '现金', value: 70 },
        { label: '代金券', value: 25 },
        { label: '储值卡', value: 5 },
      ],
    },
  },
  {
    type: 'data_table',
    caption: 'Refunds by day',
    page_size: 2,
    rows: [
      [cell('Day'), cell('Refund')],
      [cell('2026-10-01'), figure('-3.10')],
      [cell('2026-10-02'), figure('-1.00')],
      [cell('2026-10-03'), figure('-0.90')],
    ],
  },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'text', text: 'GET /v2/bills', style: { code: true } }],
          },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'T-1', style: { bold: true } }] },
        ],
      },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '{"total_count": 3}' }] },
    ],
  },
];

export const billForm = {
  type: 'modal',
  callback_id: 'bill',
  title: plain('Bill 账单'),
  submit: plain('Show'),
  close: plain('Cancel'),
  private_metadata: 'draft-1',
  blocks: [
    { type: 'alert', level: 'info', text: plain('The month is missing.') },
    {
      type: 'input',
      block_id: 'month',
      label: plain('Month 账期'),
      hint: plain('2026-10, last, 上月'),
      element: { type: 'plain_text_input', action_id: 'month', placeholder: plain('2026-10') },
    },
    {
      type: 'input',
      block_id: 'customer',
      optional: true,
      label: plain('Customer 客户'),
      element: {
        type: 'external_select',
        action_id: 'customer',
        min_query_length: 1,
        placeholder: plain('Type a name'),
      },
    },
    {
      type: 'input',
      block_id: 'by',
      label: plain('Group by'),
      element: {
        type: 'static_select',
        action_id: 'by',
        options: [option('Service', 'service'), option('Customer', 'customer')],
        initial_option: option('Service', 'service'),
      },
    },
    {
      type: 'input',
      block_id: 'files',
      optional: true,
      label: plain('Files'),
      element: {
        type: 'checkboxes',
        action_id: 'files',
        options: [option('CSV', 'csv'), option('XLSX', 'xlsx')],
      },
    },
    {
      type: 'input',
      block_id: 'upload',
      optional: true,
      label: plain('Upload 上传'),
      element: { type: 'file_input', action_id: 'upload', filetypes: ['csv'], max_files: 1 },
    },
  ],
};

export const homeView = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('Partner Desk') },
    { type: 'section', text: mrkdwn('*Recent requests*\n• `bill 2026-10` — done\n• `balance me` — done') },
    {
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'again', text: plain('Bill of last month'), value: 'bill last' },
      ],
    },
  ],
};

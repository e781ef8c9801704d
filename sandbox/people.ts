/** Who works in the practice world. `policy.yaml` gives them their roles; the visitor stands in no policy. */
export interface Person {
  readonly id: string;
  /** The name to use in code and tests: `as('lina')`. */
  readonly key: string;
  readonly name: string;
  /** What they do, in their own language; shown beside the name. */
  readonly job: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly email: string;
  readonly colour: string;
  /** Their object id in Entra, by which Teams names them. */
  readonly entra: string;
}

export const people = [
  {
    id: 'U0LINA0001',
    key: 'lina',
    name: '李娜',
    job: '销售',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    email: 'lina@harbour.example',
    colour: '#b4542c',
    entra: '6f1d0000-0000-4000-8000-000000000001',
  },
  {
    id: 'U0TOM00002',
    key: 'tom',
    name: 'Tom Becker',
    job: 'Sales',
    locale: 'en-GB',
    timeZone: 'Europe/Berlin',
    email: 'tom@harbour.example',
    colour: '#2f6f9f',
    entra: '6f1d0000-0000-4000-8000-000000000002',
  },
  {
    id: 'U0WANG0003',
    key: 'wang',
    name: '王芳',
    job: '审批人',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    email: 'wangfang@harbour.example',
    colour: '#8a5a9e',
    entra: '6f1d0000-0000-4000-8000-000000000003',
  },
  {
    id: 'U0GRACE004',
    key: 'grace',
    name: 'Grace Liu',
    job: 'Approver',
    locale: 'en-US',
    timeZone: 'Asia/Singapore',
    email: 'grace@harbour.example',
    colour: '#2d7d6b',
    entra: '6f1d0000-0000-4000-8000-000000000004',
  },
  {
    id: 'U0CHEN0005',
    key: 'chen',
    name: '陈会计',
    job: '财务',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    email: 'chen@harbour.example',
    colour: '#a3762b',
    entra: '6f1d0000-0000-4000-8000-000000000005',
  },
  {
    id: 'U0OLGA0006',
    key: 'olga',
    name: 'Olga Petrova',
    job: 'Admin',
    locale: 'en-US',
    timeZone: 'Europe/Warsaw',
    email: 'olga@harbour.example',
    colour: '#b03a5b',
    entra: '6f1d0000-0000-4000-8000-000000000006',
  },
  {
    id: 'U0VISIT007',
    key: 'visitor',
    name: 'Sam Visitor',
    job: 'Not in the policy',
    locale: 'en-US',
    timeZone: 'America/New_York',
    email: 'sam@elsewhere.example',
    colour: '#6b7280',
    entra: '6f1d0000-0000-4000-8000-000000000007',
  },
] as const satisfies readonly Person[];

export type PersonKey = (typeof people)[number]['key'];

export interface Group {
  readonly id: string;
  readonly entra: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly PersonKey[];
}

export const groups: readonly Group[] = [
  {
    id: 'S0SALES001',
    handle: 'sales',
    name: 'Sales 销售',
    entra: '6f1d0000-0000-4000-8000-0000000000a1',
    members: ['lina', 'tom'],
  },
  {
    id: 'S0APPROVE2',
    handle: 'approvers',
    name: 'Approvers 审批人',
    entra: '6f1d0000-0000-4000-8000-0000000000a2',
    members: ['wang', 'grace'],
  },
  {
    id: 'S0FINANCE3',
    handle: 'finance',
    name: 'Finance 财务',
    entra: '6f1d0000-0000-4000-8000-0000000000a3',
    members: ['chen'],
  },
  {
    id: 'S0ADMINS04',
    handle: 'bot-admins',
    name: 'Bot admins 管理员',
    entra: '6f1d0000-0000-4000-8000-0000000000a4',
    members: ['olga'],
  },
];

export interface Room {
  readonly id: string;
  readonly name: string;
  readonly topic: { readonly en: string; readonly zh: string };
  readonly isPrivate: boolean;
  /** Slack's `not_in_channel` (or, when private, `channel_not_found`) is met where the bot is no member. */
  readonly hasBot: boolean;
  readonly members: readonly PersonKey[];
}

const everybody = people.map((person) => person.key);
const staff = everybody.filter((key) => key !== 'visitor');

export const rooms: readonly Room[] = [
  {
    id: 'C0SALES001',
    name: 'sales',
    topic: { en: 'Customers, quotes, vouchers', zh: '客户、报价、代金券' },
    isPrivate: false,
    hasBot: true,
    members: everybody,
  },
  {
    id: 'C0FINANCE2',
    name: 'finance',
    topic: { en: 'Bills, balances, remittances', zh: '账单、余额、汇款' },
    isPrivate: true,
    hasBot: true,
    members: staff,
  },
  {
    id: 'C0APPROVAL4',
    name: 'approvals',
    topic: { en: 'Requests that wait for a decision', zh: '待审批的申请' },
    isPrivate: true,
    hasBot: true,
    members: ['wang', 'grace', 'chen', 'olga'],
  },
  {
    id: 'C0LOBBY003',
    name: 'lobby',
    topic: { en: 'The bot has not been invited here', zh: '此频道未邀请机器人' },
    isPrivate: false,
    hasBot: false,
    members: everybody,
  },
];

export const workspace = {
  teamId: 'T0HARBOUR1',
  name: 'Harbour Cloud',
  domain: 'harbour-cloud',
  botName: 'Partner Desk',
  botUserId: 'U0DESKBOT1',
  botId: 'B0DESKBOT1',
  appId: 'A0DESKAPP1',
} as const;

/** The same firm in Microsoft Teams. */
export const tenant = {
  id: '6f1d0000-0000-4000-8000-0000000000f0',
  name: 'Harbour Cloud',
  botName: 'Partner Desk',
  /** Under this id the bot is registered there. */
  appId: '6f1d0000-0000-4000-8000-0000000000b0',
  team: {
    id: '19:harbour-team@thread.tacv2',
    name: 'Harbour Cloud',
    groupId: '6f1d0000-0000-4000-8000-0000000000c0',
  },
} as const;

export interface TeamsRoom {
  readonly id: string;
  readonly kind: 'channel' | 'group';
  readonly name: string;
  readonly topic: { readonly en: string; readonly zh: string };
  readonly hasBot: boolean;
  readonly members: readonly PersonKey[];
}

export const teamsRooms: readonly TeamsRoom[] = [
  {
    id: '19:sales@thread.tacv2',
    kind: 'channel',
    name: 'Sales',
    topic: { en: 'Customers, quotes, vouchers', zh: '客户、报价、代金券' },
    hasBot: true,
    members: everybody,
  },
  {
    id: '19:approvals@thread.tacv2',
    kind: 'channel',
    name: 'Approvals',
    topic: { en: 'Requests that wait for a decision', zh: '待审批的申请' },
    hasBot: true,
    members: everybody,
  },
  {
    id: '19:finance@thread.tacv2',
    kind: 'channel',
    name: 'Finance',
    topic: { en: 'Remittances, bills', zh: '汇款、账单' },
    hasBot: true,
    members: everybody,
  },
  {
    id: '19:quarter-end@thread.v2',
    kind: 'group',
    name: 'Quarter end',
    topic: { en: 'A group chat with the bot', zh: '有机器人的群聊' },
    hasBot: true,
    members: ['lina', 'tom', 'wang', 'chen'],
  },
  {
    id: '19:lunch@thread.v2',
    kind: 'group',
    name: 'Lunch',
    topic: { en: 'The bot has not been added here', zh: '此群聊未添加机器人' },
    hasBot: false,
    members: staff,
  },
];

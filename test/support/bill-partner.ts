import type {
  AccountChange,
  BillLine,
  BillSum,
  BillVerbs,
  Customer,
  CustomerBalance,
  Page,
  PageCursor,
  PartnerPlatform,
  PostpaidBill,
} from '../../src/huawei/partner.ts';
import type { BillCycle } from '../../src/kernel/bill-cycle.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import { money } from '../../src/kernel/money.ts';
import { problem, type Problem } from '../../src/kernel/problem.ts';
import { fail, ok, type Result } from '../../src/kernel/result.ts';
import type { Site } from '../../src/kernel/site.ts';
import { plainPartner } from './plain-partner.ts';

export const yuan = (text: string) => money(decimal(text), 'CNY');

export const billSum = (
  customerId: string,
  service: string,
  amount: string,
  more: Partial<BillSum> = {},
): BillSum => ({
  customerId,
  serviceCode: `hws.service.type.${service.toLowerCase()}`,
  serviceName: service,
  resourceCode: `hws.resource.type.${service.toLowerCase()}`,
  resourceName: service,
  chargeMode: 'on-demand',
  billType: amount.startsWith('-') ? 'unsubscription' : 'consumption',
  amount: yuan(amount),
  debt: yuan('0'),
  adjustment: yuan('0'),
  discount: yuan('0'),
  paidBy: [{ balanceType: 'BALANCE_TYPE_DEBIT', amount: yuan(amount) }],
  ...more,
});

export const billLine = (
  customerId: string,
  id: string,
  payable: string,
  more: Partial<BillLine> = {},
): BillLine => ({
  id,
  cycle: '2026-10',
  customerId,
  serviceCode: 'hws.service.type.ec2',
  serviceName: '弹性云服务器',
  resourceCode: 'hws.resource.type.vm',
  resourceName: '云主机',
  resourceId: `res-${id}`,
  resourceLabel: `web-${id}`,
  region: 'cn-north-4',
  product: 's6.large.2',
  chargeMode: '3',
  lineType: '5',
  tradeTime: '2026-10-11T08:00:00Z',
  tradeId: `CS26101116${id}`,
  consumeDay: '2026-10-11',
  usage: '1 h',
  currency: 'CNY',
  amounts: {
    list: decimal('1.00000001'),
    discount: decimal('0.1'),
    payable: decimal(payable),
    cash: decimal(payable),
    credit: decimal('0'),
    voucher: undefined,
    cashCoupon: undefined,
    storedValueCard: undefined,
    debt: decimal('0'),
    writeOff: undefined,
  },
  ...more,
});

export interface BillWorld {
  site?: Site;
  customers?: readonly Customer[];
  balances?: readonly CustomerBalance[];
  /** Lines of the account statement, newest first. */
  changes?: readonly AccountChange[];
  sums?: Readonly<Record<string, readonly BillSum[]>>;
  /** Lines by customer, in the order of the list. */
  lines?: Readonly<Record<string, readonly BillLine[]>>;
  /** What the platform announces for a customer, when it is not what it gives. */
  announced?: Readonly<Record<string, number>>;
  postpaid?: PostpaidBill;
  pageSize?: number;
  /** Asked before each page; a problem or an error takes its place. */
  fault?: (call: string) => Problem | undefined | Promise<Problem | undefined>;
}

export interface BillPartner extends PartnerPlatform {
  readonly calls: string[];
}

const asOf = new Date('2026-11-23T02:00:00Z');

/** A platform with bills and balances in memory, for tests above the port. It notes what it was asked. */
export function billPartner(world: BillWorld): BillPartner {
  const plain = plainPartner({ customers: world.customers ?? [] });
  const calls = plain.calls;

  async function* list<T>(call: string, rows: readonly T[], total: number, from?: PageCursor) {
    const size = world.pageSize ?? 100;
    let offset = from?.offset ?? 0;
    do {
      calls.push(`${call} ${offset}`);
      const broken = await world.fault?.(`${call} ${offset}`);
      if (broken) {
        yield fail(broken) satisfies Result<never>;
        return;
      }
      const page = rows.slice(offset, offset + size);
      offset += page.length;
      const cursor = { offset, read: offset, recent: [`id-${offset}`], total };
      yield ok({ rows: page, read: offset, total, cursor }) satisfies Result<Page<T>>;
      if (page.length === 0) return;
    } while (offset < rows.length);
  }

  const bills: BillVerbs = {
    monthlySums: ({ cycle, customerId }) => {
      const all = world.sums?.[cycle] ?? [];
      const rows = customerId === undefined ? all : all.filter((row) => row.customerId === customerId);
      return list(`sums ${cycle} ${customerId ?? 'all'}`, rows, rows.length);
    },
    consumers: (cycle: BillCycle) => {
      const ids = Object.keys(world.lines ?? {}).map((customerId) => ({ customerId }));
      return list(`consumers ${cycle}`, ids, ids.length);
    },
    details: ({ customerId }, from) => {
      const rows = world.lines?.[customerId] ?? [];
      return list(`details ${customerId}`, rows, world.announced?.[customerId] ?? rows.length, from);
    },
    ownPostpaid: () =>
      Promise.resolve(
        world.postpaid
          ? ok({ value: world.postpaid, source: 'ListPostpaidBillSum', asOf })
          : fail(problem('platformDown', { operation: 'ListPostpaidBillSum', code: 'CBC.0999' })),
      ),
  };

  const partner: BillPartner = {
    ...plain,
    site: world.site ?? 'cn',
    currency: (world.site ?? 'cn') === 'cn' ? 'CNY' : 'USD',
    bills,
    accounts: {
      ...plain.accounts,
      own: () => {
        calls.push('own');
        return Promise.resolve(
          ok({
            value: {
              accounts: [
                { kind: 'cash', amount: yuan('1000'), earmarked: yuan('200.50'), creditLimit: undefined },
                { kind: 'credit', amount: yuan('0'), earmarked: yuan('0'), creditLimit: yuan('50000') },
              ],
              spendable: yuan('799.50'),
            },
            source: 'ListPartnerBalances',
            asOf,
          }),
        );
      },
      changes: ({ account, from, to, trade }) => {
        const rows = (world.changes ?? []).filter((change) => change.account === account);
        return list(`changes ${account} ${from} ${to} ${trade ?? 'all'}`, rows, rows.length);
      },
      ofCustomers: (ids) => {
        calls.push(`balances ${ids.length}`);
        const balances = (world.balances ?? []).filter(({ customerId }) => ids.includes(customerId));
        const missing = ids.filter((id) => !balances.some(({ customerId }) => customerId === id));
        return Promise.resolve(
          ok({ value: { balances, missing }, source: 'ListCustomersBalancesDetail', asOf }),
        );
      },
    },
    inBackground: () => partner,
    until: () => partner,
    forRequest: () => partner,
  };
  return partner;
}

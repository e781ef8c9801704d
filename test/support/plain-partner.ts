import type { Customer, OperationInfo, Page, PartnerPlatform } from '../../src/huawei/partner.ts';
import { problem, type Problem } from '../../src/kernel/problem.ts';
import { fail, ok, type Result } from '../../src/kernel/result.ts';

/** A platform with a few customers and operations in memory, for tests above the port. It notes what it was asked. */
export interface PlainPartner extends PartnerPlatform {
  readonly calls: string[];
}

export interface PlainWorld {
  readonly customers?: readonly Customer[];
  readonly operations?: readonly OperationInfo[];
  /** What every call answers instead, when set. */
  broken?: Problem;
}

export const customer = (customerId: string, accountName: string, company = ''): Customer => ({
  customerId,
  accountName,
  company,
  label: '',
  phone: '',
  mail: '',
  association: 'resale',
  associatedOn: undefined,
  verified: 'verified',
  kind: 'enterprise',
  frozen: 'no',
  accountManager: '',
  level: '',
});

export const operation = (
  name: string,
  more: Partial<OperationInfo> & { readonly needs?: readonly string[] } = {},
): OperationInfo => ({
  name,
  service: 'bss',
  method: 'GET',
  path: `/v2/${name.toLowerCase()}`,
  reads: true,
  params: (more.needs ?? []).map((param) => ({ name: param, required: true, type: 'string' })),
  ...more,
});

const asOf = new Date('2026-11-23T02:00:00Z');
const absent = () => Promise.resolve(fail(problem('platformDown')));
async function* pagesOf<T>(result: Result<Page<T>>) {
  yield await Promise.resolve(result);
}

export function plainPartner(world: PlainWorld = {}): PlainPartner {
  const calls: string[] = [];
  const asked = (what: string) => calls.push(what);
  const sourced = <T>(value: T, source: string) => ok({ value, source, asOf });

  const partner: PlainPartner = {
    calls,
    site: 'cn',
    currency: 'CNY',
    account: 'cn/practice',
    customers: {
      list: (filter) => {
        asked(`list ${JSON.stringify(filter)}`);
        const rows = (world.customers ?? []).filter((one) =>
          Object.entries(filter ?? {}).every(([field, text]) => {
            const value: unknown = Reflect.get(one, field);
            return typeof value === 'string' && value.includes(text);
          }),
        );
        const cursor = { offset: rows.length, read: rows.length, recent: [], total: rows.length };
        return pagesOf(
          world.broken ? fail(world.broken) : ok({ rows, read: rows.length, total: rows.length, cursor }),
        );
      },
      show: (id) => {
        asked(`show ${id}`);
        const found = world.customers?.find(({ customerId }) => customerId === id);
        return Promise.resolve(world.broken ? fail(world.broken) : sourced(found, 'ListSubCustomers'));
      },
    },
    accounts: {
      own: absent,
      ofCustomers: absent,
      changes: () => pagesOf(fail(problem('platformDown'))),
      transfer: absent,
      transfers: () => pagesOf(fail(problem('platformDown'))),
    },
    bills: {
      monthlySums: () => pagesOf(fail(problem('platformDown'))),
      consumers: () => pagesOf(fail(problem('platformDown'))),
      details: () => pagesOf(fail(problem('platformDown'))),
      ownPostpaid: absent,
    },
    coupons: {
      quotas: absent,
      quota: absent,
      issued: () => pagesOf(fail(problem('platformDown'))),
      records: () => pagesOf(fail(problem('platformDown'))),
      issue: absent,
      reclaim: absent,
    },
    api: {
      operations: world.operations ?? [],
      call: (name, args) => {
        asked([name, ...args.map(([key, value]) => `${key}=${value}`)].join(' '));
        const json = '{\n  "total_count": 1\n}';
        const table = { columns: ['id', 'name'], rows: [['1', 'ECS']] };
        return Promise.resolve(world.broken ? fail(world.broken) : sourced({ json, table }, name));
      },
    },
    inBackground: () => partner,
    until: () => partner,
    forRequest: () => partner,
  };
  return partner;
}

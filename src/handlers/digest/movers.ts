import type { Mover, Reason } from '../../cards/digest/view.ts';
import { type Decimal, decimal, sum, zero } from '../../kernel/decimal.ts';
import type { DailySpend, SpendResource } from '../../ledger/daily-spend.ts';

type Spending = ReadonlyMap<string, readonly DailySpend[]>;

export function byCustomer(rows: readonly DailySpend[]): Map<string, DailySpend[]> {
  const found = new Map<string, DailySpend[]>();
  for (const row of rows) {
    const some = found.get(row.customerId);
    if (some) some.push(row);
    else found.set(row.customerId, [row]);
  }
  return found;
}

export const totalOf = (rows: readonly DailySpend[] = []): Decimal =>
  sum(rows.map(({ amount }) => decimal(amount)));

/** Customers whose spending differs by at least so much between two days, the largest change first. */
export function moversOf(
  now: Spending,
  before: Spending,
  least: Decimal,
  nameOf: (customerId: string) => string,
): Mover[] {
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((customerId) => {
      const [current, earlier] = [now.get(customerId) ?? [], before.get(customerId) ?? []];
      const [sumNow, sumBefore] = [totalOf(current), totalOf(earlier)];
      return {
        customerId,
        current,
        earlier,
        now: sumNow,
        before: sumBefore,
        change: sumNow.minus(sumBefore),
      };
    })
    .filter(({ change }) => !change.eq('0') && change.abs().gte(least))
    .sort((a, b) => b.change.abs().cmp(a.change.abs()) || (a.customerId < b.customerId ? -1 : 1))
    .map(({ current, earlier, ...mover }) => ({
      ...mover,
      name: nameOf(mover.customerId),
      reasons: reasonsOf(current, earlier),
    }));
}

/** What made a customer's day differ from another one: service by service, those that pulled the same way, largest first. */
export function reasonsOf(now: readonly DailySpend[], before: readonly DailySpend[]): Reason[] {
  const whole = totalOf(now).minus(totalOf(before));
  const services = new Map([...before, ...now].map((row) => [row.serviceCode, row.serviceName]));
  return [...services]
    .map(([code, service]) => {
      const row = now.find(({ serviceCode }) => serviceCode === code);
      const earlier = before.find(({ serviceCode }) => serviceCode === code);
      return reasonOf(service, row, earlier);
    })
    .filter(({ change }) => !change.eq('0') && change.gt('0') === whole.gt('0'))
    .sort((a, b) => b.change.abs().cmp(a.change.abs()) || (a.service < b.service ? -1 : 1));
}

/** A part is the reason when it makes up at least half of the change. */
const half = decimal('0.5');
/** Use that differs by less is the same. */
const sameUse = decimal('0.02');

function reasonOf(service: string, now: DailySpend | undefined, before: DailySpend | undefined): Reason {
  const change = decimal(now?.amount ?? '0').minus(decimal(before?.amount ?? '0'));
  const told = { service, change };
  const [resources, earlier] = [now?.resources ?? [], before?.resources ?? []];
  const orders = sum(resources.filter(({ order }) => order).map(({ amount }) => decimal(amount))).minus(
    sum(earlier.filter(({ order }) => order).map(({ amount }) => decimal(amount))),
  );
  if (makesUp(orders, change)) return { ...told, kind: 'order' };
  if (!before) return { ...told, kind: 'service-new' };
  if (!now) return { ...told, kind: 'service-gone' };
  const added = largest(resources, earlier, before);
  if (added && makesUp(decimal(added.amount), change))
    return { ...told, kind: 'resource-new', resource: added.label };
  const gone = largest(earlier, resources, now);
  if (gone && makesUp(zero.minus(decimal(gone.amount)), change))
    return { ...told, kind: 'resource-gone', resource: gone.label };
  const used = sum(resources.map(({ usage }) => decimal(usage)));
  const usedBefore = sum(earlier.map(({ usage }) => decimal(usage)));
  const same =
    usedBefore.gt('0') && used.minus(usedBefore).abs().lte(usedBefore.times(sameUse)) ? 'price' : 'usage';
  return { ...told, kind: same };
}

const makesUp = (part: Decimal, change: Decimal): boolean =>
  !change.eq('0') && part.gt('0') === change.gt('0') && part.abs().gte(change.abs().times(half));

/** The most expensive resource that the other day did not have; undefined when that day's list is only a head. */
function largest(
  resources: readonly SpendResource[],
  others: readonly SpendResource[],
  other: DailySpend,
): SpendResource | undefined {
  if (other.resourceCount > others.length) return undefined;
  const known = new Set(others.map(({ id }) => id));
  return resources.find(({ id }) => !known.has(id));
}

import type { Site } from '../../../src/kernel/site.ts';
import { days, momentText } from '../calendar.ts';
import { type Draw, type NonEmpty, drawFor, hexId } from '../random.ts';
import { type Units, fromCents } from '../units.ts';
import { companyName, personName } from './names.ts';

export type Association = 'referral' | 'resale';

export interface Customer {
  /** Where it stands in the world: what its bills are made from. */
  readonly index: number;
  readonly id: string;
  readonly account: string;
  /** The verified name; empty until verified. */
  readonly company: string;
  readonly label: string;
  readonly phone: string;
  readonly mail: string;
  readonly countryCode: string;
  readonly association: Association;
  readonly associatedOn: string;
  readonly verified: string;
  readonly kind: number;
  readonly frozen: number;
  readonly manager: Manager | undefined;
  readonly platformId: string;
  readonly level: string;
  /** The reseller it belongs to, when not the partner's own. */
  readonly reseller: string | undefined;
  readonly balance: Units;
  readonly debt: Units;
}

export interface Manager {
  readonly id: string;
  readonly name: string;
}

const labels: NonEmpty<string> = [
  '',
  '',
  '',
  '重点客户',
  'VIP',
  '华南区',
  '华东区',
  '试用',
  'long-tail',
  '2026 renewals',
];
const levels: NonEmpty<string> = ['V0', 'V0', 'V1', 'V1', 'V2', 'V3', 'V4', 'V5'];

export function managersOf(seed: number): NonEmpty<Manager> {
  const manager = (index: number): Manager => ({
    id: hexId(32, seed, 'manager', index),
    name: personName(drawFor(seed, 'manager', index)),
  });
  return [manager(0), manager(1), manager(2), manager(3)];
}

export interface Place {
  readonly seed: number;
  readonly site: Site;
  readonly managers: NonEmpty<Manager>;
}

const firstDay = Date.UTC(2021, 0, 4);

function verification(draw: Draw, site: Site): string {
  if (draw.chance(0.85)) return '2';
  return draw.pick(site === 'cn' ? ['-1', '0', '1'] : ['-1', '0', '1', '3']);
}

// The first customers are always verified and resale, the next one verified and referral, so that every world has both.
const firstReferral = 10;

/** One customer, a function of the seed and its index. */
export function makeCustomer(place: Place, index: number, reseller?: string): Customer {
  const { seed, site } = place;
  const draw = drawFor(seed, 'customer', index);
  const abroad = site !== 'cn';
  const { company, account } = companyName(seed, index, abroad);
  const settled = index <= firstReferral;
  const resale = settled ? index < firstReferral : draw.chance(0.8);
  const verified = settled ? '2' : verification(draw, site);
  const person = !settled && draw.chance(0.06);
  const inDebt = draw.chance(0.12);
  return {
    index,
    id: hexId(32, seed, site, 'customer', index),
    account,
    company: verified !== '2' ? '' : person ? personName(draw) : company,
    label: draw.pick(labels),
    phone: draw.chance(0.1)
      ? ''
      : `1${draw.pick(['38', '39', '86', '59'])}${draw.whole(10_000_000, 99_999_999)}`,
    mail: draw.chance(0.15) ? '' : `it@${account.replaceAll('_', '-')}.example.com`,
    countryCode: abroad ? draw.pick(['65', '49', '34', '60']) : '86',
    association: resale ? 'resale' : 'referral',
    associatedOn: momentText(firstDay + days(draw.whole(0, 1700)) + draw.whole(0, 86_399) * 1000),
    verified,
    kind: verified === '-1' ? -1 : person ? 0 : 1,
    frozen: settled || draw.chance(0.96) ? 0 : 1,
    manager: draw.chance(0.8) ? draw.pick(place.managers) : undefined,
    platformId: draw.chance(0.7) ? `crm-${hexId(12, seed, 'xaccount', index)}` : '',
    level: draw.pick(levels),
    reseller,
    balance: inDebt ? 0 : fromCents(Math.floor(draw.unit() ** 3 * 20_000_000)),
    debt: inDebt ? fromCents(draw.whole(1, 900_000)) : 0,
  };
}

import { days, momentText } from '../calendar.ts';
import { type NonEmpty, drawFor, hexId } from '../random.ts';
import { type Units, fromCents } from '../units.ts';
import type { Manager } from './customers.ts';

/** A second-tier partner; the API calls it an indirect partner. */
export interface Reseller {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly phone: string;
  readonly mail: string;
  readonly associatedOn: string;
  readonly manager: Manager;
  readonly cash: Units;
}

const names: readonly (readonly [name: string, account: string])[] = [
  ['湖南云启信息服务有限公司', 'hn_yunqi'],
  ['江苏数联网络科技有限公司', 'js_shulian'],
  ['四川蜀云集成有限公司', 'sc_shuyun'],
  ['Golden Bridge Cloud Services', 'golden_bridge'],
];

export function makeResellers(seed: number, managers: NonEmpty<Manager>): readonly Reseller[] {
  return names.map(([name, account], index) => {
    const draw = drawFor(seed, 'reseller', index);
    return {
      id: hexId(32, seed, 'reseller', index),
      name,
      account,
      phone: `139${draw.whole(10_000_000, 99_999_999)}`,
      mail: `cloud@${account.replace('_', '-')}.example.com`,
      associatedOn: momentText(Date.UTC(2022, 2, 1) + days(draw.whole(0, 900))),
      manager: draw.pick(managers),
      cash: fromCents(draw.whole(0, 30_000_000)),
    };
  });
}

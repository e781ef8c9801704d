import { type Answer, type Refusal, refuse } from '../answer.ts';
import { type Ask, textOf } from '../ask.ts';
import type { World } from '../world.ts';

/** How an area answers one operation. An area file is a table of these, by the contract's names. */
export type Handler = (ask: Ask, world: World) => Answer;
export type Area = Readonly<Record<string, Handler>>;

/** The reseller a distributor acts for; a stranger's id is refused. */
function resellerOf(ask: Ask, world: World): { readonly id: string | undefined } | Refusal {
  const id = textOf(ask, 'indirect_partner_id');
  if (id === undefined || world.resellers.some((reseller) => reseller.id === id)) return { id };
  return refuse(400, 'CBC.99000037', 'No permission to operate the indirect partner.');
}

export const isRefusal = (value: object): value is Refusal => 'kind' in value && value.kind === 'refusal';

/** Answers for the partner itself or for the reseller named in the request. */
export const forReseller =
  (handler: (ask: Ask, world: World, reseller: string | undefined) => Answer): Handler =>
  (ask, world) => {
    const reseller = resellerOf(ask, world);
    return isRefusal(reseller) ? reseller : handler(ask, world, reseller.id);
  };

/** Keeps rows whose moment lies within the request's `<name>_begin` and `<name>_end`, both included. */
export function within(ask: Ask, name: string): (at: number) => boolean {
  const begin = Date.parse(textOf(ask, `${name}_begin`) ?? '') || -Infinity;
  const end = Date.parse(textOf(ask, `${name}_end`) ?? '') || Infinity;
  return (at) => at >= begin && at <= end;
}

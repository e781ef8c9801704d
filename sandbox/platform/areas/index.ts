import { accounts } from './accounts.ts';
import { bills } from './bills.ts';
import { budgets } from './budgets.ts';
import { catalogue } from './catalogue.ts';
import { coupons } from './coupons.ts';
import { customers } from './customers.ts';
import type { Area } from './handler.ts';
import { orders } from './orders.ts';
import { resellers } from './resellers.ts';
import { transfers } from './transfers.ts';

/** Every operation with a life of its own. The rest answers from the contract alone (`generic.ts`). */
export const areas: Area = {
  ...accounts,
  ...bills,
  ...budgets,
  ...catalogue,
  ...coupons,
  ...customers,
  ...orders,
  ...resellers,
  ...transfers,
};

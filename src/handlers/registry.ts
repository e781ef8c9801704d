import { approvalActions, approvalCommands } from './approvals/index.ts';
import type { ActionHandler } from './action.ts';
import { accountCommands } from './accounts/index.ts';
import { api } from './api/command.ts';
import { auditCommands } from './audit/index.ts';
import { billActions, billCommands } from './bills/index.ts';
import type { Command } from './command.ts';
import { couponCommands } from './coupons/index.ts';
import { moneyCommands } from './money/index.ts';
import { customerCommands } from './customers/index.ts';

export interface Registry {
  /** In the order in which the menu and help show them. */
  readonly commands: readonly Command[];
  readonly actions: readonly ActionHandler[];
}

/** Everything the bot can do, listed by hand so that the compiler sees it. */
export const registry: Registry = {
  commands: [
    ...billCommands,
    ...accountCommands,
    ...customerCommands,
    ...couponCommands,
    ...approvalCommands,
    ...moneyCommands,
    ...auditCommands,
    api,
  ],
  actions: [...billActions, ...approvalActions],
};

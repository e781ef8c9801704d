import { approvalActions, approvalCommands } from './approvals/index.ts';
import type { ActionHandler } from './action.ts';
import { accountCommands } from './accounts/index.ts';
import { api } from './api/command.ts';
import { auditCommands } from './audit/index.ts';
import { billActions, billCommands } from './bills/index.ts';
import type { Command } from './command.ts';
import { type Compose, ticketFromMessage } from './compose/compose.ts';
import { couponCommands } from './coupons/index.ts';
import { digestCommands } from './digest/index.ts';
import { couponSearch } from './coupons/search.ts';
import { linkActions, linkCommands } from './link/index.ts';
import { moneyCommands } from './money/index.ts';
import { customerCommands } from './customers/index.ts';
import { statementCommands } from './statement/index.ts';
import { remitActions, remitCommands } from './remit/index.ts';
import { transferCommands } from './transfers/index.ts';
import { customerSearch } from './customers/search.ts';

export interface Registry {
  /** In the order in which the menu and help show them. */
  readonly commands: readonly Command[];
  readonly actions: readonly ActionHandler[];
}

interface WholeRegistry extends Registry {
  /** What is offered where a message is written. */
  readonly compose: readonly Compose[];
}

/** Everything the bot can do, listed by hand so that the compiler sees it. */
export const registry: WholeRegistry = {
  commands: [
    ...billCommands,
    ...accountCommands,
    ...statementCommands,
    ...customerCommands,
    ...couponCommands,
    ...transferCommands,
    ...remitCommands,
    ...approvalCommands,
    ...digestCommands,
    ...moneyCommands,
    ...linkCommands,
    ...auditCommands,
    api,
  ],
  actions: [...billActions, ...remitActions, ...approvalActions, ...linkActions],
  compose: [customerSearch, couponSearch, ticketFromMessage],
};

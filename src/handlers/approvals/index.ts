import type { Command } from '../command.ts';
import { refuse, takeBack, withdraw } from './by-receipt.ts';
import { delegate } from './delegate.ts';
import { approvals } from './list.ts';

export { approvalActions } from './actions.ts';
export const approvalCommands: readonly Command[] = [approvals, refuse, withdraw, takeBack, delegate];

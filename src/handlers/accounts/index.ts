import { balance } from './balance.ts';
import { debts } from './debts.ts';
import { low } from './low.ts';

export const accountCommands = [balance, debts, low];

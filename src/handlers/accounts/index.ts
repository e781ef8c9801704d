import { balance } from './balance.ts';

export const accountCommands = [balance];

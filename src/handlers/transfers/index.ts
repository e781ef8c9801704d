import { reclaim } from './reclaim.ts';
import { transfer } from './transfer.ts';

export const transferCommands = [transfer, reclaim];

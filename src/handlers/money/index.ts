import type { Command } from '../command.ts';
import { resume, stop } from './stop.ts';

export const moneyCommands: readonly Command[] = [stop, resume];

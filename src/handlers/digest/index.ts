import type { Command } from '../command.ts';
import { add } from './add.ts';
import { mute, pause, remove, resume, unmute } from './change.ts';
import { list, preview } from './list.ts';

export const digestCommands: readonly Command[] = [list, add, preview, pause, resume, remove, mute, unmute];

import { remitCheck, remitList, remitShow } from './look.ts';
import { moveActions, moveCommands } from './move.ts';
import { remitNew } from './new.ts';

export const remitCommands = [remitNew, remitList, remitShow, remitCheck, ...moveCommands];
export const remitActions = moveActions;

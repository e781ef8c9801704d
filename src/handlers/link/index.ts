import type { Command } from '../command.ts';
import { link, remove } from './link.ts';
import { list } from './list.ts';

export { linkActions } from './actions.ts';
export const linkCommands: readonly Command[] = [link, remove, list];

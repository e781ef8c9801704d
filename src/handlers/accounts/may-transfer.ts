import type { Actor } from '../command.ts';

/** Whether the form of a transfer would open for somebody. */
export const mayTransfer = ({ may }: Actor): boolean => may.has('transfers.ask');

import type { Actor } from '../command.ts';

const transfers: string = 'transfers.ask';

/** Whether the form of a transfer would open for somebody. */
export const mayTransfer = ({ may }: Actor): boolean => [...may].some((one) => one === transfers);

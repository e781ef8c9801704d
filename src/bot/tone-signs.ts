import type { Tone } from '../cards/card.ts';

/** Told apart by shape as well as by colour. */
export const toneSigns: Readonly<Record<Tone, string>> = {
  info: 'ℹ️',
  success: '✅',
  warning: '⚠️',
  error: '⛔',
};

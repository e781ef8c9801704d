import { z } from 'zod';
import { jobSpec } from './jobs.ts';

/** A request that came through a door: who is it, may they, run it, answer. */
export const runCommand = jobSpec({
  name: 'run-command',
  queue: 'interactive',
  payload: z.object({ requestId: z.string() }),
  // Two minutes in all: the ledger or the chat app may be away for so long, and anything else is told at once.
  attempts: 8,
});

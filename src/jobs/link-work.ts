import { z } from 'zod';
import { jobSpec } from './jobs.ts';

const payload = z.object({
  what: z.enum(['ask', 'made', 'refused', 'removed', 'freed']),
  /** Of the request while there is no link, of the link after that: a link keeps the id of its request. */
  id: z.string(),
  /** The account that hears of it is the one in this app. */
  to: z.enum(['slack', 'teams']),
});
export type TellLink = z.output<typeof payload>;

/** Tells one of a person's two accounts what the other one did. */
export const tellLinkJob = jobSpec({ name: 'tell-link', queue: 'interactive', payload, attempts: 8 });

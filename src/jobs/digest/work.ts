import { z } from 'zod';
import { jobSpec } from '../jobs.ts';
import { schedule, type Schedule } from '../schedules.ts';

/** Looks which digests are due. */
export const tickDigests = jobSpec({
  name: 'tick-digests',
  queue: 'housekeeping',
  payload: z.object({}),
  attempts: 1,
});

/** Reads what all digests of an hour are made of, and then puts them on their way. */
export const gatherDigestFacts = jobSpec({
  name: 'gather-digest-facts',
  queue: 'digests',
  payload: z.object({ moment: z.string() }),
  attempts: 4,
});

/** Writes one digest and sends it. */
export const sendDigest = jobSpec({
  name: 'send-digest',
  queue: 'digests',
  payload: z.object({ digestId: z.string(), day: z.string() }),
  attempts: 8,
});

/** Fills up the days that comparisons need, from yesterday back. */
export const keepDailySpend = jobSpec({
  name: 'keep-daily-spend',
  queue: 'digests',
  payload: z.object({}),
  attempts: 1,
});

const minuteMs = 60_000;

export const digestSchedules: readonly Schedule[] = [
  schedule('tick-digests', tickDigests, {}, { everyMs: minuteMs / 4 }),
  schedule('keep-daily-spend', keepDailySpend, {}, { everyMs: 10 * minuteMs }),
];

/** Facts are read once an hour: `2026-11-24T01`, UTC. */
export const momentOf = (at: Date): string => at.toISOString().slice(0, 13);

/** The same for the eyes of one person: it answers their request. */
export const previewDigest = jobSpec({
  name: 'preview-digest',
  queue: 'digests',
  payload: z.object({ digestId: z.string(), requestId: z.string() }),
  attempts: 3,
});

import { z } from 'zod';
import type { LookupSource, Option } from '../../cards/form.ts';
import { doorRequests } from '../../kernel/metrics.ts';
import { within } from '../within.ts';
import type { InvokeAnswer } from './activity.ts';
import { choicesAnswer } from './answers.ts';
import type { Arrival } from './arrival.ts';
import type { Door } from './door.ts';
import { choicesOf } from './render/form.ts';
import { limits } from './render/limits.ts';

const suggestMs = 2_200;

const asked = z.object({
  queryText: z.string().max(1_000).default(''),
  dataset: z.enum(['customer', 'operation', 'quota'] satisfies LookupSource[]),
});

/** Type-ahead, at every key. Whatever goes wrong is an empty list: the person types on. */
export async function onLookup(door: Door, arrival: Arrival, value: unknown): Promise<InvokeAnswer> {
  const read = asked.safeParse(value);
  const found = read.success
    ? await within(suggestMs, suggestions(door, arrival, read.data.dataset, read.data.queryText))
    : undefined;
  doorRequests.inc({ app: 'teams', kind: 'options', end: 'accepted' });
  return choicesAnswer(choicesOf(found ?? [], limits.suggestions));
}

async function suggestions(
  { actorOf, desk, log }: Door,
  { tenantId, userId }: Arrival,
  source: LookupSource,
  typed: string,
): Promise<readonly Option[]> {
  try {
    return await desk.suggest(source, typed, await actorOf(tenantId, userId));
  } catch (error) {
    log.warn({ err: error, source }, 'no suggestions');
    return [];
  }
}

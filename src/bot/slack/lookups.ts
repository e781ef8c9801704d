import type { BlockSuggestion } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import type { Option } from '../../cards/form.ts';
import { doorRequests } from '../../kernel/metrics.ts';
import { within } from '../within.ts';
import { originOf } from './arrival.ts';
import type { Door } from './door.ts';
import { sourceOfLookup } from './render/action-ids.ts';
import { slackOptions } from './render/form.ts';

type OptionsAck = (answer: { options: PlainTextOption[] }) => Promise<void>;

const suggestMs = 2_200;

/** Type-ahead, at every key. Whatever goes wrong is an empty list: the person types on. */
export async function onLookup(door: Door, body: BlockSuggestion, ack: OptionsAck): Promise<void> {
  const options = (await within(suggestMs, suggestions(door, body))) ?? [];
  doorRequests.inc({ app: 'slack', kind: 'options', end: 'accepted' });
  await ack({ options: slackOptions(options) });
}

async function suggestions(door: Door, body: BlockSuggestion): Promise<readonly Option[]> {
  const source = sourceOfLookup(body.action_id);
  if (source === undefined) return [];
  const admitted = door.admit('options', originOf(body));
  if (!admitted.ok) return [];
  try {
    const actor = await door.actorOf(admitted.value, body.user.id);
    return await door.desk.suggest(source, body.value, actor);
  } catch (error) {
    door.log.warn({ err: error, source }, 'no suggestions');
    return [];
  }
}

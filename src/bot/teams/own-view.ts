import type { Problem } from '../../kernel/problem.ts';
import { translator } from '../../kernel/texts/index.ts';
import type { InvokeAnswer } from './activity.ts';
import { cardAnswer, sentenceAnswer } from './answers.ts';
import type { Arrival } from './arrival.ts';
import type { Door } from './door.ts';

/**
 * Somebody reads a card of many readers: the card as they may see it, for them alone. What a client sends names a message at
 * most, so everything is asked here: are they in that place, and what may they do?
 */
export async function onOwnView(door: Door, arrival: Arrival, token: string): Promise<InvokeAnswer> {
  const { place, address, tenantId, userId } = arrival;
  const refused = (reason: Problem) => sentenceAnswer(door.sentence(userId, reason));
  if (place.kind !== 'personal') {
    const isHere = await door.rosters.has(place, address);
    if (!isHere.ok) return refused(isHere.problem);
    if (!isHere.value) return sentenceAnswer(translator(door.people.langOf(userId))('teams.notAmongReaders'));
  }
  const actor = await door.actorOf(tenantId, userId);
  const seen = await door.desk.ownView(token, actor);
  if (!seen.ok) return refused(seen.problem);
  return cardAnswer(await door.messenger.renderOwn(seen.value, actor.lang, tenantId, { token, address }));
}

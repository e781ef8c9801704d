import { attend as attendTo } from '../attend.ts';
import type { Arrival } from './arrival.ts';
import type { Door } from './door.ts';
import { openForm } from './forms.ts';

/** Reads a stored line for the person who waits, and answers where they typed it. */
export async function attend(
  door: Door,
  tenantId: string,
  requestId: string,
  arrival: Arrival,
  line: string,
): Promise<void> {
  const actor = await door.actorOf(tenantId, arrival.userId);
  await attendTo(door, {
    requestId,
    line,
    actor,
    openForm: (form) => openForm(door, arrival, actor, form, line),
    tell: (card) => door.tell(tenantId, arrival, card, actor.lang),
  });
}

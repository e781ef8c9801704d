import { conclude } from '../../handlers/conclude.ts';
import { runCommand } from '../../jobs/run-command.ts';
import { dispatchRequest } from '../../ledger/requests.ts';
import type { Arrival } from './arrival.ts';
import type { Door } from './door.ts';
import { openForm } from './forms.ts';

/**
 * Reads a stored line for the person who waits: opens the form, answers at once, or hands it to a worker after all.
 * Whatever breaks in here leaves the request as `received`, and a worker takes it after a while.
 */
export async function attend(
  door: Door,
  tenantId: string,
  requestId: string,
  arrival: Arrival,
  line: string,
): Promise<void> {
  const { desk, ledger, clock, actorOf } = door;
  const actor = await actorOf(tenantId, arrival.userId);
  const reading = await desk.read(line, actor);
  const who = { app: 'slack', tenantId, userId: arrival.userId } as const;
  const end = { requestId, who, subject: {}, at: clock.now() };
  switch (reading.kind) {
    case 'work':
      await dispatchRequest(ledger, requestId, { dispatch: runCommand, line: reading.line });
      return;
    case 'form':
      await openForm(door, arrival, actor, reading.form, line);
      await conclude(ledger, {
        ...end,
        state: 'done',
        about: reading.form.command.replaceAll(' ', '.'),
        outcome: 'form',
      });
      return;
    case 'card': {
      await door.tell(tenantId, arrival, reading.card, actor.lang);
      const { outcome, about = 'unknown' } = reading;
      await conclude(ledger, {
        ...end,
        about,
        ...(outcome === undefined ? { state: 'done' } : { state: 'refused', outcome }),
      });
    }
  }
}

import type { Card } from '../cards/card.ts';
import type { Form } from '../cards/form.ts';
import type { Actor } from '../handlers/command.ts';
import { conclude } from '../handlers/conclude.ts';
import type { Desk } from '../handlers/desk.ts';
import { runCommand } from '../jobs/run-command.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { dispatchRequest } from '../ledger/requests.ts';

export interface Attended {
  readonly requestId: string;
  readonly line: string;
  readonly actor: Actor;
  readonly openForm: (form: Form) => Promise<void>;
  readonly tell: (card: Card) => Promise<void>;
}

/**
 * Reads a stored line for the person who waits: opens the form, answers at once, or hands it to a worker after all.
 * Whatever breaks in here leaves the request as `received`, and a worker takes it after a while.
 */
export async function attend(
  { desk, ledger, clock }: { readonly desk: Desk; readonly ledger: Ledger; readonly clock: Clock },
  { requestId, line, actor, openForm, tell }: Attended,
): Promise<void> {
  const reading = await desk.read(line, actor);
  const { app, tenantId, userId } = actor;
  const end = { requestId, who: { app, tenantId, userId }, subject: {}, at: clock.now() };
  switch (reading.kind) {
    case 'work':
      await dispatchRequest(ledger, requestId, { dispatch: runCommand, line: reading.line });
      return;
    case 'form':
      await openForm(reading.form);
      await conclude(ledger, {
        ...end,
        state: 'done',
        about: reading.form.command.replaceAll(' ', '.'),
        outcome: 'form',
      });
      return;
    case 'card': {
      await tell(reading.card);
      const { outcome, about = 'unknown' } = reading;
      await conclude(ledger, {
        ...end,
        about,
        ...(outcome === undefined ? { state: 'done' } : { state: 'refused', outcome }),
      });
    }
  }
}

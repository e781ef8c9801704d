import { expect } from 'vitest';
import { usualRemittances } from '../../src/approvals/policy/remittances.ts';
import type { Card } from '../../src/cards/card.ts';
import type { Actor, ArgTable, Command, CommandContext, InputOf, Reply } from '../../src/handlers/command.ts';
import type { PartnerPlatform } from '../../src/huawei/partner.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import type { Result } from '../../src/kernel/result.ts';
import { translator } from '../../src/kernel/texts/index.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { receiveRequests } from '../../src/ledger/requests.ts';
import { runCommand } from '../../src/jobs/run-command.ts';
import { roomFor } from './approval-room.ts';
import { virtualClock } from './clock.ts';
import { quiet } from './log.ts';
import { somebody } from './people.ts';

/** What a command is given, with everything real but the platform. */
export function contextFor(
  ledger: Ledger,
  partner: PartnerPlatform,
  { actor = somebody('admin'), ...more }: { actor?: Actor } & Partial<CommandContext> = {},
): CommandContext {
  return {
    actor,
    t: translator(actor.lang),
    requestId: 'r1',
    conversation: { app: actor.app, tenantId: actor.tenantId, channelId: 'C1', userId: actor.userId },
    site: partner.site,
    clock: virtualClock(),
    log: quiet,
    partner,
    patientPartner: partner,
    ledger,
    jobs: outboxJobs,
    remittances: usualRemittances,
    approvals: roomFor({ ledger, partner, clock: more.clock ?? virtualClock() }),
    signal: new AbortController().signal,
    ...more,
  };
}

/** A request as a door stores it, for what refers to one. */
export async function storeRequest(ledger: Ledger, id: string, actor: Actor): Promise<void> {
  await receiveRequests(
    ledger,
    [
      {
        id,
        dedupeKey: id,
        app: actor.app,
        tenantId: actor.tenantId,
        channelId: 'C1',
        userId: actor.userId,
        line: 'bill --csv',
        ready: false,
      },
    ],
    { dispatch: runCommand },
  );
}

/** The card of an answer that has to be one. */
export function cardOf(result: Result<Card | 'handed-over'>): Card {
  expect(result).toMatchObject({ ok: true });
  if (!result.ok || result.value === 'handed-over') throw new Error('no card');
  return result.value;
}

// The parser gives each command what its own table declares; a test says it in its place.
const asInput = (values: Readonly<Record<string, unknown>>) => values as InputOf<ArgTable>;

export const runAs = (
  command: Command,
  context: CommandContext,
  values: Readonly<Record<string, unknown>>,
): Promise<Result<Reply>> => command.run(context, asInput(values));

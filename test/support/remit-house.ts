import { resolveRemittances, usualRemittances } from '../../src/approvals/policy/remittances.ts';
import { cardText } from '../../src/cards/card-text.ts';
import type { AccountChange, AccountChangeQuery, PartnerPlatform } from '../../src/huawei/partner.ts';
import type { JobHandler } from '../../src/jobs/jobs.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import {
  type Announcement,
  announceRemittance,
  creditRemittance,
  declineMatch,
} from '../../src/jobs/remit-acts.ts';
import { remittanceWork } from '../../src/jobs/remit-work.ts';
import { dayOf, type Day } from '../../src/kernel/day.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import { newId } from '../../src/kernel/ids.ts';
import { money } from '../../src/kernel/money.ts';
import type { Problem } from '../../src/kernel/problem.ts';
import { problem } from '../../src/kernel/problem.ts';
import type { Person } from '../../src/kernel/remittance/remittance.ts';
import { fail, ok } from '../../src/kernel/result.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { remittanceById } from '../../src/ledger/remittances.ts';
import { roomFor } from './approval-room.ts';
import { type VirtualClock, virtualClock } from './clock.ts';
import { quiet } from './log.ts';
import { type Said, type Wall, wall } from './money-house.ts';
import { plainPartner } from './plain-partner.ts';

/** A partner platform of which only the account statement is looked at. */
export interface StatementWorld {
  readonly changes: AccountChange[];
  readonly asked: AccountChangeQuery[];
  broken?: Problem | undefined;
  brokenFor?: 'cash' | 'credit';
}

function statementPartner(world: StatementWorld): PartnerPlatform {
  const plain = plainPartner();
  const partner: PartnerPlatform = {
    ...plain,
    accounts: {
      ...plain.accounts,
      async *changes(query) {
        world.asked.push(query);
        const broken =
          world.broken ?? (world.brokenFor === query.account ? problem('platformRefused') : undefined);
        if (broken) {
          yield await Promise.resolve(fail(broken));
          return;
        }
        const rows = world.changes.filter(
          ({ account, at }) =>
            account === query.account && at && query.from <= dayOf(at) && dayOf(at) <= query.to,
        );
        // Page by page, each row twice, as a list that moves while it is read.
        for (const row of [...rows, ...rows]) {
          const cursor = { offset: 0, read: 1, recent: [], total: rows.length };
          yield ok({ rows: [row], read: 1, total: rows.length, cursor });
        }
      },
    },
    inBackground: () => partner,
    until: () => partner,
    forRequest: () => partner,
  };
  return partner;
}

export interface RemitChat extends Wall {
  readonly textOf: (said: Said | undefined) => string;
}

interface Shared {
  readonly clock: VirtualClock;
  readonly chat: RemitChat;
  readonly world: StatementWorld;
}

const person = (userId: string): Person => ({ app: 'slack', tenantId: 'T1', userId });

/** The real remittance jobs over a ledger, with a statement, a chat and a clock of the test's own. */
export function remitHouse(ledger: Ledger, shared?: Shared) {
  const clock = shared?.clock ?? virtualClock('2026-11-23T02:00:00Z');
  const chat: RemitChat =
    shared?.chat ??
    Object.assign(wall(), { textOf: (said: Said | undefined) => (said ? cardText(said.card) : '') });
  const world: StatementWorld = shared?.world ?? { changes: [], asked: [] };
  const partner = statementPartner(world);
  const room = roomFor({ ledger, partner, clock });
  const people = [{ name: 'Admin', slack: 'U0ADMIN', roles: ['admin'] as const }];
  const groups = [{ name: 'Finance', slack: 'S0FINANCE', roles: ['finance'] as const }];
  const rules = {
    ...resolveRemittances(
      { channel: { slack: { id: 'C0FINANCE' } }, call: ['finance'], escalate: ['Admin'] },
      { people, groups },
    ),
    times: usualRemittances.times,
  };
  const parts = { ledger, jobs: outboxJobs, clock };
  const { handlers } = remittanceWork({ ledger, room, partner, messenger: chat, jobs: outboxJobs, rules });
  const byName = new Map(handlers.map((handler): [string, JobHandler] => [handler.spec.name, handler]));

  const run = async (name: string, payload: unknown) => {
    const handler = byName.get(name);
    if (!handler) throw new Error(`no job ${name}`);
    const { signal } = new AbortController();
    await handler.run({ payload, jobId: name, attempt: 1, lastAttempt: false, signal, clock, log: quiet });
  };
  const jobs = () => ledger.deleteFrom('outbox').returning(['name', 'payload']).execute();

  return {
    clock,
    chat,
    world,
    partner,
    room,
    rules,
    run,
    jobs,
    other: person('U0OTHER'),
    announce: (amount: string, bankDay: Day, more: Partial<Announcement> = {}) =>
      announceRemittance(
        parts,
        {
          by: person('U0REP'),
          requestId: newId(),
          lang: 'en',
          amount: decimal(amount),
          bankDay,
          payer: 'Yunfan',
          route: 'general',
          account: 'cash',
          voucher: undefined,
          note: undefined,
          ...more,
        },
        rules.times,
      ),
    topUp: (changeId: string, amount: string, at: string, more: Partial<AccountChange> = {}) => {
      world.changes.push({
        changeId,
        account: 'cash',
        detail: 'SOURCE_OPERAIION_RECHARGE',
        at: new Date(at),
        tradeId: `T-${changeId}`,
        amount: money(decimal(amount), 'CNY'),
        balanceAfter: undefined,
        direction: 'income',
        customerId: undefined,
        customerAccount: undefined,
        ...more,
      });
    },
    watch: () => run('watch-remittances', {}),
    /** Runs what was promised, tellings and rounds, until nothing is left. */
    work: async () => {
      for (let promised = await jobs(); promised.length > 0; promised = await jobs())
        for (const { name, payload } of promised) await run(name, payload);
    },
    confirm: (id: string, changeId: string) =>
      creditRemittance(
        parts,
        { id, by: person('U0FINANCE'), requestId: newId() },
        { partner: partner.account, changeId },
      ),
    decline: (id: string, changeId: string) =>
      declineMatch(parts, { id, by: person('U0FINANCE'), requestId: newId() }, changeId),
    one: async (id: string) => {
      const found = await remittanceById(ledger, id);
      if (!found) throw new Error('no such remittance');
      return found;
    },
  };
}

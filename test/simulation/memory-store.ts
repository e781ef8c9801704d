import { type Case, isCommitted, isInDoubt } from '../../src/approvals/case.ts';
import { lanesOf } from '../../src/approvals/effect.ts';
import type { Facts, LaneFacts, Stop, Trace } from '../../src/approvals/machine/step.ts';
import type { Identities } from '../../src/approvals/policy/identities.ts';
import type { CaseStore } from '../../src/approvals/store.ts';
import { followUp, isOpen } from '../../src/approvals/work.ts';
import { isDecimal, sum } from '../../src/kernel/decimal.ts';

/** A row of the audit chain as the simulation keeps it. */
export interface AuditRow extends Trace {
  readonly caseId: string;
}

/** What the ledger holds: whoever opens a store on it sees the same. */
export interface Tables {
  /** Frozen: whoever changes one in place, and not through a step, throws. */
  readonly cases: Map<string, Case>;
  readonly turns: Map<string, number>;
  readonly audit: AuditRow[];
  stop: Stop | undefined;
  /** Which accounts are one person. People link and part while it runs. */
  identities: Identities;
  /** Lanes for which work was put on the queue. */
  wake(lane: string): void;
  /** After every commit, with the case before and after it. */
  committed(before: Case | undefined, after: Case): void;
}

export interface Access {
  /** Before a transaction begins, and after it is committed but before anybody hears of it. */
  readonly pause: () => Promise<void>;
  readonly now: () => Date;
}

/** The same promises as `ledger-store.ts`, in memory; one suite holds both to them. */
export function memoryStore(tables: Tables, { pause, now }: Access): CaseStore {
  const record = (kase: Case, audit: readonly Trace[]) => {
    for (const trace of audit) tables.audit.push({ ...trace, caseId: kase.id });
  };

  return {
    open: async (kase, ...audit) => {
      await pause();
      tables.cases.set(kase.id, frozen(kase));
      record(kase, audit);
      tables.committed(undefined, kase);
      await pause();
    },
    read: async (caseId) => {
      await pause();
      return tables.cases.get(caseId);
    },
    change: async (caseId, step) => {
      await pause();
      const before = tables.cases.get(caseId);
      if (!before) return undefined;
      const { to, audit, answer } = step(before, factsFor(tables, before, now()));
      if (to) {
        const { lanes, turns } = followUp(before, to);
        tables.cases.set(caseId, frozen(to));
        for (const lane of turns) tables.turns.set(lane, (tables.turns.get(lane) ?? 0) + 1);
        for (const lane of lanes) tables.wake(lane);
      }
      record(to ?? before, audit);
      if (to) tables.committed(before, to);
      await pause();
      return answer;
    },
    lane: async (lane) => {
      await pause();
      const intents = [...tables.cases.values()]
        .toSorted((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || (a.id < b.id ? -1 : 1))
        .flatMap(({ id, intents: own }) =>
          own
            .filter((intent) => intent.lane === lane && isOpen(intent))
            .map((intent) => ({ caseId: id, intent })),
        );
      return { turn: tables.turns.get(lane) ?? 0, intents };
    },
    claimed: async (ids) => {
      await pause();
      const made = new Set(allIntents(tables).flatMap(({ couponId, transId }) => couponId ?? transId ?? []));
      return new Set(ids.filter((id) => made.has(id)));
    },
    stopped: async () => {
      await pause();
      return tables.stop;
    },
  };
}

const allIntents = ({ cases }: Tables) => [...cases.values()].flatMap(({ intents }) => intents);

/** Numbers and dates are values: the machine makes new ones. */
function frozen<T extends object>(value: T): T {
  if (Object.isFrozen(value) || isDecimal(value) || value instanceof Date) return value;
  for (const part of Object.values(value) as unknown[])
    if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}

function factsFor(tables: Tables, kase: Case, now: Date): Facts {
  const intents = allIntents(tables);
  const laneFacts = (lane: string): LaneFacts => {
    const here = intents.filter((intent) => intent.lane === lane);
    const days = new Set(here.map(({ day }) => day));
    return {
      turn: tables.turns.get(lane) ?? 0,
      inDoubt: here.some(isInDoubt),
      committed: new Map(
        [...days].map((day) => [
          day,
          sum(here.filter((one) => one.day === day && isCommitted(one)).map(({ amount }) => amount)),
        ]),
      ),
    };
  };
  return {
    now,
    stopped: tables.stop,
    identities: tables.identities,
    lanes: new Map(lanesOf(kase).map((lane) => [lane, laneFacts(lane)])),
  };
}

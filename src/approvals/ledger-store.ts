import { decimal } from '../kernel/decimal.ts';
import { appendAudit, type AuditEntry } from '../ledger/audit.ts';
import type { Ledger, Trx } from '../ledger/ledger.ts';
import {
  type CaseRow,
  currentStop,
  insertCase,
  type IntentRow,
  lockLanes,
  claimedIds,
  openInLane,
  saveIntents,
  storedCase,
  type StoredCase,
  turnLanes,
  updateCase,
} from '../ledger/money.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Case, caseSchema, type Intent, intentSchema } from './case.ts';
import { lanesOf } from './effect.ts';
import { identitiesNow } from './identities-now.ts';
import type { Facts, LaneFacts, Step, Stop, Trace } from './machine/step.ts';
import type { Identities } from './policy/identities.ts';
import type { CaseStore } from './store.ts';
import { followUp } from './work.ts';

export interface LedgerStoreParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Who the policy's file says is one person. */
  readonly aliases: Identities;
  /** Called in the transaction of every change: puts the work that follows from it into the outbox. */
  readonly onChange: (
    trx: Trx,
    change: { readonly before: Case; readonly kase: Case; readonly lanes: readonly string[] },
  ) => Promise<void>;
}

/** The cases in PostgreSQL. Locks are taken in one order: the case, its lanes, the head of the audit chain. */
export function ledgerStore({ ledger, clock, aliases, onChange }: LedgerStoreParts): CaseStore {
  const change = <T>(caseId: string, step: (kase: Case, facts: Facts) => Step<T>) =>
    ledger.transaction().execute(async (trx) => {
      const stored = await storedCase(trx, caseId, { lock: true });
      if (!stored) return undefined;
      const before = caseOf(stored);
      const facts = await factsFor(trx, before, aliases, clock.now());
      const { to, audit, answer } = step(before, facts);
      if (to) {
        const { lanes, turns } = followUp(before, to);
        await save(trx, before, to);
        await turnLanes(trx, turns);
        await onChange(trx, { before, kase: to, lanes });
      }
      await appendAudit(trx, entries(to ?? before, audit, facts.now));
      return answer;
    });

  return {
    change,
    open: (kase, ...audit) =>
      ledger.transaction().execute(async (trx) => {
        await insertCase(trx, rowOf(kase));
        await appendAudit(trx, entries(kase, audit, kase.askedAt));
      }),
    read: async (caseId) => {
      const stored = await storedCase(ledger, caseId);
      return stored && caseOf(stored);
    },
    lane: async (lane) => {
      const { turn, intents } = await openInLane(ledger, lane);
      return {
        turn,
        intents: intents.map(({ caseId, body }) => ({ caseId, intent: intentSchema.parse(body) })),
      };
    },
    claimed: (ids) => claimedIds(ledger, ids),
    stopped: () => stopNow(ledger),
  };
}

export const caseOf = ({ body, intents }: StoredCase): Case => caseSchema.parse({ ...body, intents });

async function stopNow(db: Ledger | Trx): Promise<Stop | undefined> {
  const row = await currentStop(db);
  if (!row) return undefined;
  const app = row.app === 'teams' ? 'teams' : 'slack';
  return { reason: row.reason, at: row.at, by: { app, tenantId: row.tenant_id, userId: row.user_id } };
}

const dayMs = 24 * 60 * 60_000;

async function factsFor(trx: Trx, kase: Case, aliases: Identities, now: Date): Promise<Facts> {
  // Days are the policy's; two days back holds today in every zone.
  const since = new Date(now.getTime() - 2 * dayMs).toISOString().slice(0, 10);
  const lanes = await lockLanes(trx, lanesOf(kase), since);
  const identitiesAt = await identitiesNow(trx, aliases);
  return {
    now,
    stopped: await stopNow(trx),
    identities: identitiesAt(kase.askedAt),
    lanes: new Map(
      lanes.map(({ lane, turn, inDoubt, committed }): [string, LaneFacts] => [
        lane,
        {
          turn,
          inDoubt,
          committed: new Map(Object.entries(committed).map(([day, total]) => [day, decimal(total)])),
        },
      ]),
    ),
  };
}

async function save(trx: Trx, before: Case, to: Case): Promise<void> {
  await updateCase(trx, rowOf(to));
  const was = new Map(before.intents.map((intent) => [intent.id, intent]));
  const changed = to.intents.flatMap((intent, place) =>
    was.get(intent.id) === intent ? [] : [intentRowOf(to.id, intent, place)],
  );
  const kept = new Set(to.intents.map(({ id }) => id));
  const removed = before.intents.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  await saveIntents(trx, changed, removed);
}

function rowOf({ intents: _, ...body }: Case): CaseRow {
  const { id, receipt, version, state, requester, total, day, askedAt, dueAt, endedAt } = body;
  const { app, tenantId, userId } = requester;
  const action = body.draft.action;
  return {
    id,
    receipt,
    version,
    action,
    state,
    app,
    tenantId,
    userId,
    total: total.toFixed(),
    day,
    askedAt,
    dueAt,
    endedAt,
    body,
  };
}

const intentRowOf = (caseId: string, intent: Intent, place: number): IntentRow => ({
  id: intent.id,
  caseId,
  place,
  code: intent.code,
  kind: intent.effect.kind,
  customerId: intent.effect.customerId,
  lane: intent.lane,
  state: intent.state,
  amount: intent.amount.toFixed(),
  day: intent.day,
  couponId: intent.couponId,
  transId: intent.transId,
  lookAt: intent.lookAt,
  body: intent,
});

/** Rows of the audit chain. What the machine does by itself stands under the name of the bot. */
const entries = (kase: Case, traces: readonly Trace[], at: Date): AuditEntry[] =>
  traces.map(({ by, action, subject, outcome }) => ({
    app: by === 'machine' ? kase.requester.app : by.app,
    tenantId: by === 'machine' ? kase.requester.tenantId : by.tenantId,
    userId: by === 'machine' ? 'partner-desk' : by.userId,
    action,
    subject: subject ?? {},
    outcome,
    receipt: kase.receipt,
    at,
  }));

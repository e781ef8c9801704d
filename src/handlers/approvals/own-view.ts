import type { ApprovalRoom } from '../../approvals/acts.ts';
import type { Case, Person } from '../../approvals/case.ts';
import { isKnownTo } from '../../approvals/channels.ts';
import { isSamePerson } from '../../approvals/policy/policy.ts';
import { policyOver, standingOf } from '../../approvals/rights-now.ts';
import { type PlanNow, planNow, viewOf } from '../../approvals/view.ts';
import { caseCard, type CaseReader } from '../../cards/approvals/case.ts';
import type { Block, Card } from '../../cards/card.ts';
import type { Clock } from '../../kernel/clock.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { type Translate, translator } from '../../kernel/texts/index.ts';
import type { Db } from '../../ledger/ledger.ts';
import type { Actor } from '../command.ts';

/** A request as one person may see it, found out at this moment; its buttons ask again when they are pressed. */
export type OwnView = (token: string, actor: Actor) => Promise<Result<Card>>;

export function openOwnViews(room: ApprovalRoom, db: Db): OwnView {
  const planOf = rememberedPlans(room);
  return async (caseId, actor) => {
    const kase = await room.store.read(caseId);
    if (!kase || kase.state === 'draft' || !isKnownTo(actor, kase, room.homes()))
      return fail(problem('requestGone'));
    const { app, tenantId, userId, timeZone, lang } = actor;
    const me = { app, tenantId, userId };
    const reader = await readerOf(room, kase, me);
    const plan = reader === 'others' ? Promise.resolve(undefined) : planOf(kase);
    const view = await viewOf(kase, app, { room, db, timeZone, plan });
    const t = translator(lang);
    const policy = await policyOver(room, kase);
    const hasApproved = kase.approvals.some(({ by }) => isSamePerson(policy, by.userId, userId));
    const card = caseCard(t, view, reader, { hasApproved });
    return ok(reader === 'others' ? { ...card, blocks: [...card.blocks, nothingToDo(t)] } : card);
  };
}

async function readerOf(room: ApprovalRoom, kase: Case, me: Person): Promise<CaseReader> {
  if (isSamePerson(await policyOver(room, kase), me.userId, kase.requester.userId)) return 'requester';
  return (await standingOf(room, kase, me)) === 'yes' ? 'approvers' : 'others';
}

const nothingToDo = (t: Translate): Block => ({ kind: 'notes', notes: [t('deciding.othersDecide')] });

/** Everybody in a channel is shown theirs at the same moment: of sixty readers the platform hears one question. */
const freshMs = 10_000;
/** The app waits for the answer. */
const patienceMs = 2_000;
const remembered = 200;

function rememberedPlans(room: ApprovalRoom): (kase: Case) => Promise<PlanNow> {
  const { clock } = room;
  const known = new Map<string, { readonly plan: Promise<PlanNow>; readonly until: number }>();
  return (kase) => {
    const key = `${kase.id} ${kase.version}`;
    const now = clock.now().getTime();
    const before = known.get(key);
    if (before && before.until > now) return inTime(before.plan, clock);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= remembered) known.delete(oldest);
    const plan = planNow(kase, room);
    known.delete(key);
    known.set(key, { plan, until: now + freshMs });
    return inTime(plan, clock);
  };
}

async function inTime(plan: Promise<PlanNow>, clock: Clock): Promise<PlanNow> {
  const done = new AbortController();
  const late = clock.sleep(patienceMs, done.signal).then(() => 'away' as const);
  try {
    return await Promise.race([plan, late]);
  } finally {
    done.abort();
  }
}

import {
  approveCase,
  type ApprovalRoom,
  preview,
  refuseCase,
  sendForApproval,
  settleIntent,
  takeBackApproval,
  tendCase,
  withdrawCase,
} from '../../src/approvals/acts.ts';
import { type Case, type Draft, endStates, type Intent, type Person } from '../../src/approvals/case.ts';
import type { Choice } from '../../src/approvals/machine/carry.ts';
import type { MoneyRoom } from '../../src/approvals/money-room.ts';
import { type Again, performLane } from '../../src/approvals/perform.ts';
import { areOne } from '../../src/approvals/policy/identities.ts';
import type { ApprovalPolicy } from '../../src/approvals/policy/policy.ts';
import type { CaseStore } from '../../src/approvals/store.ts';
import { isOpen } from '../../src/approvals/work.ts';
import { decimal, sum } from '../../src/kernel/decimal.ts';
import { quiet } from '../support/log.ts';
import { type Dice, dice } from './dice.ts';
import { afterCommit, afterEffect, afterTransfer, atRest, ofOurs, type Watch } from './invariants.ts';
import { memoryStore, type Tables } from './memory-store.ts';
import { people, policyOf, whoLinked } from './people.ts';
import { openSchedule, type Process, type Schedule } from './schedule.ts';
import { openWorld, type World } from './world.ts';

/** What a run came to, to see that runs are worth something. */
export interface Outcome {
  readonly steps: number;
  readonly coupons: number;
  readonly transfers: number;
  readonly crashes: number;
  readonly ends: readonly string[];
}

/** Something a process works on; when the process dies the queue gives it to another one. */
type Job =
  | { readonly kind: 'lane'; readonly lane: string }
  | { readonly kind: 'tend'; readonly caseId: string }
  | { readonly kind: 'click'; readonly by: Person; readonly act: (room: ApprovalRoom) => Promise<unknown> };

const patience = { callMs: 30_000, settleMs: 120_000 };
class Away extends Error {}

/**
 * One run: a few requests, people who click this and that, processes that die, a platform that loses answers, clocks that jump; then
 * calm weather until everything has come to rest. The same seed gives the same run.
 *
 * @throws {Broken} as soon as an invariant does not hold.
 */
export async function simulate(seed: number): Promise<Outcome> {
  const random = dice(seed);
  const schedule = openSchedule(random);
  const policy = policyOf(random);
  let broken: Error | undefined;
  const check = (invariant: () => void) => {
    try {
      invariant();
    } catch (error) {
      broken ??= error instanceof Error ? error : new Error(String(error));
    }
  };
  const queue: Job[] = [];
  const tables: Tables = {
    cases: new Map(),
    turns: new Map(),
    audit: [],
    stop: undefined,
    identities: policy.aliases,
    wake: (lane) => queue.push({ kind: 'lane', lane }),
    committed: (before, after) => {
      for (const { code } of became('done', before, after)) world.accounts.ended(code);
      check(() => afterCommit(watch, before, after));
    },
  };
  const world: World = openWorld(
    random,
    schedule,
    () => check(() => afterEffect(watch)),
    (transfer) => check(() => afterTransfer(watch, transfer)),
  );
  const watch: Watch = { world, tables, policy };
  const office = openOffice({ random, schedule, policy, tables, world, queue });

  const wishes = 2 + random.whole(3);
  for (let index = 0; index < wishes; index += 1) office.ask();
  let steps = 0;
  for (; steps < 800 && broken === undefined; steps += 1) {
    office.mischief();
    if (!(await schedule.step())) office.staff();
  }
  office.calm();
  for (; steps < 20_000 && broken === undefined; steps += 1) {
    if (steps % 10 === 0 && office.finish()) break;
    if (!(await schedule.step())) office.staff();
  }
  check(() => atRest(watch));
  throwIt(broken);
  return {
    steps,
    coupons: ofOurs(world.coupons).length,
    transfers: world.accounts.transfers.filter(({ call }) => call !== undefined).length,
    crashes: office.crashes(),
    ends: [...tables.cases.values()].map(({ state }) => state),
  };
}

/** TypeScript does not see that the checks write it. */
function throwIt(error: Error | undefined): void {
  if (error) throw error;
}

interface OfficeParts {
  readonly random: Dice;
  readonly schedule: Schedule;
  readonly policy: ApprovalPolicy;
  readonly tables: Tables;
  readonly world: World;
  readonly queue: Job[];
}

/** The processes of the bot and the people in front of it. */
function openOffice(parts: OfficeParts) {
  const { random, schedule, tables, world, queue } = parts;
  const running = new Map<Process, Job>();
  /** When a lane wants to be looked at again, as the last one to look said. */
  const restUntil = new Map<string, Date>();
  let crashes = 0;
  let isCalm = false;
  // Either others spend from the quotas too, or coupons are listed late. If both came together, and each hid the other, nobody could
  // tell from the platform what happened; docs/approvals.md says so.
  const listsAreLate = random.chance(0.5);

  /** Gives waiting jobs to processes, some jobs twice. */
  const staff = () => {
    while (queue.length > 0 && running.size < 5) {
      const [job] = queue.splice(random.whole(queue.length), 1);
      if (!job) return;
      if (!isCalm && random.chance(0.1)) queue.push(job);
      const process = schedule.process('worker');
      running.set(process, job);
      void work(parts, process, job, () => isCalm)
        .then((again) => {
          if (job.kind === 'lane' && again) restUntil.set(job.lane, again);
        })
        .catch((error: unknown) => {
          if (!(error instanceof Away)) throw error;
          queue.push(job);
        })
        .finally(() => running.delete(process));
    }
  };

  const crash = () => {
    const [process, job] = [...running][random.whole(running.size)] ?? [];
    if (!process || !job) return;
    schedule.kill(process);
    running.delete(process);
    queue.push(job);
    crashes += 1;
  };

  const click = (by: Person, act: (room: ApprovalRoom) => Promise<unknown>) =>
    queue.push({ kind: 'click', by, act });

  const ask = () => {
    const requester = random.pick(people);
    const draft = wish(random, world);
    click(requester, async (room) => {
      const place = { ...requester, channelId: 'C1' };
      const seen = await preview(room, { draft, requester, place, lang: 'en' });
      if (seen.ok && seen.value.kase) await sendForApproval(room, seen.value.kase.id, requester);
      // They read that it did not work and ask again.
      else if (random.chance(0.9)) ask();
    });
  };

  const clickSomewhere = () => {
    const open = [...tables.cases.values()].filter(({ state }) => state === 'waiting' || state === 'running');
    const kase = anyOf(random, random.chance(0.8) ? open : [...tables.cases.values()]);
    if (!kase) return;
    const by = random.pick(people);
    const intent = anyOf(random, kase.intents);
    if (random.chance(0.9)) {
      click(by, (room) => approveCase(room, kase.id, by));
      return;
    }
    const acts: ((room: ApprovalRoom) => Promise<unknown>)[] = [
      (room) => refuseCase(room, kase.id, by, 'no'),
      (room) => withdrawCase(room, kase.id, by),
      (room) => takeBackApproval(room, kase.id, by),
      (room) => sendForApproval(room, kase.id, by),
      (room) =>
        intent && mayBeSettled(world, intent)
          ? settleIntent(room, kase.id, by, intent.id, truth(world, intent))
          : Promise.resolve(),
    ];
    click(by, random.pick(acts));
  };

  const look = () => {
    for (const { id, intents, dueAt } of tables.cases.values()) {
      for (const lane of new Set(intents.filter(isOpen).map((intent) => intent.lane)))
        if (!holds(queue, running, lane) && (restUntil.get(lane) ?? schedule.now()) <= schedule.now())
          queue.push({ kind: 'lane', lane });
      if (dueAt && dueAt <= schedule.now()) queue.push({ kind: 'tend', caseId: id });
    }
  };

  return {
    ask,
    staff,
    crashes: () => crashes,
    /** Between two steps. */
    mischief: () => {
      if (random.chance(0.06)) clickSomewhere();
      if (random.chance(0.015)) crash();
      if (random.chance(0.05)) look();
      if (!listsAreLate && random.chance(0.01)) world.outsideEvent();
      if (random.chance(0.002)) schedule.jump(random.whole(4 * 3_600_000) - 3_600_000);
      if (random.chance(tables.stop ? 0.05 : 0.003))
        tables.stop = tables.stop
          ? undefined
          : { reason: 'a drill', by: random.pick(people), at: schedule.now() };
      if (random.chance(0.005)) tables.identities = whoLinked;
      if (random.chance(0.01)) world.weather.recordsLateMs = random.pick([0, 60_000, 300_000]);
      if (listsAreLate && random.chance(0.01))
        world.weather.couponsLateMs = random.pick([0, 60_000, 300_000]);
      staff();
    },
    calm: () => {
      isCalm = true;
      tables.stop = undefined;
      world.weather.faults = 0;
      world.thaw();
    },
    /** Sees to whatever is left; true when nothing is. */
    finish: () => {
      const open = [...tables.cases.values()].filter(
        ({ state }) => state !== 'draft' && !endStates.has(state),
      );
      if (open.length === 0 && running.size === 0 && queue.length === 0 && world.underWay() === 0)
        return true;
      look();
      for (const kase of open) settleAll(kase);
      // Nobody decides any more: time does.
      if (running.size === 0 && queue.length === 0) schedule.jump(60_000);
      staff();
      return false;
    },
  };

  function settleAll(kase: Case): void {
    for (const intent of kase.intents) {
      if (!mayBeSettled(world, intent)) continue;
      const by = people.find(
        ({ userId }) => !areOne(whoLinked, userId, kase.requester.userId) && userId.startsWith('A'),
      );
      if (by) click(by, (room) => settleIntent(room, kase.id, by, intent.id, truth(world, intent)));
    }
  }
}

const holds = (queue: readonly Job[], running: ReadonlyMap<Process, Job>, lane: string): boolean =>
  [...queue, ...running.values()].some((job) => job.kind === 'lane' && job.lane === lane);

const anyOf = <T>(random: Dice, list: readonly T[]): T | undefined => list[random.whole(list.length)];

/** Somebody looks only when the platform has finished what it was given. */
const mayBeSettled = (world: World, { state }: Intent): boolean =>
  state === 'held' || (state === 'stuck' && world.underWay() === 0);

/** What a careful person answers, who has looked at the platform. */
function truth(world: World, { state, code }: Intent): Choice {
  if (state === 'held') return code.endsWith('1') ? 'leave' : 'go-on';
  const made =
    world.coupons.some(({ memo }) => memo === code) ||
    world.accounts.transfers.some(({ call }) => call === code);
  return made ? 'is-done' : 'not-done';
}

function wish(random: Dice, world: World): Draft {
  const terms = {
    quotaId: random.pick(['Q1', 'Q2']),
    faceValue: decimal(random.pick(['50', '100', '250', '400'])),
  };
  const [first = 'c1', ...others] = [...world.customerIds].sort(() => (random.chance(0.5) ? 1 : -1));
  const old = anyOf(
    random,
    world.coupons.filter(({ state }) => state === 'usable'),
  );
  const kind = random.whole(6);
  if (kind > 3) {
    const amount = decimal(random.pick(['50', '100', '250']));
    return {
      action: kind === 4 || random.chance(0.4) ? 'account.transfer' : 'account.reclaim',
      customerId: random.pick(world.customerIds.slice(0, 2)),
      amount,
      reason: 'r',
    };
  }
  if (old && kind === 0) return { action: 'coupon.reclaim', couponId: old.couponId, reason: 'r' };
  if (old && kind === 1)
    return {
      action: 'coupon.replace',
      couponId: old.couponId,
      customerId: old.customerId,
      terms,
      reason: 'r',
    };
  return {
    action: 'coupon.issue',
    customerIds: [first, ...others.slice(0, random.whole(3))],
    terms,
    reason: 'r',
  };
}

function became(state: Intent['state'], before: Case | undefined, after: Case): readonly Intent[] {
  const was = new Map(before?.intents.map((intent) => [intent.id, intent.state]));
  return after.intents.filter((intent) => intent.state === state && was.get(intent.id) !== state);
}

/** Tells which intent a process is about to send: the call itself does not say. */
const noting = (store: CaseStore, onSending: (code: string) => void): CaseStore => ({
  ...store,
  change: (caseId, step) =>
    store.change(caseId, (kase, facts) => {
      const taken = step(kase, facts);
      const [begun] = taken.to ? became('sending', kase, taken.to) : [];
      if (begun) onSending(begun.code);
      return taken;
    }),
});

async function work(
  { random, schedule, policy, tables, world }: OfficeParts,
  process: Process,
  job: Job,
  isCalm: () => boolean,
): Promise<Again> {
  const clock = schedule.clock(process);
  const store = memoryStore(tables, {
    now: () => clock.now(),
    pause: async () => {
      await schedule.turn(process);
      // PostgreSQL is away: nothing was written, or it was and nobody can say so.
      if (!isCalm() && random.chance(0.01)) throw new Away();
    },
  });
  let sent = '';
  const partner = world.seenBy(process, () => sent);
  const { coupons, accounts } = partner;
  const money: MoneyRoom = {
    store: noting(store, (code) => {
      sent = code;
      world.accounts.began(process, code);
    }),
    coupons,
    accounts,
    clock,
    log: quiet,
    patience,
  };
  const room: ApprovalRoom = {
    store,
    partner,
    clock,
    policy,
    homes: () => ({}),
    random: (bytes) => Uint8Array.from({ length: bytes }, () => random.whole(256)),
    people: {
      whoIs: async ({ userId }) => {
        await schedule.turn(process);
        const unreadable = !isCalm() && random.chance(0.05);
        const groups = userId.startsWith('A') ? ['SAPPROVERS'] : ['SREPS'];
        return {
          userId,
          groupIds: unreadable ? [] : groups,
          unreadableGroupIds: unreadable ? ['SAPPROVERS', 'SREPS'] : [],
        };
      },
      identities: async () => {
        await schedule.turn(process);
        const { identities } = tables;
        return () => identities;
      },
      whoWas: () => Promise.reject(new Error('nobody looks at lists')),
      ownAccounts: (person) => Promise.resolve([person]),
      delegations: () => Promise.resolve([]),
      askedOnDay: async (person, action, day, exceptCase) => {
        await schedule.turn(process);
        return sum(
          [...tables.cases.values()]
            .filter(
              (kase) =>
                kase.id !== exceptCase &&
                areOne(tables.identities, kase.requester.userId, person.userId) &&
                kase.draft.action === action &&
                kase.day === day &&
                ['waiting', 'running', 'done', 'partly'].includes(kase.state),
            )
            .map(({ total }) => total),
        );
      },
    },
  };
  await schedule.turn(process);
  if (job.kind === 'lane') return performLane(money, job.lane, new AbortController().signal);
  if (job.kind === 'tend') await tendCase(room, job.caseId);
  else await job.act(room);
  return undefined;
}

import { type ApprovalRoom, approveCase, preview, sendForApproval } from '../../src/approvals/acts.ts';
import type { Case, Draft, Person } from '../../src/approvals/case.ts';
import type { Card } from '../../src/cards/card.ts';
import { cardText } from '../../src/cards/card-text.ts';
import type { Conversation, Messenger } from '../../src/cards/messenger.ts';
import type { JobHandler } from '../../src/jobs/jobs.ts';
import { moneyWork } from '../../src/jobs/money.ts';
import { outboxJobs } from '../../src/jobs/outbox.ts';
import { decimal } from '../../src/kernel/decimal.ts';
import type { Problem } from '../../src/kernel/problem.ts';
import { fail, ok } from '../../src/kernel/result.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { roomFor } from './approval-room.ts';
import { type VirtualClock, virtualClock } from './clock.ts';
import { couponPartner, type CouponPartner, couponQuota, type CouponWorld } from './coupon-partner.ts';
import { quiet } from './log.ts';
import { customer } from './plain-partner.ts';

export interface Said {
  readonly id: string;
  readonly channel: string;
  readonly thread: string | undefined;
  card: Card;
}

/** A chat app that keeps its messages, and can be told to fail. */
export interface Wall extends Messenger {
  readonly messages: Said[];
  /** Asked before each call; may wait, as a slow app does. */
  fault: (call: 'post' | 'update', at: string) => Promise<Problem | undefined> | Problem | undefined;
  readonly cards: (channel: string) => readonly Said[];
  readonly thread: (card: Said) => readonly string[];
}

export function wall(): Wall {
  const messages: Said[] = [];
  const notHere = () => Promise.reject(new Error('not part of this test'));
  const self: Wall = {
    messages,
    fault: () => undefined,
    cards: (channel) => messages.filter((one) => one.channel === channel && one.thread === undefined),
    thread: ({ id }) => messages.filter(({ thread }) => thread === id).map(({ card }) => cardText(card)),
    answer: notHere,
    uploadFile: notHere,
    shareFile: notHere,
    post: async ({ app, tenantId, channelId = 'direct', threadId }: Conversation, card) => {
      const broken = await self.fault('post', channelId);
      if (broken) return fail(broken);
      const id = `m${messages.length + 1}`;
      messages.push({ id, channel: channelId, thread: threadId, card });
      return ok({ app, tenantId, channelId, messageId: id });
    },
    update: async ({ messageId }, card) => {
      const broken = await self.fault('update', messageId);
      if (broken) return fail(broken);
      const message = messages.find(({ id }) => id === messageId);
      if (message) message.card = card;
      return ok(undefined);
    },
  };
  return self;
}

const personNamed = (userId: string): Person => ({ app: 'slack', tenantId: 'T1', userId });
export const rep = personNamed('U0REP');
export const approver = personNamed('U0APPROVER');
export const finance = personNamed('U0FINANCE');

export interface MoneyHouse {
  readonly room: ApprovalRoom;
  readonly chat: Wall;
  readonly clock: VirtualClock;
  readonly partner: CouponPartner;
  /** A request that waits for approval. */
  readonly asked: (
    amount?: string,
    more?: Partial<Extract<Draft, { action: 'coupon.issue' }>>,
    place?: Case['place'],
  ) => Promise<Case>;
  readonly approve: (caseId: string, by?: Person) => Promise<void>;
  readonly read: (caseId: string) => Promise<Case>;
  readonly run: (job: string, payload: object, signal?: AbortSignal) => Promise<void>;
  /** What was put into the outbox since the last look. */
  readonly work: () => Promise<readonly { readonly name: string; readonly job_id: string }[]>;
}

export function moneyHouse(
  ledger: Ledger,
  world: Partial<CouponWorld> = {},
  rules: Partial<Parameters<typeof roomFor>[0]> = {},
): MoneyHouse {
  const clock = virtualClock('2026-11-23T02:00:00Z');
  const chat = wall();
  const partner = couponPartner({
    customers: [customer('c1', 'acme', 'Acme Cloud'), customer('c2', 'yunfan', 'Yunfan')],
    quotas: [couponQuota('CQ1', '50000')],
    ...world,
  });
  const room = roomFor({ ledger, partner, clock, ...rules });
  const patience = { callMs: 60_000, settleMs: 900_000 };
  const { handlers } = moneyWork({ ledger, room, partner, messenger: chat, jobs: outboxJobs, patience });
  const byName = new Map(handlers.map((handler): [string, JobHandler] => [handler.spec.name, handler]));
  const done = <T>(result: { ok: true; value: T } | { ok: false; problem: Problem }): T => {
    if (!result.ok) throw new Error(result.problem.code);
    return result.value;
  };
  const read = async (caseId: string) => {
    const kase = await room.store.read(caseId);
    if (!kase) throw new Error('no such case');
    return kase;
  };
  return {
    room,
    chat,
    clock,
    partner,
    read,
    asked: async (amount = '100', more = {}, place = { ...rep, channelId: 'C0SALES' }) => {
      const draft: Draft = {
        action: 'coupon.issue',
        customerIds: ['c1'],
        terms: { quotaId: 'CQ1', faceValue: decimal(amount) },
        reason: 'spring sale',
        ...more,
      };
      const { app, tenantId, userId } = place;
      const requester = { app, tenantId, userId };
      const { kase } = done(await preview(room, { draft, requester, place, lang: 'en' }));
      if (!kase) throw new Error('something stands against it');
      return done(await sendForApproval(room, kase.id, requester));
    },
    approve: async (caseId, by = approver) => {
      done(await approveCase(room, caseId, by));
    },
    run: async (job, payload, signal = new AbortController().signal) => {
      const handler = byName.get(job);
      if (!handler) throw new Error(`no job ${job}`);
      await handler.run({ payload, jobId: job, attempt: 1, lastAttempt: false, signal, clock, log: quiet });
    },
    work: async () => ledger.deleteFrom('outbox').returning(['name', 'job_id']).execute(),
  };
}

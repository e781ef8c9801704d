import type { ApprovalRoom } from '../../approvals/acts.ts';
import {
  type DigestSection,
  digestSections,
  type DigestView,
  type SectionView,
  type SectionViews,
} from '../../cards/digest/view.ts';
import { problemText } from '../../cards/problem.ts';
import { judge, weeksNeeded } from '../../kernel/anomaly.ts';
import { dayMs, dayOf, shiftDay, startOfDay } from '../../kernel/day.ts';
import { type Decimal, decimal, sum, zero } from '../../kernel/decimal.ts';
import { problems } from '../../kernel/texts/problems.ts';
import type { ProblemCode } from '../../kernel/problem.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { shiftCycle } from '../../kernel/bill-cycle.ts';
import { customerNames, customersSince, nameOf } from '../../ledger/customers.ts';
import type { Digest } from '../../ledger/digests.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { expiryDays, type DigestFacts, type Read, type Totals } from '../../jobs/digest/facts.ts';
import { failedWork } from '../../ledger/failed-work.ts';
import { gather, linesOf } from '../approvals/gather.ts';
import type { Actor, Permission } from '../command.ts';
import { type SpendHistory, historyOf, pastOf } from './history.ts';
import { byCustomer, moversOf, reasonsOf, totalOf } from './movers.ts';

/** What a subscriber must be allowed to see a section. */
const sectionPermission: Readonly<Record<DigestSection, Permission>> = {
  anomalies: 'bills.read',
  movers: 'bills.read',
  spend: 'bills.read',
  balances: 'accounts.read',
  expiring: 'coupons.read',
  approvals: 'approvals.read',
  customers: 'customers.read',
  failures: 'digest.own',
};

/** The sections of a digest that its subscriber may see now. */
export const sectionsFor = (actor: Pick<Actor, 'may'>, wanted: readonly string[]): DigestSection[] =>
  digestSections.filter(
    (section) =>
      (wanted.length === 0 || wanted.includes(section)) && actor.may.has(sectionPermission[section]),
  );

export interface ComposeParts {
  readonly ledger: Ledger;
  readonly approvals: ApprovalRoom;
  readonly facts: DigestFacts;
  readonly moment: string;
  readonly t: Translate;
  /** By whose rights. */
  readonly actor: Actor;
  readonly digest: Pick<Digest, 'id' | 'sections' | 'muted' | 'least' | 'timeZone' | 'of' | 'channelId'>;
  readonly now: Date;
  readonly mayTransfer: boolean;
}

interface Kitchen extends ComposeParts {
  readonly history: SpendHistory;
  readonly least: Decimal;
  readonly isShown: (customerId: string) => boolean;
  readonly called: (customerId: string) => string;
}

/** What a digest tells, to whom and by whose rights it is told. Amounts and names only; the cards say it. */
export async function compose(
  parts: ComposeParts,
): Promise<Pick<DigestView, 'id' | 'spendDay' | 'currency' | 'sections' | 'mutedCount' | 'from' | 'may'>> {
  const { ledger, facts, digest, actor, t } = parts;
  const history = await historyOf(ledger, facts.day, `${parts.moment} ${facts.readAt.getTime()}`);
  const muted = new Set(digest.muted);
  const kitchen: Kitchen = {
    ...parts,
    history,
    least: decimal(digest.least),
    isShown: (customerId) => !muted.has(customerId),
    called: await customerNames(ledger, [...mentioned(facts, history)]),
  };
  const sections: SectionView[] = [];
  for (const section of sectionsFor(actor, digest.sections)) sections.push(await makers[section](kitchen, t));
  return {
    id: digest.id,
    spendDay: facts.day,
    currency: facts.currency,
    sections,
    mutedCount: muted.size,
    from: { sources: facts.sources, asOf: facts.readAt, timeZone: digest.timeZone },
    may: { bills: actor.may.has('bills.read'), transfer: parts.mayTransfer },
  };
}

function* mentioned(facts: DigestFacts, history: SpendHistory): Iterable<string> {
  for (const { customerId } of [...history.now, ...(history.weekBefore ?? [])]) yield customerId;
  for (const part of [facts.balances, facts.coupons])
    if ('value' in part) for (const { customerId } of part.value) yield customerId;
}

type Maker<S extends DigestSection> = (
  kitchen: Kitchen,
  t: Translate,
) => Promise<Extract<SectionView, { section: S }>>;

/** A section of what could be read, or the sentence why it could not. */
function made<S extends DigestSection, T>(
  section: S,
  read: Read<T>,
  t: Translate,
  make: (value: T) => SectionViews[S],
): { readonly section: S } & (SectionViews[S] | { readonly unreadable: string }) {
  return 'value' in read
    ? { section, ...make(read.value) }
    : { section, unreadable: problemText({ ...read.problem, retry: 'later' }, t) };
}

const rowsOf = (rows: SpendHistory['now'], { isShown }: Kitchen) =>
  byCustomer(rows.filter(({ customerId }) => isShown(customerId)));

const anomalies: Maker<'anomalies'> = (kitchen, t) => {
  const { facts, history, least, called } = kitchen;
  return Promise.resolve(
    made('anomalies', facts.spend, t, () => {
      const rows = rowsOf(history.now, kitchen);
      const before = rowsOf(history.weekBefore ?? [], kitchen);
      const known = new Set([...rows.keys(), ...before.keys()]);
      const weekday = history.days.filter(
        (day) =>
          day < facts.day &&
          (startOfDay(facts.day).getTime() - startOfDay(day).getTime()) % (7 * dayMs) === 0,
      );
      let unknown = 0;
      const found = [...known].flatMap((customerId) => {
        const now = totalOf(rows.get(customerId));
        const verdict = judge(
          pastOf(history, customerId, facts.day),
          { day: facts.day, amount: Number(now.toFixed()) },
          { least: Number(least.toFixed()) },
        );
        if (verdict.kind === 'too-little') unknown += 1;
        if (verdict.kind !== 'unusual') return [];
        const usual = decimal(verdict.usual.toFixed(2));
        const reasons = reasonsOf(rows.get(customerId) ?? [], before.get(customerId) ?? []);
        return [{ customerId, name: called(customerId), now, usual, change: now.minus(usual), reasons }];
      });
      found.sort((a, b) => b.change.abs().cmp(a.change.abs()));
      return { found, unknown, weeks: weekday.length, weeksNeeded };
    }),
  );
};

const movers: Maker<'movers'> = (kitchen, t) => {
  const { facts, history, least, called } = kitchen;
  return Promise.resolve(
    made('movers', facts.spend, t, () => ({
      comparedWith: shiftDay(facts.day, -7),
      movers: history.weekBefore
        ? moversOf(rowsOf(history.now, kitchen), rowsOf(history.weekBefore, kitchen), least, called)
        : [],
    })),
  );
};

/** As many days as a picture on a phone shows. */
const daysDrawn = 14;
/** In the first days of a month nothing can be said of its end. */
const paceFrom = 3;

const spend: Maker<'spend'> = (kitchen, t) => {
  const { facts, history, isShown } = kitchen;
  return Promise.resolve(
    made('spend', facts.spend, t, () => ({
      day: totalOf(history.now.filter(({ customerId }) => isShown(customerId))),
      weekBefore:
        history.weekBefore && totalOf(history.weekBefore.filter(({ customerId }) => isShown(customerId))),
      month: 'value' in facts.month ? monthOf(kitchen, facts.month.value) : undefined,
      days: history.days
        .filter((day) => day > shiftDay(facts.day, -daysDrawn))
        .map((day) => ({ day, amount: totalsSum(history.totals.get(day) ?? [], isShown) })),
    })),
  );
};

const totalsSum = (totals: Iterable<readonly [string, string]>, isShown: Kitchen['isShown']): Decimal =>
  sum([...totals].flatMap(([customerId, amount]) => (isShown(customerId) ? [decimal(amount)] : [])));

function monthOf(
  { facts, isShown }: Kitchen,
  { cycle, now, before }: { readonly cycle: string; readonly now: Totals; readonly before: Totals },
): NonNullable<SectionViews['spend']['month']> {
  const total = totalsSum(Object.entries(now), isShown);
  const elapsed = Number(facts.day.slice(8));
  const inMonth = new Date(Date.UTC(Number(cycle.slice(0, 4)), Number(cycle.slice(5)), 0)).getUTCDate();
  return {
    cycle,
    total,
    previousCycle: shiftCycle(cycleText(cycle), -1),
    previous: totalsSum(Object.entries(before), isShown),
    pace: elapsed < paceFrom ? undefined : total.times(String(inMonth)).div(String(elapsed)),
  };
}

// The facts hold what `cycleOf` wrote.
const cycleText = (cycle: string) => cycle as Parameters<typeof shiftCycle>[0];

/** A balance that lasts for fewer days is low. */
const lowDays = 7;
const daysAveraged = 7;

const balances: Maker<'balances'> = ({ facts, history, isShown, called }, t) =>
  Promise.resolve(
    made('balances', facts.balances, t, (rows) => {
      const shown = rows.filter(({ customerId }) => isShown(customerId));
      const recent = history.days.filter((day) => day > shiftDay(facts.day, -daysAveraged));
      const aDay = (customerId: string): Decimal =>
        recent.length === 0
          ? zero
          : sum(recent.map((day) => decimal(history.totals.get(day)?.get(customerId) ?? '0'))).div(
              String(recent.length),
            );
      const debtors = shown.flatMap(({ customerId, debt }) =>
        decimal(debt).gt('0') ? [{ customerId, name: called(customerId), debt: decimal(debt) }] : [],
      );
      const low = shown.flatMap(({ customerId, available, debt }) => {
        const use = aDay(customerId);
        if (decimal(debt).gt('0') || !use.gt('0')) return [];
        const lasts = decimal(available).div(use);
        if (lasts.gte(String(lowDays))) return [];
        const days = Math.max(0, Math.floor(Number(lasts.toFixed(2))));
        return [{ customerId, name: called(customerId), available: decimal(available), days }];
      });
      return {
        spendable: 'value' in facts.own ? decimal(facts.own.value.spendable) : undefined,
        debtors: debtors.sort((a, b) => b.debt.cmp(a.debt)),
        low: low.sort((a, b) => a.days - b.days || a.name.localeCompare(b.name)),
      };
    }),
  );

const expiring: Maker<'expiring'> = ({ facts, isShown, called, now }, t) => {
  const both: Read<true> =
    'problem' in facts.quotas ? facts.quotas : 'problem' in facts.coupons ? facts.coupons : { value: true };
  const until = now.getTime() + expiryDays.quotas * dayMs;
  return Promise.resolve(
    made('expiring', both, t, () => ({
      quotas: ('value' in facts.quotas ? facts.quotas.value : [])
        .map(({ quotaId, kind, balance, expires }) => ({
          quotaId,
          cash: kind === 'cash-coupon',
          balance: decimal(balance),
          expires: new Date(expires),
        }))
        .filter(({ expires }) => expires.getTime() <= until),
      coupons: ('value' in facts.coupons ? facts.coupons.value : [])
        .filter(({ customerId }) => isShown(customerId))
        .map(({ couponId, customerId, balance, expires }) => ({
          couponId,
          customerId,
          name: called(customerId),
          balance: decimal(balance),
          expires: new Date(expires),
        })),
    })),
  );
};

const approvals: Maker<'approvals'> = async ({ approvals: room, ledger, actor }, t) => {
  const { cases } = await gather('waiting', { room, db: ledger, me: actor });
  const lines = await linesOf(t, ledger, cases);
  return {
    section: 'approvals',
    waiting: lines.map(({ receipt, total, about, askedAt }) => ({
      receipt,
      total: total.amount,
      about,
      askedAt,
    })),
  };
};

const customers: Maker<'customers'> = async ({ ledger, isShown, now }) => {
  const yesterday = startOfDay(shiftDay(dayOf(now), -1));
  const added = await customersSince(ledger, yesterday, now);
  return {
    section: 'customers',
    added: added
      .filter(({ customerId }) => isShown(customerId))
      .map((entry) => ({ customerId: entry.customerId, name: nameOf(entry), at: entry.associatedOn })),
  };
};

/** One's own; everybody's for those who may read the audit. */
const failures: Maker<'failures'> = async ({ ledger, digest, actor, now }, t) => {
  const { app, tenantId, userId } = digest.of;
  const failed = await failedWork(ledger, {
    app,
    tenantId,
    ...(actor.may.has('audit.read') ? {} : { userId }),
    since: new Date(now.getTime() - dayMs),
    until: now,
  });
  return {
    section: 'failures',
    failed: failed.map(({ cycle, at, outcome }) => ({
      what: cycle === undefined ? t('digest.failedList') : t('digest.failedExport', { cycle }),
      at,
      why: isProblemCode(outcome) ? problemText({ code: outcome, retry: 'no' }, t) : outcome,
    })),
  };
};

const isProblemCode = (text: string): text is ProblemCode => Object.hasOwn(problems, text);

const makers: { readonly [S in DigestSection]: Maker<S> } = {
  anomalies,
  movers,
  spend,
  balances,
  expiring,
  approvals,
  customers,
  failures,
};

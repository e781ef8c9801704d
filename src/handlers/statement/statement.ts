import { emptyStatementCard, type StatementAccount, statementCard } from '../../cards/statement/statement.ts';
import { isTradeType, type TradeType, tradeTypes } from '../../cards/statement/words.ts';
import { signedAmount } from '../../huawei/account-change.ts';
import type { AccountChange, AccountKind } from '../../huawei/partner.ts';
import { type BillCycle, cycleOf, shiftCycle } from '../../kernel/bill-cycle.ts';
import { firstDayOf, lastDayOf, startOfDay } from '../../kernel/day.ts';
import { sum } from '../../kernel/decimal.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { customerNames } from '../../ledger/customers.ts';
import { command, type CommandContext } from '../command.ts';
import { type Gathered, gather } from '../gather.ts';
import { requestFile } from '../request-file.ts';
import { runningBalance } from './running-balance.ts';
import { oldestDay, type Span, spanOf } from './span.ts';

export const statement = command({
  path: ['statement'],
  aliases: [['statements'], ['收支明细'], ['收支'], ['查收支'], ['流水'], ['对账']],
  summary: 'statement.summary',
  args: {
    from: { type: 'dayOrMonth', label: 'statement.from', hint: 'statement.fromHint', positional: true },
    to: { type: 'dayOrMonth', label: 'statement.to', hint: 'statement.toHint', positional: true },
    type: {
      type: 'choice',
      positional: true,
      label: 'statement.type',
      options: Object.entries(tradeTypes).map(([value, { label, aliases }]) => ({ value, label, aliases })),
    },
    csv: { type: 'flag', label: 'statement.csv' },
    xlsx: { type: 'flag', label: 'statement.xlsx' },
  },
  permission: 'accounts.read',
  effect: 'read',
  // The other sites have no operation for it (dossier §1).
  sites: ['cn'],
  examples: [
    'statement',
    'statement last',
    'statement 2026-10-01 2026-10-15 --type top-up',
    'statement 上月 --xlsx',
  ],
  async run(context, { from, to, type: word, csv, xlsx }) {
    const span = spanOf({ from, to }, context.clock.now());
    if (!span.ok) return span;
    if (csv && xlsx) return fail(problem('oneFileFormat'));
    const type = word !== undefined && isTradeType(word) ? word : undefined;
    if (!csv && !xlsx) return show(context, span.value, type);
    const { from: first, to: last } = span.value;
    const query = { list: 'statement', from: first, to: last, ...(type && { type }) } as const;
    return requestFile(context, query, csv ? 'csv' : 'xlsx');
  },
});

/** As many lines of an account as can be read while somebody waits. */
const readable = 2_000;

const accounts = ['cash', 'credit'] as const satisfies readonly AccountKind[];

const latestShown = 12;

async function show(context: CommandContext, span: Span, type: TradeType | undefined) {
  const { partner, ledger, clock, actor, t } = context;
  const now = clock.now();
  const read = (account: AccountKind) =>
    gather(
      partner.accounts.changes({
        account,
        from: span.from,
        to: span.to,
        ...(type && { trade: tradeTypes[type].code }),
      }),
      readable,
    );
  const answers = together(await Promise.all(accounts.map(read)));
  if (!answers.ok) return answers;
  const lists = answers.value;
  const all = lists.flatMap(({ rows }) => rows);
  const head = {
    span,
    type,
    monthBefore: monthBefore(span, now),
    lang: actor.lang,
    from: { sources: ['ListPartnerAccountChangeRecords'], asOf: now, timeZone: actor.timeZone },
  };
  if (all.length === 0) return ok(emptyStatementCard(t, head));
  const latest = all.toSorted(newestFirst).slice(0, latestShown);
  const called = await customerNames(
    ledger,
    latest.flatMap(({ customerId }) => customerId ?? []),
  );
  return ok(
    statementCard(t, {
      ...head,
      currency: all[0]?.amount.currency ?? partner.currency,
      accounts: lists.flatMap((list, at) => accountOf(accounts[at], list, type) ?? []),
      kinds: kindsOf(all),
      latest: latest.map((change) => ({
        at: change.at,
        account: change.account,
        detail: change.detail,
        amount: signedAmount(change),
        balanceAfter: change.balanceAfter?.amount,
        customer: change.customerId === undefined ? change.customerAccount : called(change.customerId),
      })),
      lines: all.length,
      total: lists.reduce((count, { total }) => count + total, 0),
      whole: lists.every(({ whole }) => whole),
    }),
  );
}

/** A whole month leads on to the one before it, anything else to the last whole month; as far back as there is one. */
function monthBefore({ from, to }: Span, now: Date): BillCycle | undefined {
  const shown = cycleOf(startOfDay(from));
  const whole = from === firstDayOf(shown) && to === lastDayOf(shown);
  const before = shiftCycle(whole ? shown : cycleOf(now), -1);
  return lastDayOf(before) < oldestDay(now) ? undefined : before;
}

function together<T>(results: readonly Result<T>[]): Result<readonly T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}

/** An account on which nothing happened is left out. Some lines of many say nothing about its balance. */
function accountOf(
  account: AccountKind | undefined,
  { rows, whole }: Gathered<AccountChange>,
  type: TradeType | undefined,
): StatementAccount | undefined {
  if (account === undefined || rows.length === 0) return undefined;
  const balances =
    whole && type === undefined ? runningBalance(rows) : { opening: undefined, closing: undefined, gaps: [] };
  return { account, ...movedBy(rows), ...balances };
}

function movedBy(changes: readonly AccountChange[]) {
  const amounts = changes.map(signedAmount);
  return {
    income: sum(amounts.filter((amount) => amount.gt('0'))),
    expense: sum(amounts.filter((amount) => amount.lt('0'))),
  };
}

/** Per account and kind, what moved most first. */
function kindsOf(changes: readonly AccountChange[]) {
  const kinds = new Map<string, AccountChange[]>();
  for (const change of changes) {
    const key = `${change.account} ${change.detail}`;
    const known = kinds.get(key);
    if (known) known.push(change);
    else kinds.set(key, [change]);
  }
  return [...kinds.values()]
    .flatMap(([first, ...rest]) =>
      first
        ? [
            {
              account: first.account,
              detail: first.detail,
              count: rest.length + 1,
              ...movedBy([first, ...rest]),
            },
          ]
        : [],
    )
    .sort(
      (a, b) =>
        b.income.minus(b.expense).cmp(a.income.minus(a.expense)) ||
        (`${a.account} ${a.detail}` < `${b.account} ${b.detail}` ? -1 : 1),
    );
}

const newestFirst = (a: AccountChange, b: AccountChange): number =>
  (b.at?.getTime() ?? 0) - (a.at?.getTime() ?? 0);

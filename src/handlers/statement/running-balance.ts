import { signedAmount } from '../../huawei/account-change.ts';
import type { AccountChange } from '../../huawei/partner.ts';
import { type Decimal, sum, zero } from '../../kernel/decimal.ts';

/** Where a balance is not what the lines before it make it. */
export interface Gap {
  readonly at: Date | undefined;
  readonly expected: Decimal;
  readonly found: Decimal;
}

export interface RunningBalance {
  /** Unknown when no line says a balance. */
  readonly opening: Decimal | undefined;
  readonly closing: Decimal | undefined;
  readonly gaps: readonly Gap[];
}

/**
 * Follows the balance of one account through all its lines. Lines of the same second have no order that could be relied
 * on, so they are judged together.
 */
export function runningBalance(changes: readonly AccountChange[]): RunningBalance {
  const gaps: Gap[] = [];
  let opening: Decimal | undefined;
  let balance: Decimal | undefined;
  let unsaid = zero;
  for (const lines of bySecond(changes)) {
    const moved = sum(lines.map(signedAmount));
    const after = lines.flatMap(({ balanceAfter }) => balanceAfter?.amount ?? []);
    const [latest] = after;
    if (latest === undefined) {
      if (balance === undefined) unsaid = unsaid.plus(moved);
      else balance = balance.plus(moved);
      continue;
    }
    if (balance === undefined) {
      balance = beginningOf(lines, moved, after) ?? latest.minus(moved);
      opening = balance.minus(unsaid);
    }
    const expected: Decimal = balance.plus(moved);
    balance = after.find((one) => one.eq(expected)) ?? latest;
    if (!balance.eq(expected)) gaps.push({ at: lines[0]?.at, expected, found: balance });
  }
  return { opening, closing: balance, gaps };
}

/** The balance before the first of the lines: the one from which they lead to a balance that one of them says. */
function beginningOf(
  lines: readonly AccountChange[],
  moved: Decimal,
  after: readonly Decimal[],
): Decimal | undefined {
  const before = lines.flatMap((line) => line.balanceAfter?.amount.minus(signedAmount(line)) ?? []);
  return before.find((start) => after.some((end) => end.eq(start.plus(moved))));
}

/** Oldest first; within a second as they came. */
function bySecond(changes: readonly AccountChange[]): AccountChange[][] {
  const seconds = new Map<number, AccountChange[]>();
  for (const change of changes) {
    const second = Math.floor((change.at?.getTime() ?? 0) / 1_000);
    const known = seconds.get(second);
    if (known) known.push(change);
    else seconds.set(second, [change]);
  }
  return [...seconds].sort(([a], [b]) => a - b).map(([, lines]) => lines);
}

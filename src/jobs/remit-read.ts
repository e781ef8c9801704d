import type { AccountChange, AccountKind, PartnerPlatform } from '../huawei/partner.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Day, dayOf, shiftDay } from '../kernel/day.ts';
import type { Problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import {
  accountReadings,
  markRead,
  markTrouble,
  saveAccountChanges,
  type SeenChange,
} from '../ledger/account-changes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { oldestBankDay } from '../ledger/remittances.ts';

const accountKinds = ['cash', 'credit'] as const satisfies readonly AccountKind[];

/** The platform knows the statement of twelve months (dossier §5.6). */
const oldestDays = 364;
/** Records come late at times: the last days are read again. */
const againDays = 3;

export interface StatementParts {
  readonly ledger: Ledger;
  readonly partner: PartnerPlatform;
  readonly clock: Clock;
}

/** What the reading of one account came to. */
export interface StatementRead {
  readonly account: AccountKind;
  readonly problem: Problem | undefined;
  /** This trouble was not there before. */
  readonly isNews: boolean;
}

/** Reads the top-ups on both accounts into the ledger. What keeps one of them from being read does not touch the other. */
export async function readStatement(parts: StatementParts): Promise<readonly StatementRead[]> {
  const { ledger, partner } = parts;
  const known = new Map((await accountReadings(ledger, partner.account)).map((one) => [one.account, one]));
  const reads: StatementRead[] = [];
  for (const account of accountKinds) {
    const read = await readAccount(parts, account, known.get(account)?.readTo);
    const code = read.ok ? undefined : read.problem.code;
    const isNews = code !== undefined && (await markTrouble(ledger, partner.account, account, code));
    reads.push({ account, problem: read.ok ? undefined : read.problem, isNews });
  }
  return reads;
}

async function readAccount(
  { ledger, partner, clock }: StatementParts,
  account: AccountKind,
  readTo: Date | undefined,
): Promise<Result<void>> {
  const begun = clock.now();
  const window = windowOf(begun, readTo, await oldestBankDay(ledger, account));
  for await (const page of partner.accounts.changes({ account, ...window, trade: 'RECHARGE' })) {
    if (!page.ok) return fail(page.problem);
    await saveAccountChanges(ledger, partner.account, page.value.rows.flatMap(seenOf), clock.now());
  }
  await markRead(ledger, partner.account, account, begun);
  return ok(undefined);
}

/**
 * The last days, all since the last reading, and what the oldest remittance needs that waits; everything there is the first time.
 */
function windowOf(
  now: Date,
  readTo: Date | undefined,
  oldest: Day | undefined,
): { readonly from: Day; readonly to: Day } {
  const to = dayOf(now);
  const first = shiftDay(to, -oldestDays);
  if (!readTo) return { from: first, to };
  const again = shiftDay(dayOf(readTo), -againDays);
  const wanted = oldest !== undefined && oldest < again ? oldest : again;
  return { from: wanted > first ? wanted : first, to };
}

/** A record without an id or a moment cannot be told from others, nor matched. */
const seenOf = ({ changeId, account, detail, direction, amount, at }: AccountChange): SeenChange[] =>
  at && changeId !== ''
    ? [{ changeId, account, detail, direction, amount: amount.amount, at, day: dayOf(at) }]
    : [];

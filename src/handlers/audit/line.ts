import type { AuditLine } from '../../cards/audit-words.ts';
import type { AuditLink } from '../../ledger/audit-chain.ts';

/** A row as it is told. Even one that somebody spoilt must be shown. */
export function lineOf({ seq, at, user, action, subject, outcome, receipt }: AuditLink): AuditLine {
  const moment = new Date(Number(at));
  return {
    seq,
    at: Number.isNaN(moment.getTime()) ? undefined : moment,
    user,
    action,
    subject: textsOf(subject),
    outcome,
    receipt: receipt ?? undefined,
  };
}

const textsOf = (subject: unknown): Record<string, string> =>
  typeof subject === 'object' && subject !== null
    ? Object.fromEntries(
        Object.entries(subject).map(([key, value]) => [
          key,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      )
    : {};

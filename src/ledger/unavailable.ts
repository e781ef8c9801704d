import pg from 'pg';
import { problem, type Problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** Connection trouble as the operating system names it. */
const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
]);

/** SQLSTATE: connection exceptions (class 08), too many connections, time-outs, shutting down or starting up. */
const sqlStates = /^(08\w{3}|53300|57014|25P03|57P0[1-5])$/;

// node-postgres gives these neither a class nor a code; only the text tells them apart.
const driverTexts =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** What cannot be repaired by asking again, but by starting later: PostgreSQL is away, full or too slow. */
export function isUnavailable(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return systemCodes.has(code) || sqlStates.test(code);
  return driverTexts.test(error.message);
}

/** PostgreSQL itself answered with the error, so the statement was undone. A connection that broke says nothing. */
export const hadNoEffect = (error: unknown): boolean => error instanceof pg.DatabaseError;

/** The problem a person is told when PostgreSQL is away; undefined for anything else, which is a bug. */
export const ledgerProblem = (error: unknown): Problem | undefined =>
  isUnavailable(error)
    ? problem('ledgerUnavailable', undefined, { retry: 'later', cause: error })
    : undefined;

/** Runs a query whose failure the caller wants to tell about instead of throwing. */
export async function whenLedgerAnswers<T>(query: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await query());
  } catch (error) {
    const known = ledgerProblem(error);
    if (known) return fail(known);
    throw error;
  }
}

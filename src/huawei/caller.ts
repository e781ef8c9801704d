import type { Clock } from '../kernel/clock.ts';
import { type Decimal, zero } from '../kernel/decimal.ts';
import { type Currency, type Money, money } from '../kernel/money.ts';
import { problem, type Problem } from '../kernel/problem.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Site } from '../kernel/site.ts';
import type { Answer, CallContext, Client } from './client.ts';
import type { ServiceTable } from './contract.ts';
import type { Request } from './encode.ts';
import { type Billing, type Endpoints, filler, type WireLanguage } from './operations.ts';
import { pages, type Slice } from './paging.ts';
import type { PageCursor, Pages } from './partner.ts';

/** What a platform is, whoever calls it. */
export interface PlatformParts {
  readonly site: Site;
  readonly currency: Currency;
  /** The partner's own account. */
  readonly account: string;
  readonly client: Client;
  readonly clock: Clock;
  readonly billing: ServiceTable;
  readonly endpoints: Endpoints;
  readonly language: WireLanguage;
  readonly pageSizes: Readonly<Record<string, number>>;
  readonly pagesInFlight: number;
}

/** An answer, typed by the contract, with what it says about itself. */
interface Told<A> {
  readonly value: A;
  readonly asOf: Date;
  readonly requestId: string | undefined;
}

/** Calls typed by the contract, in one context. The verbs stand on this. */
export interface Caller extends PlatformParts {
  readonly context: CallContext;
  call<N extends keyof Billing>(
    name: N,
    request: Billing[N]['request'],
    signal?: AbortSignal,
  ): Promise<Result<Told<Billing[N]['answer']>>>;
  send(
    table: ServiceTable,
    name: string,
    request: Request,
    options?: { readonly signal?: AbortSignal | undefined; readonly verbatim?: boolean },
  ): Promise<Result<Answer>>;
}

export function callerOf(parts: PlatformParts, context: CallContext): Caller {
  const send: Caller['send'] = async (table, name, request, { signal, verbatim = false } = {}) => {
    const operation = table.operations[name];
    if (!operation) return fail(problem('notOnThisSite', { command: name, site: parts.site }));
    return parts.client(
      {
        table,
        endpoint: table.service === 'osm' ? parts.endpoints.osm : parts.endpoints.bss,
        name,
        operation,
        request,
        verbatim,
        fill: filler(table.service, parts.site, parts.language),
      },
      signal ? { ...context, signal } : context,
    );
  };
  return {
    ...parts,
    context,
    send,
    async call(name, request, signal) {
      const answer = await send(parts.billing, name, { ...request }, { signal });
      if (!answer.ok) return answer;
      const { asOf, requestId } = answer.value;
      return ok({ value: typed(name, answer.value), asOf, requestId });
    },
  };
}

// `decode` read the answer by the very contract the type is generated from.
const typed = <N extends keyof Billing>(_name: N, answer: Answer): Billing[N]['answer'] => answer.value;

export interface Listing<N extends keyof Billing, T> {
  readonly operation: N;
  readonly request: Omit<Billing[N]['request'], 'offset' | 'limit'>;
  rows(answer: Billing[N]['answer']): Result<Slice<T>>;
  idOf(row: T): string | undefined;
}

/** The operations that page: those that take `offset` and `limit`. */
type Paged<N extends keyof Billing> = Billing[N]['request'] & {
  readonly offset?: number;
  readonly limit?: number;
};

export function listing<N extends keyof Billing, T>(
  caller: Caller,
  list: Listing<N, T>,
  from?: PageCursor,
): Pages<T> {
  const { pageSizes, pagesInFlight, context } = caller;
  return pages(
    {
      pageSize: pageSizes[list.operation] ?? pageSizes['*'] ?? 100,
      inFlight: pagesInFlight,
      idOf: (row) => list.idOf(row),
      signal: context.signal,
      async fetch(offset, limit, signal) {
        // What the list takes besides stands in `request`; the two that page are added to it here.
        const request = { ...list.request, offset, limit } as Paged<N>;
        const answer = await caller.call(list.operation, request, signal);
        return answer.ok ? list.rows(answer.value.value) : answer;
      },
    },
    from,
  );
}

/** An amount that is not there is nothing. */
export const moneyOf = (amount: Decimal | undefined, currency: Currency): Money =>
  money(amount ?? zero, currency);

/** Amounts are in yuan or dollars (`measure_id` 1). Any other unit would be shown as a hundred times the truth. */
export function unitProblem(operation: string, measures: Iterable<number | undefined>): Problem | undefined {
  for (const measure of measures) {
    if (measure !== undefined && measure !== 1) return problem('platformUnit', { operation, measure });
  }
  return undefined;
}

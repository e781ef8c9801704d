import { type Clock, systemClock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import type { Currency } from '../kernel/money.ts';
import type { Site } from '../kernel/site.ts';
import type { WindowStore } from '../kernel/call-window.ts';
import { type Credentials, openAuthority } from './authority.ts';
import { callerOf, type PlatformParts } from './caller.ts';
import { type CallContext, openClient } from './client.ts';
import { rateLimits } from './generated/rate-limits.ts';
import { openLimiter } from './limiter/limiter.ts';
import { memoryWindows } from './limiter/memory-windows.ts';
import { billingOf, type Endpoints, endpointsOf, type WireLanguage } from './operations.ts';
import type { PartnerPlatform } from './partner.ts';
import { openTransport, type TransportOptions } from './transport.ts';
import { accountVerbs } from './verbs/accounts.ts';
import { apiVerbs } from './verbs/api.ts';
import { billVerbs } from './verbs/bills.ts';
import { couponVerbs } from './verbs/coupons.ts';
import { customerVerbs } from './verbs/customers.ts';

export interface PlatformOptions extends TransportOptions {
  readonly site: Site;
  readonly credentials: Credentials;
  readonly log: Log;
  /** Where the rate limits are kept; without one they hold for this process alone. */
  readonly windows?: WindowStore;
  readonly endpoints?: { readonly [K in keyof Endpoints]?: Endpoints[K] | undefined };
  /** Calls per second by operation, `*` for all others: quotas are raised by ticket. From 10,000 on it means no limit. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Rows asked for at once by operation, `*` for all others; 100 is what every list takes. */
  readonly pageSizes?: Readonly<Record<string, number>>;
  /** Pages of one list asked for at once. */
  readonly pagesInFlight?: number;
  /** Of names the platform sends (services, products); the site's own language by default. */
  readonly language?: WireLanguage;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export interface OpenPlatform extends PartnerPlatform {
  /** Closes kept connections. */
  close(): void;
}

const currencies: Readonly<Record<Site, Currency>> = { cn: 'CNY', intl: 'USD', eu: 'USD' };

export function openPlatform(options: PlatformOptions): OpenPlatform {
  const { site, credentials, log, clock = systemClock, random = Math.random, limits = {} } = options;
  const endpoints = endpointsFor(site, options.endpoints ?? {});
  const transport = openTransport(options);
  const account = `${site}/${accountOf(credentials)}`;
  const authority = openAuthority(credentials, { iamEndpoint: endpoints.iam, transport, clock });
  const limiter = openLimiter({
    store: options.windows ?? memoryWindows(clock),
    account,
    // What was agreed with the platform for one operation, then for all; else what it documents.
    limitOf: (operation) =>
      limits[operation] ?? limits['*'] ?? rateLimits.operations[operation] ?? rateLimits.limit,
    windowMs: rateLimits.windowMs,
    clock,
    log,
  });
  const parts: PlatformParts = {
    site,
    currency: currencies[site],
    account,
    client: openClient({ transport, authority, limiter, clock, random }),
    clock,
    billing: billingOf(site),
    endpoints,
    language: options.language ?? (site === 'cn' ? 'zh_CN' : 'en_US'),
    pageSizes: options.pageSizes ?? {},
    pagesInFlight: options.pagesInFlight ?? 8,
  };
  const context: CallContext = { lane: 'interactive', job: newId(), signal: undefined, log };
  return { ...platformIn(parts, context), close: () => transport.close() };
}

function platformIn(parts: PlatformParts, context: CallContext): PartnerPlatform {
  const caller = callerOf(parts, context);
  const inside = (changes: Partial<CallContext>) => platformIn(parts, { ...context, ...changes });
  const within = (signal: AbortSignal): AbortSignal =>
    context.signal ? AbortSignal.any([context.signal, signal]) : signal;
  return {
    site: parts.site,
    currency: parts.currency,
    account: parts.account,
    customers: customerVerbs(caller),
    accounts: accountVerbs(caller),
    bills: billVerbs(caller),
    coupons: couponVerbs(caller),
    api: apiVerbs(caller),
    // Each piece of background work is a job of its own when turns are taken.
    inBackground: (signal) =>
      inside({ lane: 'batch', job: newId(), ...(signal ? { signal: within(signal) } : {}) }),
    until: (signal) => inside({ signal: within(signal) }),
    forRequest: (requestId) => inside({ job: requestId, log: context.log.child({ requestId }) }),
  };
}

function endpointsFor(site: Site, given: NonNullable<PlatformOptions['endpoints']>): Endpoints {
  const usual = endpointsOf[site];
  const trim = (url: string) => url.replace(/\/+$/, '');
  return {
    bss: trim(given.bss ?? usual.bss),
    osm: trim(given.osm ?? usual.osm),
    iam: trim(given.iam ?? usual.iam),
  };
}

/** Limits count by main account; keys of one account share them when its id is known. */
const accountOf = (credentials: Credentials): string =>
  credentials.kind === 'aksk' ? (credentials.domainId ?? credentials.ak) : credentials.domainName;

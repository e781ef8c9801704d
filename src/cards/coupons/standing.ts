import type { Money } from '../../kernel/money.ts';

export interface QuotaFacts {
  readonly state: string;
  readonly balance: Money;
  readonly effective: Date | undefined;
  readonly expires: Date | undefined;
}

/** What a quota is good for just now; states of the platform's own come through, also those that are new to us. */
export type QuotaStanding =
  | 'usable'
  | 'not-yet'
  | 'ended'
  | 'used-up'
  | 'invalid'
  | 'adjusting'
  | 'frozen'
  | 'reclaimed'
  | (string & {});

/** The platform calls a quota normal also before it begins, after it has ended and when nothing is left. */
export function standingOf({ state, balance, effective, expires }: QuotaFacts, now: Date): QuotaStanding {
  if (state !== 'normal') return state;
  if (effective && effective > now) return 'not-yet';
  if (expires && expires <= now) return 'ended';
  return balance.amount.gt('0') ? 'usable' : 'used-up';
}

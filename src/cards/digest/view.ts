import type { Decimal } from '../../kernel/decimal.ts';
import type { Day } from '../../kernel/day.ts';
import type { Provenance } from '../provenance.ts';

/** What a digest can tell of, in the order in which it does. */
export const digestSections = [
  'anomalies',
  'movers',
  'spend',
  'balances',
  'expiring',
  'approvals',
  'customers',
  'failures',
] as const;
export type DigestSection = (typeof digestSections)[number];

export interface Named {
  readonly customerId: string;
  readonly name: string;
}

/** What made an amount move, the largest part first. */
export interface Reason {
  readonly kind:
    | 'service-new'
    | 'service-gone'
    | 'resource-new'
    | 'resource-gone'
    | 'order'
    | 'price'
    | 'usage';
  readonly service: string;
  /** The resource, where there is one. */
  readonly resource?: string;
  readonly change: Decimal;
}

export interface Mover extends Named {
  readonly now: Decimal;
  readonly before: Decimal;
  readonly change: Decimal;
  readonly reasons: readonly Reason[];
}

export interface Anomaly extends Named {
  readonly now: Decimal;
  readonly usual: Decimal;
  readonly change: Decimal;
  /** The lines that made it. */
  readonly reasons: readonly Reason[];
}

export interface SectionViews {
  readonly anomalies: {
    readonly found: readonly Anomaly[];
    /** Customers of whom too little is known, and how many weeks are. */
    readonly unknown: number;
    readonly weeks: number;
    readonly weeksNeeded: number;
  };
  readonly movers: { readonly movers: readonly Mover[]; readonly comparedWith: Day };
  readonly spend: {
    readonly day: Decimal;
    /** The same weekday a week before. */
    readonly weekBefore: Decimal | undefined;
    readonly month:
      | {
          readonly cycle: string;
          readonly total: Decimal;
          readonly previousCycle: string;
          readonly previous: Decimal;
          /** What the month comes to when it goes on like this; undefined in its first days. */
          readonly pace: Decimal | undefined;
        }
      | undefined;
    readonly days: readonly { readonly day: Day; readonly amount: Decimal }[];
  };
  readonly balances: {
    readonly spendable: Decimal | undefined;
    readonly debtors: readonly (Named & { readonly debt: Decimal })[];
    /** Not in debt, but with less than a few days' spending. */
    readonly low: readonly (Named & { readonly available: Decimal; readonly days: number })[];
  };
  readonly expiring: {
    readonly quotas: readonly {
      readonly quotaId: string;
      readonly cash: boolean;
      readonly balance: Decimal;
      readonly expires: Date;
    }[];
    readonly coupons: readonly (Named & {
      readonly couponId: string;
      readonly balance: Decimal;
      readonly expires: Date;
    })[];
  };
  readonly approvals: {
    readonly waiting: readonly {
      readonly receipt: string;
      readonly total: Decimal;
      readonly about: string;
      readonly askedAt: Date;
    }[];
  };
  readonly customers: { readonly added: readonly (Named & { readonly at: Date })[] };
  readonly failures: {
    readonly failed: readonly { readonly what: string; readonly at: Date; readonly why: string }[];
  };
}

/** A section with what it tells, or the sentence why it could not be read. */
export type SectionView = {
  readonly [S in DigestSection]:
    | ({ readonly section: S } & SectionViews[S])
    | { readonly section: S; readonly unreadable: string };
}[DigestSection];

export interface DigestView {
  readonly id: string;
  /** The local day it is for. */
  readonly day: Day;
  /** The day in UTC+8 whose spending it tells of. */
  readonly spendDay: Day;
  readonly currency: string;
  readonly sections: readonly SectionView[];
  /** When it was due, if it comes late. */
  readonly lateSince?: Date;
  /** Days that were left out, or that may not have arrived. */
  readonly missed: readonly Day[];
  /** Shown to try it out; not sent to anybody. */
  readonly preview?: boolean;
  readonly mutedCount: number;
  readonly from: Provenance;
  /** Which lines may have a button. */
  readonly may: { readonly bills: boolean; readonly transfer: boolean };
}

import type { ApprovalRoom } from '../approvals/acts.ts';
import type { RemittanceRules } from '../approvals/policy/remittances.ts';
import type { Card } from '../cards/card.ts';
import type { Conversation, MessageRef } from '../cards/messenger.ts';
import type { PartnerPlatform } from '../huawei/partner.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { BillCycle } from '../kernel/bill-cycle.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { Decimal } from '../kernel/decimal.ts';
import type { Log } from '../kernel/log.ts';
import type { ProblemCode } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';
import { type Role, roles } from '../kernel/role.ts';
import type { Site } from '../kernel/site.ts';
import type { Lang, TextKey, Translate } from '../kernel/texts/index.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What a role may be allowed to do; `policy.yaml` says which role has which. */
export const permissions = [
  'customers.read',
  'accounts.read',
  'bills.read',
  'bills.export',
  'coupons.read',
  'coupons.ask',
  'transfers.ask',
  'remittances.read',
  'remittances.announce',
  'remittances.confirm',
  'approvals.read',
  'links.manage',
  'digest.own',
  'digest.channel',
  'money.stop',
  'audit.read',
  'api.read',
] as const;
export type Permission = (typeof permissions)[number];

export { type Role, roles };

/** Somebody whose request was verified. Roles are read from the policy at the moment of the act. */
export interface Actor {
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly userId: string;
  readonly lang: Lang;
  /** IANA zone of the person, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly roles: readonly Role[];
  /** The groups of the policy they are in. */
  readonly groupIds: readonly string[];
  /** The groups whose members could not be read just now: they give no right, and money waits for them. */
  readonly unreadableGroupIds: readonly string[];
  readonly may: ReadonlySet<Permission>;
}

interface ArgBase {
  readonly label: TextKey;
  readonly hint?: TextKey;
  readonly required?: boolean;
  /** Given without `--name`; positional words go to the first positional argument that accepts them. */
  readonly positional?: boolean;
  /** What whoever gives it must be allowed besides the command's own permission. */
  readonly permission?: Permission;
}

export type ArgSpec = ArgBase &
  /** `rest` takes all words up to the next option; `least` and `most` count characters. */
  (
    | { readonly type: 'text'; readonly rest?: boolean; readonly least?: number; readonly most?: number }
    | { readonly type: 'month' }
    /** A day in UTC+8; with `past`, one of the last twelve months. */
    | { readonly type: 'date'; readonly past?: boolean }
    /** A day or a whole month, in UTC+8. */
    | { readonly type: 'dayOrMonth' }
    /** A time of day, as `09:00`. */
    | { readonly type: 'time'; readonly usual?: string }
    /** A number of days: `7d`, `7天`. */
    | { readonly type: 'days' }
    | { readonly type: 'customer'; readonly alsoMe?: boolean }
    /** One or many, each once. */
    | { readonly type: 'customers'; readonly most: number }
    /** Yuan: more than nothing, at most two decimals. */
    | { readonly type: 'amount' }
    | { readonly type: 'quota' }
    | { readonly type: 'coupon' }
    /** Cloud services by the platform's codes: `hws.service.type.ec2`. */
    | { readonly type: 'services'; readonly most: number }
    | {
        readonly type: 'choice';
        /** What its form shows as chosen until somebody chooses. */
        readonly usual?: string;
        readonly options: readonly {
          readonly value: string;
          readonly label: TextKey;
          readonly aliases?: readonly string[];
        }[];
      }
    /** A file of their own, of which the name is all that is kept. */
    | { readonly type: 'file-name'; readonly endings: readonly string[] }
    | { readonly type: 'flag' }
    | { readonly type: 'operation' }
    /** `key=value` words, in the order typed. */
    | { readonly type: 'pairs' }
  );

export type ArgTable = Readonly<Record<string, ArgSpec>>;

/** A customer as somebody named it, found in the directory or on the platform. */
export interface CustomerRef {
  readonly customerId: string;
  readonly name: string;
}

interface Values {
  readonly month: BillCycle;
  readonly date: Day;
  readonly dayOrMonth: Day | BillCycle;
  readonly time: string;
  readonly days: number;
  readonly flag: boolean;
  readonly pairs: readonly (readonly [key: string, value: string])[];
  readonly customer: CustomerRef;
  readonly customers: readonly CustomerRef[];
  readonly amount: Decimal;
  readonly quota: string;
  readonly coupon: string;
  readonly services: readonly string[];
  readonly text: string;
  readonly 'file-name': string;
  readonly choice: string;
  readonly operation: string;
}

type ValueOf<S extends ArgSpec> = S extends { alsoMe: true } ? CustomerRef | 'me' : Values[S['type']];

type Given<S extends ArgSpec> = S extends { required: true }
  ? ValueOf<S>
  : S['type'] extends 'flag' | 'pairs'
    ? ValueOf<S>
    : ValueOf<S> | undefined;

export type InputOf<A extends ArgTable> = { readonly [K in keyof A]: Given<A[K]> };

/** What a command may use. No chat app in here: the same run serves Slack and Teams. */
export interface CommandContext {
  readonly actor: Actor;
  readonly t: Translate;
  readonly requestId: string;
  readonly conversation: Conversation;
  /** The message of ours whose button was pressed, when it stands there for all to see. */
  readonly pressed?: MessageRef;
  readonly site: Site;
  readonly clock: Clock;
  readonly log: Log;
  readonly partner: PartnerPlatform;
  /** The platform for a reading that others wait for as well: it outlives the deadline of this request. */
  readonly patientPartner: PartnerPlatform;
  readonly ledger: Ledger;
  readonly jobs: Jobs;
  readonly remittances: RemittanceRules;
  /** The money machine; everything that spends goes through it. */
  readonly approvals: ApprovalRoom;
  readonly signal: AbortSignal;
}

/** A card is the answer; `handed-over` says a job has taken the request and will answer itself. */
export type Reply = Card | 'handed-over';

export interface Command<A extends ArgTable = ArgTable> {
  /** The words that name it: `['bill']`, `['customer', 'find']`. */
  readonly path: readonly [noun: string, verb?: string];
  /** The same words in Chinese and the usual abbreviations, each as a full path: `['账单']`. */
  readonly aliases: readonly (readonly [noun: string, verb?: string])[];
  readonly summary: TextKey;
  readonly args: A;
  readonly permission: Permission;
  readonly effect: 'read' | 'write' | 'money';
  readonly sites: readonly Site[];
  /** What is said on the other sites, where something else does what it does. */
  readonly elsewhere?: ProblemCode;
  /** Lines a person can try, without `/hw`. The first is the one its help button runs. */
  readonly examples: readonly string[];
  /**
   * Understands words without options that stand for something else than its arguments, a text from the bank say: what of its
   * arguments is in them. The rest is asked for.
   */
  readonly paste?: (text: string, now: Date) => Readonly<Record<string, string>>;
  /** What the button of its form says, where running is not what comes next. */
  readonly formSubmit?: TextKey;
  run(context: CommandContext, input: InputOf<A>): Promise<Result<Reply>>;
}

/** Declares a command; gives `run` its input type from the argument table. */
// The registry holds commands of every input type; the parser hands each `run` exactly what its own table declares.
export const command = <const A extends ArgTable>(descriptor: Command<A>): Command => descriptor;

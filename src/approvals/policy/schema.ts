import { z } from 'zod';
import { type Decimal, parseDecimal, zero } from '../../kernel/decimal.ts';
import { roles } from '../../kernel/role.ts';
import { langs } from '../../kernel/texts/index.ts';
import type { policy as texts } from '../../kernel/texts/policy.ts';
import type { MoneyAction } from './policy.ts';

/** How the sections `approvals` and `audit` of policy.yaml are written. */

/** A value of a form of our own; `sentence` names what is said in `texts/policy.ts` when it is not of that form. */
export const written = <T>(sentence: keyof typeof texts, read: (value: unknown) => T | undefined) =>
  z.unknown().transform((value, context): T => {
    const found = read(value);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: sentence, input: value });
    return z.NEVER;
  });

/** Yuan. A number with a fraction is refused: the reader of YAML has made a float of it. */
const amount = written('wantsAmount', (value): Decimal | undefined => {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  const found = typeof text === 'string' && /^\d+(\.\d{1,2})?$/.test(text) ? parseDecimal(text) : undefined;
  return found?.gt(zero) ? found : undefined;
});

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const duration = written('wantsDuration', (value) => {
  const [, count = '', unit = ''] = /^([1-9]\d{0,3})(m|h|d)$/.exec(String(value)) ?? [];
  return unit === 'm' || unit === 'h' || unit === 'd' ? Number(count) * unitMs[unit] : undefined;
});

/** Minutes since midnight. */
const timeOfDay = written('wantsTime', (value) => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(value)) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
});

const timeZone = written('wantsTimeZone', (value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) });
    return String(value);
  } catch {
    return undefined;
  }
});

const language = z.enum(langs).optional();
const channelIn = {
  slack: z.strictObject({ id: z.string().regex(/^[CG][A-Z0-9]{2,}$/, 'slackChannel'), language }),
  teams: z.strictObject({ id: z.string().min(1), language }),
};

/** An id alone is a channel too. */
const idOrMore = (value: unknown) => (typeof value === 'string' ? { id: value } : value);

const channelsByApp = z.strictObject({
  slack: z.preprocess(idOrMore, channelIn.slack).optional(),
  teams: z.preprocess(idOrMore, channelIn.teams).optional(),
});
export const channels = channelsByApp.refine((given) => given.slack ?? given.teams, 'wantsChannel');

const quietHours = z.strictObject({ from: timeOfDay, to: timeOfDay });

export const auditSchema = z.strictObject({ channel: channels });

function parts(names: readonly string[]) {
  const parties = z.array(z.enum([...roles, ...names])).min(1);
  const tier = z.strictObject({
    upTo: amount,
    upToPerDay: amount.optional(),
    approve: parties,
    needed: z.int('wantsApprovers').min(1, 'fourEyes').max(20, 'wantsApprovers'),
    channel: channels.optional(),
  });
  const remind = z.strictObject({ after: duration, every: duration.optional() });
  const escalate = z.strictObject({ after: duration, to: parties });
  const action = z.strictObject({
    ask: parties,
    tiers: z.array(tier).min(1),
    remind: remind.optional(),
    escalate: escalate.optional(),
    expireAfter: duration,
  });
  const couponAction = action.extend({ dailyCapPerQuota: amount.optional() });
  const transferAction = action.extend({ dailyCap: amount.optional() });
  const forms = {
    'coupon.issue': couponAction,
    'coupon.reclaim': couponAction,
    'coupon.replace': couponAction,
    'account.transfer': transferAction,
    'account.reclaim': action,
  } satisfies Record<MoneyAction, typeof action>;
  const actions = z.strictObject(forms).partial();
  const approvals = z.strictObject({
    timeZone,
    channel: channels,
    quietHours: quietHours.optional(),
    actions,
  });
  return { approvals, actions, forms, action, tier, remind, escalate };
}

/** Lists may name roles, and the people and groups of the file. */
export const approvalsSchema = (names: readonly string[]) => parts(names).approvals;

export type ApprovalsFile = z.output<ReturnType<typeof approvalsSchema>>;
export type ActionFile = NonNullable<ApprovalsFile['actions'][MoneyAction]>;

/** The settings a mapping within these sections knows, by the last name on the way to it. */
export function approvalKeys(name: string): readonly string[] {
  const { approvals, actions, forms, action, tier, remind, escalate } = parts([]);
  const known = {
    ...forms,
    approvals,
    actions,
    tiers: tier,
    remind,
    escalate,
    quietHours,
    channel: channelsByApp,
    ...channelIn,
  };
  const own = { ...known, audit: auditSchema };
  return Object.keys(isKeyOf(own, name) ? own[name].shape : action.shape);
}

const isKeyOf = <T extends object>(table: T, key: PropertyKey): key is keyof T => Object.hasOwn(table, key);

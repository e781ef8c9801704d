import type { Decimal } from '../../kernel/decimal.ts';
import { roles } from '../../kernel/role.ts';
import type { TextKey, TextParams } from '../../kernel/texts/index.ts';
import { joined } from './identities.ts';
import {
  type ActionPolicy,
  type ApprovalPolicy,
  type Listed,
  type MoneyAction,
  moneyActions,
  type Parties,
  type Tier,
} from './policy.ts';
import type { ActionFile, ApprovalsFile } from './schema.ts';

/** A rule that cannot work, where it stands. */
export interface ApprovalFault {
  readonly path: readonly (string | number)[];
  readonly key: Extract<TextKey, `policy.${string}`>;
  readonly params?: TextParams;
}

export interface Directory {
  readonly people: readonly Listed[];
  readonly groups: readonly Listed[];
}

/** Puts people and groups where the file has names, and finds what no single value shows. */
export function resolveApprovals(
  file: ApprovalsFile,
  directory: Directory,
): { readonly policy: ApprovalPolicy; readonly faults: readonly ApprovalFault[] } {
  const resolved = moneyActions.flatMap((action) => {
    const written = file.actions[action];
    return written ? [{ policy: actionOf(action, written, file, directory), written }] : [];
  });
  const quiet = file.quietHours;
  const alwaysQuiet = quiet && quiet.from === quiet.to;
  return {
    policy: {
      timeZone: file.timeZone,
      quietHours: quiet,
      actions: new Map(resolved.map(({ policy }) => [policy.action, policy])),
      aliases: joined(
        directory.people.flatMap(({ slack, entra }) => (slack && entra ? [[entra, slack] as const] : [])),
      ),
    },
    faults: [
      ...(alwaysQuiet ? [{ path: ['quietHours'], key: 'policy.quietAllDay' } as const] : []),
      ...resolved.flatMap(({ policy, written }) =>
        faultsOf(policy, written, directory).map((fault) => ({
          ...fault,
          path: ['actions', policy.action, ...fault.path],
        })),
      ),
    ],
  };
}

function actionOf(
  action: MoneyAction,
  written: ActionFile,
  { channel }: ApprovalsFile,
  directory: Directory,
): ActionPolicy {
  const { remind, escalate } = written;
  return {
    action,
    ask: partiesOf(written.ask, directory),
    tiers: written.tiers.map((tier) => ({
      upTo: tier.upTo,
      upToPerDay: tier.upToPerDay,
      approve: partiesOf(tier.approve, directory),
      needed: tier.needed,
      channel: { ...channel, ...tier.channel },
    })),
    remind: remind && { afterMs: remind.after, everyMs: remind.every },
    escalate: escalate && { afterMs: escalate.after, to: partiesOf(escalate.to, directory) },
    expireAfterMs: written.expireAfter,
    dailyCap: capOf(written)?.yuan,
  };
}

/** What may leave one place on one day, and how the file calls it: coupons leave a quota, transfers the one account. */
function capOf(written: ActionFile): { readonly setting: string; readonly yuan: Decimal } | undefined {
  if ('dailyCapPerQuota' in written && written.dailyCapPerQuota)
    return { setting: 'dailyCapPerQuota', yuan: written.dailyCapPerQuota };
  if ('dailyCap' in written && written.dailyCap) return { setting: 'dailyCap', yuan: written.dailyCap };
  return undefined;
}

export function partiesOf(names: readonly string[], { people, groups }: Directory): Parties {
  const wanted = new Set(names);
  const isMeant = ({ name, roles: held }: Listed) =>
    wanted.has(name) || held.some((role) => wanted.has(role));
  return { names: [...wanted], people: people.filter(isMeant), groups: groups.filter(isMeant) };
}

const mostMs = 30 * 86_400_000;
const seldomMs = 15 * 60_000;

function faultsOf(policy: ActionPolicy, written: ActionFile, directory: Directory): ApprovalFault[] {
  const { ask, tiers, remind, escalate, expireAfterMs } = policy;
  const faults: (ApprovalFault | false | undefined)[] = [
    ...nameFaults(['ask'], written.ask, ask, directory),
    ...(escalate && written.escalate
      ? nameFaults(['escalate', 'to'], written.escalate.to, escalate.to, directory)
      : []),
    ...tiers.flatMap((tier, index) => [
      ...nameFaults(
        ['tiers', index, 'approve'],
        written.tiers[index]?.approve ?? [],
        tier.approve,
        directory,
      ),
      ...tierFaults(tier, tiers[index - 1], ask).map((fault) => ({
        ...fault,
        path: ['tiers', index, ...fault.path],
      })),
    ]),
    expireAfterMs > mostMs && { path: ['expireAfter'], key: 'policy.expiresTooLate' },
    remind && remind.afterMs >= expireAfterMs && { path: ['remind', 'after'], key: 'policy.afterExpiry' },
    remind?.everyMs !== undefined &&
      remind.everyMs < seldomMs && { path: ['remind', 'every'], key: 'policy.remindsTooOften' },
    escalate &&
      escalate.afterMs >= expireAfterMs && { path: ['escalate', 'after'], key: 'policy.afterExpiry' },
  ];
  const most = tiers.at(-1)?.upTo;
  const cap = capOf(written);
  if (cap && most && cap.yuan.lt(most)) {
    const params = { cap: cap.yuan.toFixed(), most: most.toFixed() };
    faults.push({ path: [cap.setting], key: 'policy.capBelowTier', params });
  }
  return faults.filter((fault) => fault !== false && fault !== undefined);
}

/** A name must mean one thing, and a list somebody. */
function nameFaults(
  path: ApprovalFault['path'],
  names: readonly string[],
  parties: Parties,
  { people, groups }: Directory,
): ApprovalFault[] {
  const faults = names.flatMap((name, index): ApprovalFault[] => {
    const meant = [...people, ...groups].filter((entry) => entry.name === name).length;
    const isRole = roles.some((role) => role === name);
    return meant + (isRole ? 1 : 0) > 1
      ? [{ path: [...path, index], key: 'policy.nameOfSeveral', params: { name } }]
      : [];
  });
  if (parties.people.length + parties.groups.length > 0) return faults;
  return [...faults, { path, key: 'policy.nobodyMeant', params: { names: names.join(', ') } }];
}

/** Tiers ascend in every respect; so a larger amount is never easier to pass, and each tier is met by some request. */
function tierFaults(tier: Tier, below: Tier | undefined, ask: Parties): ApprovalFault[] {
  const { upTo, upToPerDay, needed, approve } = tier;
  const faults: ApprovalFault[] = [];
  const params = { upTo: upTo.toFixed(), needed };
  if (below && upTo.lte(below.upTo)) {
    faults.push({
      path: ['upTo'],
      key: 'policy.tierNotReached',
      params: { ...params, below: below.upTo.toFixed() },
    });
  }
  if (upToPerDay?.lt(upTo)) faults.push({ path: ['upToPerDay'], key: 'policy.dayBelowRequest', params });
  if (below && upToPerDay && isLess(upToPerDay, below.upToPerDay)) {
    faults.push({ path: ['upToPerDay'], key: 'policy.dayBelowTier' });
  }
  if (below && needed < below.needed) {
    faults.push({ path: ['needed'], key: 'policy.fewerForMore', params: { needed, below: below.needed } });
  }
  // How many are in a group is not for this file to know.
  if (approve.groups.length > 0 || approve.people.length === 0) return faults;
  const count = approve.people.length;
  if (count < needed)
    faults.push({ path: ['needed'], key: 'policy.tooFewPeople', params: { needed, count } });
  else if (ask.groups.length === 0 && ask.people.every((asker) => othersThan(asker, approve) < needed)) {
    faults.push({ path: ['approve'], key: 'policy.onlyOwnRequests', params });
  }
  return faults;
}

const isLess = (limit: Decimal, below: Decimal | undefined): boolean =>
  below === undefined || limit.lt(below);

/** How many people of a list could decide a request of somebody. */
export const othersThan = (asker: Listed, { people }: Parties): number =>
  people.filter((person) => person !== asker).length;

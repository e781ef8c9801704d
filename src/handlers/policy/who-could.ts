import type { Listed, MoneyAction, Parties, Tier } from '../../approvals/policy/policy.ts';
import { phraseOf } from '../../approvals/policy/policy.ts';
import { othersThan } from '../../approvals/policy/resolve.ts';
import { requireTier } from '../../approvals/policy/tiers.ts';
import { problemText } from '../../cards/problem.ts';
import type { Decimal } from '../../kernel/decimal.ts';
import { formatDecimal } from '../../kernel/format.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import type { Policy } from './policy.ts';

export interface Question {
  readonly action: MoneyAction;
  readonly total: Decimal;
  /** Only repeated in the answer: the policy makes no difference between customers. */
  readonly customer: string | undefined;
  /** Who would ask. */
  readonly by: Listed | undefined;
}

/** “Who could approve 5,000 for customer X?” */
export function whoCould({ approvals }: Policy, question: Question, t: Translate): string[] {
  const { action, customer, by } = question;
  const what = t(`policy.${phraseOf[action]}`);
  const total = formatDecimal(question.total);
  const title =
    customer === undefined
      ? t('policy.couldApprove', { what, total })
      : t('policy.couldApproveFor', { what, total, customer });
  const tier = requireTier(approvals, action, { total: question.total, dayTotal: question.total });
  if (!tier.ok) return [title, indented(problemText(tier.problem, t))];
  const { needed, approve, upToPerDay } = tier.value;
  const ask = approvals.actions.get(action)?.ask;
  return [
    title,
    ...(by && ask ? askText(by, ask, t) : []).map(indented),
    indented(t('policy.needs', { count: needed })),
    ...approve.people.filter((person) => person !== by).map(({ name }) => `    - ${name}`),
    ...approve.groups.map(({ name }) => `    - ${t('policy.groupMember', { name })}`),
    ...(upToPerDay ? [indented(t('policy.ifWithinDay', { perDay: formatDecimal(upToPerDay) }))] : []),
    ...requesterText(by, tier.value, t).map(indented),
  ];
}

function askText(by: Listed, ask: Parties, t: Translate): string[] {
  const { name } = by;
  if (ask.people.includes(by)) return [];
  const groups = ask.groups.map((group) => t('policy.theGroup', { name: group.name }));
  return groups.length > 0
    ? [t('policy.byMayAskIf', { name, groups: groups.join(t('common.listSeparator')) })]
    : [t('policy.byMayNotAsk', { name })];
}

function requesterText(by: Listed | undefined, { approve, needed }: Tier, t: Translate): string[] {
  if (!by) return [t('policy.notWhoAsks')];
  const cannotPass = approve.groups.length === 0 && othersThan(by, approve) < needed;
  return [t('policy.notAsRequester', { name: by.name }), ...(cannotPass ? [t('policy.nobodyLeft')] : [])];
}

const indented = (line: string): string => `  ${line}`;

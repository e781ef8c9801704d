import {
  type ActionPolicy,
  type Channel,
  type Channels,
  moneyActions,
  type Parties,
  phraseOf,
  type Tier,
} from '../../approvals/policy/policy.ts';
import { othersThan } from '../../approvals/policy/resolve.ts';
import { formatDecimal } from '../../kernel/format.ts';
import type { Translate } from '../../kernel/texts/index.ts';
import { roles } from '../command.ts';
import { roleText } from '../help/describe.ts';
import type { Policy } from './policy.ts';

/** What the file says about money, in sentences. Those about one action stand indented below its first. */
export function explainApprovals({ approvals, auditChannel }: Policy, t: Translate): string[] {
  const { actions, timeZone: zone, quietHours: quiet } = approvals;
  const audit = auditChannel
    ? t('policy.auditIn', { channel: channelText(auditChannel, t) })
    : t('policy.noAudit');
  if (actions.size === 0) return [t('policy.noApprovals'), audit];
  return [
    ...moneyActions.flatMap((action) => {
      const rules = actions.get(action);
      const what = t(`policy.${phraseOf[action]}`);
      return rules ? actionLines(rules, what, t) : [t('policy.mayNotBeDone', { what })];
    }),
    t('policy.daysOf', { zone }),
    ...(quiet ? [t('policy.quiet', { zone, from: timeText(quiet.from), to: timeText(quiet.to) })] : []),
    t('policy.unreadableList'),
    audit,
  ];
}

function actionLines(rules: ActionPolicy, what: string, t: Translate): string[] {
  const { ask, tiers, remind, escalate, expireAfterMs, dailyCap: cap, action } = rules;
  const details = [
    ...tiers.flatMap((tier) => [tierText(tier, t), ...stuckAskers(rules, tier, t)]),
    t('policy.aboveTiers'),
    ...(cap
      ? [
          t(action === 'account.transfer' ? 'policy.accountCap' : 'policy.quotaCap', {
            cap: formatDecimal(cap),
          }),
        ]
      : []),
    ...(remind ? [remindText(remind, t)] : []),
    ...(escalate
      ? [t('policy.escalateTo', { after: lengthText(escalate.afterMs, t), who: partiesText(escalate.to, t) })]
      : []),
    t('policy.expires', { after: lengthText(expireAfterMs, t) }),
  ];
  return [t('policy.mayAskTo', { who: partiesText(ask, t), what }), ...details.map((line) => `  - ${line}`)];
}

function tierText({ upTo, upToPerDay, needed, approve, channel }: Tier, t: Translate): string {
  const params = {
    upTo: formatDecimal(upTo),
    count: needed,
    who: partiesText(approve, t),
    channel: channelText(channel, t),
  };
  return upToPerDay
    ? t('policy.tierPerDay', { ...params, perDay: formatDecimal(upToPerDay) })
    : t('policy.tier', params);
}

function remindText({ afterMs, everyMs }: NonNullable<ActionPolicy['remind']>, t: Translate): string {
  const after = lengthText(afterMs, t);
  return everyMs === undefined
    ? t('policy.remindOnce', { after })
    : t('policy.remindAgain', { after, every: lengthText(everyMs, t) });
}

/** Those who may ask and whose requests nobody could decide: seen only where a tier names people, not groups. */
const stuckAskers = ({ ask }: ActionPolicy, { approve, needed, upTo }: Tier, t: Translate): string[] =>
  approve.groups.length > 0
    ? []
    : ask.people
        .filter((asker) => othersThan(asker, approve) < needed)
        .map(({ name }) => t('policy.ownTooFew', { name, upTo: formatDecimal(upTo) }));

/** Roles, groups and people as the list names them. */
export function partiesText({ names, groups }: Parties, t: Translate): string {
  const texts = names.map((name) => {
    const role = roles.find((known) => known === name);
    if (role) return t('policy.everyRole', { role: t(roleText[role]) });
    return groups.some((group) => group.name === name) ? t('policy.theGroup', { name }) : name;
  });
  return texts.join(t('common.listSeparator'));
}

export const channelText = ({ slack, teams }: Channels, t: Translate): string =>
  [slack, teams].flatMap((one) => (one ? [nameOf(one, t)] : [])).join(t('common.listSeparator'));

const languages = { en: 'policy.readInEnglish', 'zh-CN': 'policy.readInChinese' } as const;

const nameOf = ({ id, language }: Channel, t: Translate): string =>
  language === undefined ? id : t(languages[language], { id });

const minuteMs = 60_000;

function lengthText(ms: number, t: Translate): string {
  const minutes = ms / minuteMs;
  if (minutes % 60 !== 0) return t('policy.minutes', { count: minutes });
  const hours = minutes / 60;
  return hours % 24 === 0 && hours > 48
    ? t('policy.days', { count: hours / 24 })
    : t('policy.hours', { count: hours });
}

const timeText = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

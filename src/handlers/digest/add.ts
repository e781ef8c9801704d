import { digestSections } from '../../cards/digest/view.ts';
import { digestAddedCard } from '../../cards/digest/list.ts';
import { sectionNames } from '../../cards/digest/sections.ts';
import { decimal } from '../../kernel/decimal.ts';
import { dayRules, type DayRule, dueAt } from '../../kernel/due.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { langs, langOf, translator } from '../../kernel/texts/index.ts';
import { addDigest, digestsFor } from '../../ledger/digests.ts';
import { command } from '../command.ts';
import { fold } from '../parse/normalise.ts';
import { minuteOf } from '../parse/time-of-day.ts';
import { noteDigest } from './note.ts';
import { mayHave } from './rights.ts';

/** A person who has more has made them by mistake. */
const mostDigests = 20;
const usualLeast = decimal('100');

const ruleAliases: Readonly<Partial<Record<DayRule, readonly string[]>>> = {
  every: ['daily', 'everyday', '每日'],
  weekdays: ['mon-fri', '周一到周五'],
  workdays: ['working', '工作日', '中国工作日'],
  mondays: ['monday', 'mon', '周一', '星期一'],
  tuesdays: ['tuesday', 'tue', '周二', '星期二'],
  wednesdays: ['wednesday', 'wed', '周三', '星期三'],
  thursdays: ['thursday', 'thu', '周四', '星期四'],
  fridays: ['friday', 'fri', '周五', '星期五'],
  saturdays: ['saturday', 'sat', '周六', '星期六'],
  sundays: ['sunday', 'sun', '周日', '星期日'],
};

export const add = command({
  path: ['digest', 'add'],
  aliases: [
    ['简报', '订阅'],
    ['digest', 'new'],
  ],
  summary: 'digest.addSummary',
  permission: 'digest.own',
  effect: 'write',
  sites: ['cn'],
  args: {
    time: {
      type: 'time',
      label: 'digest.time',
      hint: 'digest.timeHint',
      required: true,
      positional: true,
      usual: '9:00',
    },
    days: {
      type: 'choice',
      label: 'digest.days',
      positional: true,
      usual: 'weekdays',
      options: dayRules.map((rule) => ({
        value: rule,
        label: `digest.${rule}` as const,
        aliases: ruleAliases[rule] ?? [],
      })),
    },
    what: { type: 'text', label: 'digest.what', hint: 'digest.whatHint' },
    changes: { type: 'flag', label: 'digest.changes' },
    least: { type: 'amount', label: 'digest.least', hint: 'digest.leastHint' },
    zone: { type: 'text', label: 'digest.zone', hint: 'digest.zoneHint' },
    lang: {
      type: 'choice',
      label: 'digest.lang',
      options: [
        { value: 'en', label: 'digest.english', aliases: ['english'] },
        { value: 'zh-CN', label: 'digest.chinese', aliases: ['zh', 'chinese', '中文'] },
      ],
    },
    here: { type: 'flag', label: 'digest.here', permission: 'digest.channel' },
  },
  formSubmit: 'digest.addSubmit',
  examples: ['digest add 9:00', 'digest add 8:30 workdays --what spend,movers', 'digest add 9点 周一 --here'],
  async run(context, { time, days = 'weekdays', what, changes, least, zone, lang, here }) {
    const { actor, ledger, clock, conversation, t } = context;
    const sections = readSections(what);
    if (!sections.ok) return sections;
    const timeZone = zone ?? actor.timeZone;
    if (!isZone(timeZone)) return fail(problem('timeZoneUnknown', { typed: timeZone }));
    const channelId = here ? conversation.channelId : undefined;
    if (here && channelId === undefined) return fail(problem('digestNeedsChannel'));
    if (!mayHave({ channelId, sections: sections.value }, actor)) return fail(problem('digestNothingToSee'));
    const mine = (await digestsFor(ledger, actor, undefined)).length;
    if (mine >= mostDigests) return fail(problem('digestTooMany', { count: mine }));
    const now = clock.now();
    const { app, tenantId, userId } = actor;
    const digest = await ledger.transaction().execute(async (trx) => {
      const added = await addDigest(
        trx,
        { app, tenantId, userId },
        {
          channelId,
          minute: minuteOf(time),
          days: dayRules.find((rule) => rule === days) ?? 'weekdays',
          timeZone,
          lang: lang === undefined ? actor.lang : langOf(lang),
          sections: sections.value,
          onlyChanges: changes,
          least: (least ?? usualLeast).toFixed(),
          at: now,
        },
      );
      await noteDigest(context, trx, 'digest.added', added.id);
      return added;
    });
    return ok(digestAddedCard(t, { ...digest, here }, dueAt(digest, now).at));
  },
});

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Names of sections in either language, with commas between them; none means all. */
function readSections(text: string | undefined): Result<readonly string[]> {
  const words = (text ?? '')
    .split(/[,，、;；\s]+/)
    .filter((word) => word !== '' && !/^(all|全部)$/i.test(word));
  const found: string[] = [];
  for (const word of words) {
    const section = digestSections.find((one) =>
      [one, ...langs.map((lang) => translator(lang)(sectionNames[one]))].some(
        (name) => fold(name) === fold(word),
      ),
    );
    if (!section)
      return fail(problem('digestSectionUnknown', { typed: word, known: digestSections.join(', ') }));
    if (!found.includes(section)) found.push(section);
  }
  return ok(found);
}

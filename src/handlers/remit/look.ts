import { problemText } from '../../cards/problem.ts';
import { remittanceCard } from '../../cards/remit/card.ts';
import { type ReadingView, remittanceListCard } from '../../cards/remit/list.ts';
import { checkRemittancesJob } from '../../jobs/remit-check.ts';
import { selvesOf } from '../../jobs/remit-view.ts';
import { problem, type ProblemCode } from '../../kernel/problem.ts';
import { ok } from '../../kernel/result.ts';
import { problems } from '../../kernel/texts/problems.ts';
import { accountReadings } from '../../ledger/account-changes.ts';
import { listRemittances } from '../../ledger/remittances.ts';
import { type ArgSpec, command, type CommandContext } from '../command.ts';
import { remittanceNamed, rightsOver, viewFor } from './rights.ts';

const rowsShown = 50;

export const remitList = command({
  path: ['remit', 'list'],
  aliases: [['remit'], ['remittances'], ['汇款', '列表'], ['汇款'], ['查汇款'], ['汇款', '查询']],
  summary: 'remit.listSummary',
  permission: 'remittances.read',
  effect: 'read',
  sites: ['cn'],
  args: {
    which: {
      type: 'choice',
      label: 'remit.which',
      positional: true,
      options: [
        { value: 'open', label: 'remit.whichOpen', aliases: ['waiting', '未完结'] },
        { value: 'closed', label: 'remit.whichClosed', aliases: ['done', '已完成', '历史'] },
      ],
    },
  },
  examples: ['remit list', 'remit list closed'],
  async run(context, { which }) {
    const { ledger, partner, actor, approvals, t } = context;
    const all = actor.may.has('remittances.confirm');
    const open = which !== 'closed';
    const whose = all ? {} : { announcedBy: selvesOf(approvals, actor) };
    const { rows, total } = await listRemittances(ledger, { ...whose, open }, rowsShown);
    return ok(
      remittanceListCard(t, {
        remittances: await Promise.all(rows.map((one) => viewFor(context, one))),
        total,
        which: open ? 'open' : 'closed',
        whose: all ? 'all' : 'mine',
        reading: await readingOf(context),
        currency: partner.currency,
        mayAnnounce: actor.may.has('remittances.announce'),
        timeZone: actor.timeZone,
      }),
    );
  },
});

/** How far the statement is known: of two accounts the one that is behind. */
async function readingOf({ ledger, partner, t }: CommandContext): Promise<ReadingView> {
  const readings = await accountReadings(ledger, partner.account);
  const moments = readings.map(({ readTo }) => readTo?.getTime() ?? 0);
  const oldest = moments.length < 2 ? 0 : Math.min(...moments);
  return {
    readTo: oldest === 0 ? undefined : new Date(oldest),
    troubles: readings.flatMap(({ account, trouble }) =>
      trouble === undefined ? [] : [{ account, why: sentenceOf(trouble, t) }],
    ),
  };
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

/** Which call it was stands in the log; its figures are not kept. */
const operation = { operation: 'ListPartnerAccountChangeRecords' };

const sentenceOf = (code: string, t: CommandContext['t']): string =>
  isProblemCode(code) ? problemText(problem(code, { ...operation, code: '', item: '' }), t) : code;

const code = {
  type: 'text',
  label: 'remit.remittance',
  hint: 'remit.codeHint',
  required: true,
  positional: true,
  most: 40,
} as const satisfies ArgSpec;

export const remitShow = command({
  path: ['remit', 'show'],
  aliases: [['汇款', '详情']],
  summary: 'remit.showSummary',
  permission: 'remittances.read',
  effect: 'read',
  sites: ['cn'],
  args: { remittance: code },
  examples: ['remit show RM-7K2M-4QXA'],
  async run(context, { remittance }) {
    const one = await remittanceNamed(context, remittance);
    if (!one.ok) return one;
    return ok(remittanceCard(context.t, await viewFor(context, one.value), rightsOver(context, one.value)));
  },
});

export const remitCheck = command({
  path: ['remit', 'check'],
  aliases: [['汇款', '核对'], ['核对汇款'], ['汇款', '到账']],
  summary: 'remit.checkSummary',
  permission: 'remittances.read',
  effect: 'read',
  sites: ['cn'],
  args: {},
  examples: ['remit check'],
  async run({ ledger, jobs, requestId, actor }) {
    const all = actor.may.has('remittances.confirm');
    const { lang, timeZone } = actor;
    await ledger
      .transaction()
      .execute((trx) =>
        jobs.enqueue(
          trx,
          checkRemittancesJob,
          { requestId, all, lang, timeZone },
          { jobId: `remit-check-${requestId}` },
        ),
      );
    return ok('handed-over');
  },
});

export const codeArgument = code;

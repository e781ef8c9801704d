import { auditCard, type AuditPage } from '../../cards/audit.ts';
import type { AuditFault } from '../../cards/audit-words.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import { sites } from '../../kernel/site.ts';
import { type AuditLink, genesis, verifyChain } from '../../ledger/audit-chain.ts';
import {
  type AuditFilter,
  auditLinks,
  auditSlice,
  type AuditSlice,
  atOneMoment,
  headBefore,
} from '../../ledger/audit-read.ts';
import { customersById, nameOf } from '../../ledger/customers.ts';
import type { Db } from '../../ledger/ledger.ts';
import { namesOfPeople } from '../../ledger/people.ts';
import { type Actor, command, type CommandContext } from '../command.ts';
import { fold } from '../parse/normalise.ts';
import { quoteWord } from '../parse/words.ts';
import { readAbout } from './about.ts';
import { lineOf } from './line.ts';

const pageSize = 25;

/** More than this is no work for somebody who waits. */
const longestCheck = 20_000;

export const audit = command({
  path: ['audit'],
  aliases: [['操作记录'], ['审计'], ['审计记录']],
  summary: 'audit.summary',
  args: {
    about: {
      type: 'text',
      label: 'audit.about',
      hint: 'audit.aboutHint',
      required: true,
      positional: true,
      rest: true,
    },
    page: { type: 'text', label: 'audit.page' },
  },
  permission: 'audit.read',
  effect: 'read',
  sites,
  examples: ['audit today', 'audit PD-7K2M-4QXA', 'audit 昨天'],
  async run(context, { about: text, page: typed }) {
    const page = readPage(typed);
    if (page === undefined) return fail(problem('pageUnreadable', { typed: typed ?? '' }));
    const about = await readAbout(context, text);
    if (!about.ok) return about;
    if ('blocks' in about.value) return ok(about.value);
    const { filter, title } = about.value;
    const offset = (page - 1) * pageSize;
    const { ledger, actor, t } = context;
    const seen = await atOneMoment(ledger, async (db) => {
      const slice = await auditSlice(db, filter, { limit: pageSize, offset });
      return { ...slice, ...(await namesIn(db, actor, slice)), ...(await checked(db, slice)) };
    });
    return ok(
      auditCard(t, {
        ...seen,
        title,
        lines: seen.rows.map(lineOf),
        from: offset + 1,
        timeZone: actor.timeZone,
        ...turns(context, { filter, text, page, total: seen.total }),
      }),
    );
  },
});

function readPage(typed: string | undefined): number | undefined {
  if (typed === undefined) return 1;
  const digits = /^\d{1,6}$/.exec(fold(typed))?.[0];
  return digits === undefined || Number(digits) < 1 ? undefined : Number(digits);
}

async function namesIn(db: Db, { app, tenantId }: Actor, { rows }: AuditSlice) {
  const lines = rows.map(lineOf);
  const people = await namesOfPeople(db, {
    app,
    tenantId,
    userIds: lines.flatMap(({ user, subject }) => [user, ...Object.values(subject)]),
  });
  const entries = await customersById(
    db,
    lines.flatMap(({ subject }) => subject['customer'] ?? []),
  );
  return { people, customers: new Map([...entries].map(([id, entry]) => [id, nameOf(entry)])) };
}

/** Whether everything between the rows shown is as it was written. */
async function checked(db: Db, { rows }: AuditSlice): Promise<Pick<AuditPage, 'chain'>> {
  if (rows.length === 0) return {};
  const places = rows.map(({ seq }) => seq);
  const [from, to] = [Math.min(...places), Math.max(...places)];
  if (to - from >= longestCheck) return {};
  return { chain: { from, to, fault: await firstFault(db, from, to) } };
}

async function firstFault(db: Db, from: number, to: number): Promise<AuditFault | undefined> {
  const start = from === 1 ? genesis : await headBefore(db, from);
  if (!start) return { kind: 'missing', seq: from - 1 };
  const part: AsyncGenerator<readonly AuditLink[]> = auditLinks(db, { from, to });
  return (await verifyChain(part, { start })).faults[0];
}

interface Standing {
  readonly filter: AuditFilter;
  readonly text: string;
  readonly page: number;
  readonly total: number;
}

/** A receipt is read from its beginning, everything else from its end. */
function turns({ t }: CommandContext, { filter, text, page, total }: Standing) {
  const line = (to: number) => `audit ${quoteWord(text)} --page ${to}`;
  const story = filter.kind === 'receipt';
  return {
    ...(page > 1
      ? { before: { label: t(story ? 'audit.earlier' : 'audit.newer'), line: line(page - 1) } }
      : {}),
    ...(page * pageSize < total
      ? { after: { label: t(story ? 'audit.later' : 'audit.older'), line: line(page + 1) } }
      : {}),
  };
}

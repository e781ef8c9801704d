import { randomInt } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Day } from '../kernel/day.ts';
import type { DayRule } from '../kernel/due.ts';
import type { Db } from './ledger.ts';
import type { DigestIssuesTable, DigestIssueState, DigestsTable, DigestTold } from './digests-schema.ts';

export type { DigestIssueState, DigestTold };

export interface DigestPlace {
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly userId: string;
}

/** What somebody asked for. */
export interface DigestWish {
  readonly minute: number;
  readonly days: DayRule;
  readonly timeZone: string;
  readonly lang: string;
  readonly sections: readonly string[];
  readonly onlyChanges: boolean;
  readonly least: string;
}

export interface Digest extends DigestWish {
  readonly id: string;
  readonly of: DigestPlace;
  /** Where it is shown; in the person's own conversation when absent. */
  readonly channelId: string | undefined;
  readonly muted: readonly string[];
  readonly since: Date;
  readonly paused: { readonly at: Date; readonly why: string } | undefined;
}

export interface DigestIssue {
  readonly digestId: string;
  readonly day: Day;
  readonly dueAt: Date;
  readonly moment: string;
  readonly state: DigestIssueState;
  readonly message: DigestIssuesTable['message']['__select__'];
  readonly told: DigestTold | null;
}

// Without those that are taken for one another.
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const newCode = (): string =>
  `D${Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')}`;

export async function addDigest(
  db: Db,
  of: DigestPlace,
  wish: DigestWish & { readonly channelId: string | undefined; readonly at: Date },
): Promise<Digest> {
  for (;;) {
    const row = await db
      .insertInto('digests')
      .values({
        id: newCode(),
        app: of.app,
        tenant_id: of.tenantId,
        user_id: of.userId,
        channel_id: wish.channelId ?? null,
        minute: wish.minute,
        days: wish.days,
        time_zone: wish.timeZone,
        lang: wish.lang,
        sections: JSON.stringify(wish.sections),
        only_changes: wish.onlyChanges,
        least: wish.least,
        muted: '[]',
        since: wish.at,
        created_at: wish.at,
      })
      // A code that is taken already: the next one is not.
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row) return digestOf(row);
  }
}

const digestOf = (row: Selectable<DigestsTable>): Digest => ({
  id: row.id,
  of: { app: row.app, tenantId: row.tenant_id, userId: row.user_id },
  channelId: row.channel_id ?? undefined,
  minute: row.minute,
  days: row.days,
  timeZone: row.time_zone,
  lang: row.lang,
  sections: row.sections,
  onlyChanges: row.only_changes,
  least: row.least,
  muted: row.muted,
  since: row.since,
  paused: row.paused_at ? { at: row.paused_at, why: row.paused_why ?? 'asked' } : undefined,
});

export async function findDigest(db: Db, id: string): Promise<Digest | undefined> {
  const row = await db.selectFrom('digests').selectAll().where('id', '=', id).executeTakeFirst();
  return row && digestOf(row);
}

/** A person's own, and those of the channel they stand in. */
export async function digestsFor(
  db: Db,
  { app, tenantId, userId }: DigestPlace,
  channelId: string | undefined,
): Promise<readonly Digest[]> {
  const rows = await db
    .selectFrom('digests')
    .selectAll()
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where((where) =>
      where.or([
        where('user_id', '=', userId),
        ...(channelId === undefined ? [] : [where('channel_id', '=', channelId)]),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(digestOf);
}

/** Those that are not paused. */
export async function activeDigests(db: Db): Promise<readonly Digest[]> {
  const rows = await db
    .selectFrom('digests')
    .selectAll()
    .where('paused_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(digestOf);
}

/** False when it was paused already, or is gone. */
export async function pauseDigest(db: Db, id: string, at: Date, why: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ paused_at: at, paused_why: why })
    .where('id', '=', id)
    .where('paused_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What was due in the pause is not sent afterwards. */
export async function resumeDigest(db: Db, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ paused_at: null, paused_why: null, since: at })
    .where('id', '=', id)
    .where('paused_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function removeDigest(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('digests').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** False when the customer was in the list, or not in it, already. */
export async function muteInDigest(db: Db, id: string, customerId: string, muted: boolean): Promise<boolean> {
  const change = muted
    ? sql<string>`muted || to_jsonb(${customerId}::text)`
    : sql<string>`muted - ${customerId}::text`;
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ muted: change })
    .where('id', '=', id)
    .where(sql<boolean>`jsonb_exists(muted, ${customerId}) = ${!muted}`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface IssueClaim {
  readonly digestId: string;
  readonly day: Day;
  readonly dueAt: Date;
  readonly moment: string;
  readonly state: 'due' | 'skipped';
}

/** Claims what nobody has claimed before; answers what is this caller's now. */
export async function claimIssues(
  db: Db,
  claims: readonly IssueClaim[],
  at: Date,
): Promise<readonly IssueClaim[]> {
  if (claims.length === 0) return [];
  const rows = await db
    .insertInto('digest_issues')
    .values(
      claims.map((claim) => ({
        digest_id: claim.digestId,
        day: claim.day,
        due_at: claim.dueAt,
        moment: claim.moment,
        state: claim.state,
        claimed_at: at,
        ended_at: claim.state === 'skipped' ? at : null,
        message: 'null',
        told: 'null',
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(['digest_id', 'day'])
    .execute();
  const mine = new Set(rows.map((row) => `${row.digest_id} ${row.day}`));
  return claims.filter(({ digestId, day }) => mine.has(`${digestId} ${day}`));
}

/** The days each digest was claimed for, from one on: `id day`. */
export async function claimedSince(db: Db, day: Day): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('digest_issues')
    .select(['digest_id', 'day'])
    .where('day', '>=', day)
    .execute();
  return new Set(rows.map((row) => `${row.digest_id} ${row.day}`));
}

export async function findIssue(db: Db, digestId: string, day: Day): Promise<DigestIssue | undefined> {
  const row = await db
    .selectFrom('digest_issues')
    .selectAll()
    .where('digest_id', '=', digestId)
    .where('day', '=', day)
    .executeTakeFirst();
  return row && issueOf(row);
}

const issueOf = (row: Selectable<DigestIssuesTable>): DigestIssue => ({
  digestId: row.digest_id,
  day: row.day,
  dueAt: row.due_at,
  moment: row.moment,
  state: row.state,
  message: row.message,
  told: row.told,
});

/** Those of an hour that have not come to an end. */
export async function openIssues(db: Db, moment: string): Promise<readonly DigestIssue[]> {
  const rows = await db
    .selectFrom('digest_issues')
    .selectAll()
    .where('moment', '=', moment)
    .where('state', 'in', ['due', 'posting'])
    .orderBy('digest_id')
    .execute();
  return rows.map(issueOf);
}

/** Hours with digests that were claimed before a moment and have not come to an end. */
export async function restlessMoments(db: Db, claimedBefore: Date): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('digest_issues')
    .select('moment')
    .distinct()
    .where('state', 'in', ['due', 'posting'])
    .where('claimed_at', '<', claimedBefore)
    .orderBy('moment')
    .execute();
  return rows.map(({ moment }) => moment);
}

/** From one state to the next; false when it was not in the first, because somebody else has moved it. */
export async function moveIssue(
  db: Db,
  { digestId, day }: Pick<DigestIssue, 'digestId' | 'day'>,
  from: DigestIssueState,
  to: DigestIssueState,
  more: {
    readonly at?: Date;
    readonly message?: DigestIssue['message'];
    readonly told?: DigestTold;
  } = {},
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digest_issues')
    .set({
      state: to,
      ...(more.at ? { ended_at: more.at } : {}),
      ...(more.message ? { message: JSON.stringify(more.message) } : {}),
      ...(more.told ? { told: JSON.stringify(more.told) } : {}),
    })
    .where('digest_id', '=', digestId)
    .where('day', '=', day)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What was said last, and what was not said since: the days that were left out. */
export async function issuesBefore(
  db: Db,
  digestId: string,
  day: Day,
): Promise<{ readonly last: DigestIssue | undefined; readonly missed: readonly DigestIssue[] }> {
  const rows = await db
    .selectFrom('digest_issues')
    .selectAll()
    .where('digest_id', '=', digestId)
    .where('day', '<', day)
    .orderBy('day', 'desc')
    .limit(30)
    .execute();
  const issues = rows.map(issueOf);
  const at = issues.findIndex(({ state }) => state === 'sent');
  const since = at < 0 ? issues : issues.slice(0, at);
  const missed = since.filter(({ state }) => ['skipped', 'failed', 'unknown'].includes(state));
  return { last: issues[at], missed: missed.toReversed() };
}

export async function keepDigestFacts(
  db: Db,
  moment: string,
  { readAt, body }: { readonly readAt: Date; readonly body: Buffer },
): Promise<void> {
  await db
    .insertInto('digest_facts')
    .values({ moment, read_at: readAt, body })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function keptDigestFacts(
  db: Db,
  moment: string,
): Promise<{ readonly readAt: Date; readonly body: Buffer } | undefined> {
  const row = await db.selectFrom('digest_facts').selectAll().where('moment', '=', moment).executeTakeFirst();
  return row && { readAt: row.read_at, body: row.body };
}

export async function dropDigestsPast(
  db: Db,
  before: { readonly facts: Date; readonly issues: Day },
): Promise<void> {
  await db.deleteFrom('digest_facts').where('read_at', '<', before.facts).execute();
  await db
    .deleteFrom('digest_issues')
    .where('day', '<', before.issues)
    .where('state', 'not in', ['due', 'posting'])
    .execute();
}

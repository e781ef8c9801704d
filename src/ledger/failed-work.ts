import type { Db } from './ledger.ts';

export interface FailedWork {
  /** The cycle of a bill export; undefined for a list as a file. */
  readonly cycle: string | undefined;
  readonly at: Date;
  /** The problem code. */
  readonly outcome: string;
}

/** Files that were asked for and never came, of one person or of all, the newest first. */
export async function failedWork(
  db: Db,
  of: {
    readonly app: string;
    readonly tenantId: string;
    readonly userId?: string;
    readonly since: Date;
    readonly until: Date;
  },
): Promise<readonly FailedWork[]> {
  const exports = await db
    .selectFrom('exports')
    .select(['cycle', 'ended_at', 'outcome'])
    .where('state', '=', 'failed')
    .where('app', '=', of.app)
    .where('tenant_id', '=', of.tenantId)
    .where('ended_at', '>=', of.since)
    .where('ended_at', '<=', of.until)
    .$if(of.userId !== undefined, (query) => query.where('user_id', '=', of.userId ?? ''))
    .execute();
  const lists = await db
    .selectFrom('list_files')
    .select(['ended_at', 'outcome'])
    .where('state', '=', 'failed')
    .where('app', '=', of.app)
    .where('tenant_id', '=', of.tenantId)
    .where('ended_at', '>=', of.since)
    .where('ended_at', '<=', of.until)
    .$if(of.userId !== undefined, (query) => query.where('user_id', '=', of.userId ?? ''))
    .execute();
  return [...exports, ...lists.map((row) => ({ ...row, cycle: undefined }))]
    .flatMap(({ cycle, ended_at: at, outcome }) => (at ? [{ cycle, at, outcome: outcome ?? '' }] : []))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

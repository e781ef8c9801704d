import type { Db, Ledger } from './ledger.ts';

export interface TeamsFile {
  readonly id: string;
  readonly tenantId: string;
  /** For whom it is. */
  readonly userId: string;
  readonly name: string;
  readonly bytes: number;
}

/** Stores a file piece by piece, all of it or nothing. */
export const saveTeamsFile = (
  ledger: Ledger,
  { id, tenantId, userId, name, bytes }: TeamsFile,
  pieces: AsyncIterable<Buffer>,
): Promise<void> =>
  ledger.transaction().execute(async (trx) => {
    await trx
      .insertInto('teams_files')
      .values({ id, tenant_id: tenantId, user_id: userId, name, bytes: String(bytes) })
      .execute();
    let seq = 0;
    for await (const body of pieces) {
      await trx.insertInto('teams_file_parts').values({ file_id: id, seq, body }).execute();
      seq += 1;
    }
  });

export async function findTeamsFile(
  db: Db,
  id: string,
): Promise<(TeamsFile & { readonly shown: boolean }) | undefined> {
  const row = await db.selectFrom('teams_files').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const { tenant_id: tenantId, user_id: userId, name, bytes, shown } = row;
  return { id, tenantId, userId, name, bytes: Number(bytes), shown };
}

export async function markFileShown(db: Db, id: string): Promise<void> {
  await db.updateTable('teams_files').set({ shown: true }).where('id', '=', id).execute();
}

/** Its pieces in order, one at a time: a file may be larger than a process should hold. */
export async function* teamsFilePieces(db: Db, id: string): AsyncGenerator<Buffer> {
  for (let seq = 0; ; seq += 1) {
    const piece = await db
      .selectFrom('teams_file_parts')
      .select('body')
      .where('file_id', '=', id)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (!piece) return;
    yield piece.body;
  }
}

export async function saveFileLink(
  db: Db,
  link: { readonly digest: string; readonly fileId: string; readonly until: Date },
): Promise<void> {
  const { digest, fileId, until } = link;
  await db.insertInto('teams_file_links').values({ digest, file_id: fileId, until }).execute();
}

/** The file of a link that is still good. */
export async function fileBehindLink(db: Db, digest: string, now: Date): Promise<TeamsFile | undefined> {
  const row = await db
    .selectFrom('teams_file_links')
    .select('file_id')
    .where('digest', '=', digest)
    .where('until', '>', now)
    .executeTakeFirst();
  return row && findTeamsFile(db, row.file_id);
}

export async function dropTeamsFilesBefore(db: Db, createdBefore: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('teams_files')
    .where('created_at', '<', createdBefore)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

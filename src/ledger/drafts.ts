import type { Selectable } from 'kysely';
import type { Db } from './ledger.ts';
import type { DraftsTable } from './schema.ts';

export type Draft = Selectable<DraftsTable>;

export interface NewDraft {
  readonly id: string;
  readonly app: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly channelId?: string | undefined;
  readonly command: string;
  readonly replyUrl?: string | undefined;
}

export async function saveDraft(db: Db, draft: NewDraft): Promise<void> {
  await db
    .insertInto('drafts')
    .values({
      id: draft.id,
      app: draft.app,
      tenant_id: draft.tenantId,
      user_id: draft.userId,
      channel_id: draft.channelId ?? null,
      command: draft.command,
      reply_url: draft.replyUrl ?? null,
    })
    .execute();
}

export const findDraft = (db: Db, id: string): Promise<Draft | undefined> =>
  db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();

export async function dropDraft(db: Db, id: string): Promise<void> {
  await db.deleteFrom('drafts').where('id', '=', id).execute();
}

/** Forms that were opened and never sent. */
export async function dropDraftsBefore(db: Db, createdBefore: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('drafts')
    .where('created_at', '<', createdBefore)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

import { sql } from 'kysely';
import type { Db } from './ledger.ts';

/** Who has heard of what: news of a remittance, and its message in the rooms of finance. */

/** The one who announced it, or the room of finance in an app. */
export type Hearer = 'requester' | 'slack' | 'teams';

export interface Telling {
  readonly remittanceId: string;
  readonly seq: number;
  readonly hearer: Hearer;
}

/** True for the one who is to tell it: nobody else will. */
export async function claimTelling(db: Db, { remittanceId, seq, hearer }: Telling): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('remittance_tellings')
    .values({ remittance_id: remittanceId, seq, hearer })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** It could not be told just now: the next one may. */
export async function releaseTelling(db: Db, { remittanceId, seq, hearer }: Telling): Promise<void> {
  await db
    .deleteFrom('remittance_tellings')
    .where('remittance_id', '=', remittanceId)
    .where('seq', '=', seq)
    .where('hearer', '=', hearer)
    .execute();
}

export async function markTold(db: Db, remittanceId: string, upTo: number): Promise<void> {
  await db
    .updateTable('remittance_events')
    .set({ told: true })
    .where('remittance_id', '=', remittanceId)
    .where('seq', '<=', upTo)
    .execute();
}

/** Remittances of which somebody has not heard all although it is a while ago: their job was lost. */
export async function untoldRemittances(db: Db, before: Date, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('remittance_events')
    .select('remittance_id')
    .distinct()
    .where('told', '=', false)
    .where('at', '<', before)
    .limit(limit)
    .execute();
  return rows.map(({ remittance_id }) => remittance_id);
}

export interface RoomCard {
  readonly app: 'slack' | 'teams';
  readonly tenantId: string;
  readonly channelId: string;
  /** Undefined while somebody posts it. */
  readonly messageId: string | undefined;
  /** The version of the remittance as it stands there. */
  readonly shown: number;
}

export async function roomCardsOf(db: Db, remittanceId: string): Promise<readonly RoomCard[]> {
  const rows = await db
    .selectFrom('remittance_cards')
    .selectAll()
    .where('remittance_id', '=', remittanceId)
    .execute();
  return rows.map((row) => ({
    app: row.app === 'teams' ? 'teams' : 'slack',
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    messageId: row.message_id ?? undefined,
    shown: row.shown,
  }));
}

/** True for the one who is to post it; for somebody else again when `before` has passed without a message. */
export async function claimRoomCard(
  db: Db,
  remittanceId: string,
  place: Pick<RoomCard, 'app' | 'tenantId' | 'channelId'>,
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into remittance_cards as card (remittance_id, app, tenant_id, channel_id, shown, claimed_at)
    values (${remittanceId}, ${place.app}, ${place.tenantId}, ${place.channelId}, 0, ${now})
    on conflict (remittance_id, app) do update set claimed_at = excluded.claimed_at
    where card.message_id is null and card.claimed_at < ${before}
    returning remittance_id
  `.execute(db);
  return rows.length > 0;
}

export async function releaseRoomCard(db: Db, remittanceId: string, app: RoomCard['app']): Promise<void> {
  await db
    .deleteFrom('remittance_cards')
    .where('remittance_id', '=', remittanceId)
    .where('app', '=', app)
    .where('message_id', 'is', null)
    .execute();
}

/** Where it was posted, which may be another conversation than was asked for. */
export async function rememberRoomCard(
  db: Db,
  remittanceId: string,
  { app, tenantId, channelId, messageId, shown }: RoomCard & { readonly messageId: string },
): Promise<void> {
  await db
    .updateTable('remittance_cards')
    .set({ tenant_id: tenantId, channel_id: channelId, message_id: messageId, shown })
    .where('remittance_id', '=', remittanceId)
    .where('app', '=', app)
    .execute();
}

export async function markRoomCardShown(
  db: Db,
  remittanceId: string,
  app: RoomCard['app'],
  version: number,
): Promise<void> {
  await db
    .updateTable('remittance_cards')
    .set({ shown: sql`greatest(shown, ${version}::integer)` })
    .where('remittance_id', '=', remittanceId)
    .where('app', '=', app)
    .execute();
}

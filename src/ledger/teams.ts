import type { Selectable } from 'kysely';
import type { Db } from './ledger.ts';
import type { TeamsConversationsTable } from './teams-schema.ts';

export interface TeamsPlace {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly kind: 'personal' | 'group' | 'channel';
  readonly serviceUrl: string;
  readonly botId: string;
  /** Whose personal chat it is. */
  readonly userId: string | undefined;
}

/** Keeps where to speak; the newest service address counts. */
export async function saveTeamsPlace(db: Db, place: TeamsPlace, seenAt: Date): Promise<void> {
  const known = {
    kind: place.kind,
    service_url: place.serviceUrl,
    bot_id: place.botId,
    user_id: place.userId ?? null,
    seen_at: seenAt,
  };
  await db
    .insertInto('teams_conversations')
    .values({ tenant_id: place.tenantId, conversation_id: place.conversationId, ...known })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'conversation_id']).doUpdateSet(known))
    .execute();
}

export async function findTeamsPlace(
  db: Db,
  tenantId: string,
  conversationId: string,
): Promise<TeamsPlace | undefined> {
  const row = await db
    .selectFrom('teams_conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
  return row && placeOf(row);
}

export async function findPersonalChat(
  db: Db,
  tenantId: string,
  userId: string,
): Promise<TeamsPlace | undefined> {
  const row = await db
    .selectFrom('teams_conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('kind', '=', 'personal')
    .orderBy('seen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && placeOf(row);
}

/** Any place of the tenant: they share a service address, which is what a first message to a person needs. */
export async function latestTeamsPlace(db: Db, tenantId: string): Promise<TeamsPlace | undefined> {
  const row = await db
    .selectFrom('teams_conversations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('seen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && placeOf(row);
}

/** The bot was taken out of there, or Teams does not know the place any more. */
export async function forgetTeamsPlace(db: Db, tenantId: string, conversationId: string): Promise<void> {
  await db
    .deleteFrom('teams_conversations')
    .where('tenant_id', '=', tenantId)
    .where('conversation_id', '=', conversationId)
    .execute();
}

const placeOf = (row: Selectable<TeamsConversationsTable>): TeamsPlace => ({
  tenantId: row.tenant_id,
  conversationId: row.conversation_id,
  kind: row.kind,
  serviceUrl: row.service_url,
  botId: row.bot_id,
  userId: row.user_id ?? undefined,
});

export async function saveTeamsAddress(
  db: Db,
  tenantId: string,
  userId: string,
  address: string,
): Promise<void> {
  await db
    .insertInto('teams_addresses')
    .values({ tenant_id: tenantId, user_id: userId, address })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet({ address }))
    .execute();
}

export async function teamsAddresses(
  db: Db,
  tenantId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('teams_addresses')
    .select(['user_id', 'address'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', 'in', [...userIds])
    .execute();
  return new Map(rows.map(({ user_id, address }) => [user_id, address]));
}

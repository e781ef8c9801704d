import type { Db } from './ledger.ts';

export interface Person {
  readonly app: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
}

export async function findPerson(
  db: Db,
  app: string,
  tenantId: string,
  userId: string,
): Promise<(Person & { readonly seenAt: Date }) | undefined> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { name, locale, time_zone: timeZone, seen_at: seenAt } = row;
  return { app, tenantId, userId, name, locale, timeZone, seenAt };
}

export async function savePerson(db: Db, person: Person, seenAt: Date): Promise<void> {
  const described = {
    name: person.name,
    locale: person.locale,
    time_zone: person.timeZone,
    seen_at: seenAt,
  };
  await db
    .insertInto('people')
    .values({ app: person.app, tenant_id: person.tenantId, user_id: person.userId, ...described })
    .onConflict((conflict) => conflict.columns(['app', 'tenant_id', 'user_id']).doUpdateSet(described))
    .execute();
}

/** What is known of them may be out of date: the app is asked again when they are met next. */
export async function stalePerson(db: Db, app: string, tenantId: string, userId: string): Promise<void> {
  await db
    .updateTable('people')
    .set({ seen_at: new Date(0) })
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
}

export async function markHomeSeen(
  db: Db,
  app: string,
  tenantId: string,
  userId: string,
  at: Date,
): Promise<void> {
  await db
    .updateTable('people')
    .set({ home_seen_at: at })
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .execute();
}

export async function hasSeenHomeSince(
  db: Db,
  app: string,
  tenantId: string,
  userId: string,
  since: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('people')
    .select('user_id')
    .where('app', '=', app)
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('home_seen_at', '>=', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** How people are called, by id; those the bot has not met are left out. */
export async function namesOfPeople(
  db: Db,
  where: { readonly app: string; readonly tenantId: string; readonly userIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  if (where.userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('people')
    .select(['user_id', 'name'])
    .where('app', '=', where.app)
    .where('tenant_id', '=', where.tenantId)
    .where('user_id', 'in', [...new Set(where.userIds)])
    .where('name', '<>', '')
    .execute();
  return new Map(rows.map(({ user_id, name }) => [user_id, name]));
}

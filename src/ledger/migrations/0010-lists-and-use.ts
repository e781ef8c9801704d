import { type Kysely, sql } from 'kysely';

const statements = [
  // What began with coupons holds any list now.
  `alter table coupon_files rename to list_files`,
  `alter table list_files add column format text not null default 'csv' check (format in ('csv', 'xlsx'))`,
  `alter index coupon_files_open rename to list_files_open`,
  // What a customer has used of its own money in a cycle, pay-per-use, up to the end of a day.
  `create table customer_use (
    customer_id text not null,
    through text not null,
    total numeric not null,
    primary key (customer_id, through)
  )`,
  // The days to whose end the use of everybody is known.
  `create table customer_use_days (
    through text primary key,
    read_at timestamptz not null
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

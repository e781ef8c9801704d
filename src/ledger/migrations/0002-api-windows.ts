import { type Kysely, sql } from 'kysely';

/**
 * `grant` of kernel/call-window.ts inside PostgreSQL, by the server's clock: one round trip, and the row lock makes the
 * processes take turns. Times are milliseconds. What is lost with a crash is a second of memory, so nothing waits for disk.
 */
const takeCallSlots = `
create function take_call_slots(
  window_key text, call_limit integer, span double precision, spacing double precision,
  ahead double precision, credit double precision, starving double precision, batch boolean, wanted integer,
  out waits double precision[], out again double precision
) language plpgsql as $$
declare
  log double precision[];
  last_due double precision;
  instant double precision;
  due double precision;
  slot double precision;
begin
  waits := '{}';
  again := 0;
  insert into api_windows (key, granted, last_batch) values (window_key, '[]', 0) on conflict do nothing;
  select array(select value::double precision from jsonb_array_elements_text(w.granted) with ordinality as e (value, place) order by place), w.last_batch
    into log, last_due from api_windows w where w.key = window_key for update;
  instant := extract(epoch from clock_timestamp()) * 1000;
  while cardinality(waits) < wanted loop
    slot := greatest(instant, log[cardinality(log)], log[cardinality(log) - call_limit + 1] + span);
    if batch then
      due := greatest(last_due + spacing, instant - credit);
      slot := greatest(slot, due);
      if slot > instant + ahead and instant - last_due < starving then
        again := slot - ahead - instant;
        exit;
      end if;
      last_due := due;
    end if;
    log := log || slot;
    waits := waits || (slot - instant);
  end loop;
  update api_windows set
    granted = to_jsonb(log[greatest(1, cardinality(log) - call_limit + 1):]), last_batch = last_due
    where key = window_key;
end $$`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table api_windows set unlogged').execute(db);
  await sql.raw(takeCallSlots).execute(db);
}

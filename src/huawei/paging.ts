import { ok, type Result } from '../kernel/result.ts';
import type { Page, PageCursor, Pages } from './partner.ts';

export interface Slice<T> {
  readonly rows: readonly T[];
  readonly total: number | undefined;
}

/** A list of the platform, read by offset. */
export interface ListSource<T> {
  readonly pageSize: number;
  /** Pages asked for at once; also the most that are held in memory. */
  readonly inFlight: number;
  /** Calls off what is in flight. */
  readonly signal?: AbortSignal | undefined;
  fetch(offset: number, limit: number, signal: AbortSignal): Promise<Result<Slice<T>>>;
  /** What tells a row from another; undefined where nothing does, and then repeats cannot be seen. */
  idOf(row: T): string | undefined;
}

interface Flight<T> {
  readonly offset: number;
  readonly limit: number;
  readonly landed: Promise<Result<Slice<T>>>;
}

/** Ids kept against repeats: as many rows as may come or go in front of us between two pages. */
const recentIds = 300;

/**
 * Reads a list that moves while it is read. Rows that came in front of us shift the rest back: they are met again and
 * dropped by id. Rows that went in front of us pull the rest forward: the total has shrunk, so we step back by as much
 * and read again. Pages in flight may answer out of order; a total smaller than one already seen is the same sign.
 */
export async function* pages<T>(source: ListSource<T>, from?: PageCursor): Pages<T> {
  let offset = from?.offset ?? 0;
  let read = from?.read ?? 0;
  let total = from?.total;
  let recent = from?.recent ?? [];
  let limit = source.pageSize;
  let flights: Flight<T>[] = [];
  let calledOff = new AbortController();

  const launch = () => {
    for (;;) {
      const last = flights.at(-1);
      const next = last ? last.offset + last.limit : offset;
      // How far the list goes is known from its first page.
      const worthIt = last === undefined || (total !== undefined && next < total);
      if (flights.length >= source.inFlight || !worthIt) return;
      const landed = source.fetch(next, limit, calledOff.signal);
      // It may be called off before anybody waits for it.
      landed.catch(() => undefined);
      flights.push({ offset: next, limit, landed });
    }
  };
  const callOff = () => {
    calledOff.abort();
    calledOff = new AbortController();
    flights = [];
  };
  const stop = () => calledOff.abort(source.signal?.reason);
  if (source.signal?.aborted) stop();
  source.signal?.addEventListener('abort', stop);

  try {
    for (;;) {
      launch();
      const flight = flights.shift();
      if (!flight) return;
      const page = await flight.landed;
      if (!page.ok) {
        yield page;
        return;
      }
      const { rows } = page.value;
      const gone = (total ?? 0) - (page.value.total ?? total ?? 0);
      total = page.value.total;
      const back = Math.min(gone, recent.length, offset);
      if (back > 0) {
        callOff();
        offset -= back;
        continue;
      }

      const seen = new Set(recent);
      const fresh = rows.filter((row) => {
        const id = source.idOf(row);
        if (id === undefined) return true;
        if (seen.has(id)) return false;
        seen.add(id);
        return true;
      });
      recent = lastIds(recent, rows, source);
      offset += rows.length;
      read += fresh.length;
      const more = rows.length > 0 && (total === undefined ? rows.length === flight.limit : offset < total);
      if (fresh.length > 0 || !more) {
        yield ok({ rows: fresh, read, total, cursor: { offset, read, recent, total } });
      }
      if (!more) return;
      if (rows.length < flight.limit) {
        // The platform gives fewer at a time than we asked for: what is in flight starts behind a gap.
        callOff();
        limit = rows.length;
      }
    }
  } finally {
    source.signal?.removeEventListener('abort', stop);
    calledOff.abort();
  }
}

function lastIds<T>(recent: readonly string[], rows: readonly T[], source: ListSource<T>): readonly string[] {
  const ids = rows.slice(-recentIds).flatMap((row) => source.idOf(row) ?? []);
  return [...recent, ...ids].slice(-recentIds);
}

/** Lists read one after the other as one. Their first pages are asked for together, so that the total is known early. */
export async function* chained<T>(lists: readonly Pages<T>[]): Pages<T> {
  const readers: AsyncIterator<Result<Page<T>>, unknown>[] = lists.map((list) =>
    list[Symbol.asyncIterator](),
  );
  let before = 0;
  try {
    const firsts = await Promise.all(readers.map((reader) => reader.next()));
    const totals = firsts.map((step) => (!step.done && step.value.ok ? step.value.value.total : undefined));
    for (const [index, reader] of readers.entries()) {
      let step = firsts[index] ?? (await reader.next());
      let within = 0;
      for (; !step.done; step = await reader.next()) {
        const page = step.value;
        if (!page.ok) {
          yield page;
          return;
        }
        within = page.value.read;
        totals[index] = page.value.total;
        const total = totals.every((t) => t !== undefined)
          ? totals.reduce((sum, t) => sum + t, 0)
          : undefined;
        yield ok({ ...page.value, read: before + within, total });
      }
      before += within;
    }
  } finally {
    for (const reader of readers) await reader.return?.();
  }
}

import { isRecord, type Json, printJson, scalarText } from '../json.ts';
import type { ApiAnswer } from '../partner.ts';
import { isPersonal, mask } from '../privacy.ts';

/** The same answer with everything personal masked, at any depth. */
export function masked(json: Json, name = ''): Json {
  if (Array.isArray(json)) return json.map((entry: Json) => masked(entry, name));
  if (isRecord(json)) {
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => [
        key,
        masked(value, isPersonal(key) ? key : inherited(name)),
      ]),
    );
  }
  const text = scalarText(json);
  return text !== undefined && isPersonal(name) ? mask(text) : json;
}

/** What stands inside something personal is personal. */
const inherited = (name: string): string => (isPersonal(name) ? name : '');

/** The first list of objects, by breadth: the one a person asked for. */
export function tableOf(json: Json): ApiAnswer['table'] {
  const list = firstList(json);
  if (!list) return undefined;
  const rows = list.map((entry) => new Map(flat(entry, '')));
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return { columns, rows: rows.map((row) => columns.map((column) => row.get(column) ?? '')) };
}

function firstList(json: Json): readonly { readonly [key: string]: Json }[] | undefined {
  let level: readonly Json[] = [json];
  while (level.length > 0) {
    for (const entry of level) {
      if (Array.isArray(entry) && entry.length > 0 && entry.every(isRecord)) return entry;
    }
    level = level.flatMap((entry) => (isRecord(entry) ? Object.values(entry) : []));
  }
  return undefined;
}

function flat(json: Json, path: string): [string, string][] {
  if (isRecord(json)) {
    return Object.entries(json).flatMap(([key, value]) => flat(value, path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(json)) return [[path, listText(json)]];
  return [[path, scalarText(json) ?? '']];
}

function listText(list: readonly Json[]): string {
  const texts = list.map((entry) => scalarText(entry));
  return texts.every((text) => text !== undefined) ? texts.join(', ') : printJson(list);
}

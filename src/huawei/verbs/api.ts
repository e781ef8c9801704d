import { problem } from '../../kernel/problem.ts';
import { fail, ok } from '../../kernel/result.ts';
import type { Caller } from '../caller.ts';
import type { Field, Operation, ServiceTable } from '../contract.ts';
import { printJson } from '../json.ts';
import { tickets } from '../operations.ts';
import type { ApiVerbs, OperationInfo } from '../partner.ts';
import { isRead } from '../reads.ts';
import { masked, tableOf } from './api-answer.ts';
import { readArguments } from './api-arguments.ts';

interface Named {
  readonly table: ServiceTable;
  readonly wireName: string;
  readonly operation: Operation;
  readonly info: OperationInfo;
}

/** Any read operation by its name. What changes something is refused here; it has commands of its own, with approval. */
export function apiVerbs(caller: Caller): ApiVerbs {
  const byName = catalogue(caller.billing);
  return {
    operations: [...byName.values()].map(({ info }) => info),
    async call(name, args) {
      const named = byName.get(name) ?? byName.get(name.replace(/^(bss|bssintl|osm)\./, ''));
      if (!named) return fail(problem('operationUnknown', { name }));
      const { table, wireName, operation, info } = named;
      if (!info.reads) return fail(problem('operationWrites', { name }));
      if (operation.file) return fail(problem('operationTakesFile', { name }));
      const request = readArguments(table, { name, operation }, args);
      if (!request.ok) return request;
      const answer = await caller.send(table, wireName, request.value, { verbatim: true });
      if (!answer.ok) return answer;
      const shown = masked(answer.value.raw);
      return ok({
        value: { json: printJson(shown, 2), table: tableOf(shown) },
        source: name,
        asOf: answer.value.asOf,
      });
    },
  };
}

// A table of two hundred entries, and a platform is derived for every request: worked out once per service.
const catalogues = new Map<ServiceTable, ReadonlyMap<string, Named>>();

function catalogue(billing: ServiceTable): ReadonlyMap<string, Named> {
  const known = catalogues.get(billing);
  if (known) return known;
  const made = new Map<string, Named>();
  for (const table of [billing, tickets]) {
    for (const [wireName, operation] of Object.entries(table.operations)) {
      // Both services list sub-customers; the name alone means the partner's own list.
      const name = made.has(wireName) ? `${table.service}.${wireName}` : wireName;
      made.set(name, { table, wireName, operation, info: infoOf(table, name, wireName, operation) });
    }
  }
  catalogues.set(billing, made);
  return made;
}

function infoOf(table: ServiceTable, name: string, wireName: string, operation: Operation): OperationInfo {
  const body = operation.body === undefined ? {} : (table.models[operation.body] ?? {});
  const fields: (readonly [string, Field])[] = [
    ...operation.params.map((param) => [param.name, param] as const),
    ...Object.entries(body),
  ];
  return {
    name,
    service: table.service,
    method: operation.method,
    path: operation.path,
    reads: isRead(wireName, operation),
    params: fields.map(([key, field]) => ({
      name: key,
      required: field.required ?? false,
      type: typeName(field),
      ...(field.options ? { options: field.options } : {}),
    })),
  };
}

function typeName(field: Field): string {
  if (field.type === 'list') return `list of ${field.of ? typeName(field.of) : 'json'}`;
  return field.model ?? field.format ?? field.type;
}

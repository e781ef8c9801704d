import { readFile } from 'node:fs/promises';
import type { Field, Operation, Param } from '../../src/huawei/contract.ts';
import type { Generator } from '../generate.ts';
import { contractFile, type DocLimits, type Service, type Spec } from './contract-files.ts';
import { literal, moduleText } from './literal.ts';
import { typesOf } from './contract-types.ts';

const folder = 'contract/huawei';
const services = ['bss', 'bssintl', 'osm'] as const;

/** Types and tables of all operations, the rate limits, and the error codes with their sentences. */
export const contract: Generator = async () => {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(`${folder}/${name}.json`, 'utf8'));
  const documents = contractFile.docLimits.parse(await read('doc-limits'));
  const files = new Map<string, string>();
  for (const name of services) {
    const service = contractFile.service.parse(await read(name));
    files.set(`src/huawei/generated/${name}.ts`, typesOf(name, service));
    files.set(`src/huawei/generated/${name}-table.ts`, tableOf(name, service, documents));
  }
  files.set('src/huawei/generated/rate-limits.ts', rateLimits(await read('rate-limits')));
  const codes = contractFile.errorCodes.parse(await read('error-codes')).codes;
  files.set('src/huawei/generated/wire-codes.ts', wireCodes(codes));
  files.set('src/kernel/texts/generated/wire.ts', wireTexts(codes));
  return files;
};

function tableOf(name: string, service: Service, documents: DocLimits): string {
  const operations = Object.entries(service.operations).map(([operation, spec]) => {
    const params: Param[] = [
      ...spec.pathParams.map((p): Param => ({ name: p.name, in: 'path', ...fieldOf(p) })),
      ...spec.queryParams.map((p): Param => ({ name: p.name, in: 'query', ...fieldOf(p), ...repeats(p) })),
      ...spec.headerParams.map((p): Param => ({ name: p.name, in: 'header', ...fieldOf(p) })),
    ];
    const answersFile = service.models[spec.response.model]?.fields;
    const permissions = documents.operations[`${name}.${operation}`]?.permission;
    const entry: Operation = {
      method: spec.method,
      path: spec.path,
      params,
      ...(spec.body ? { body: spec.body } : {}),
      answer: spec.response.model,
      // The SDK gives downloads a response model without fields; so it does to writes that answer nothing.
      ...(spec.contentType === 'multipart/form-data' ||
      (operation.startsWith('Download') && answersFile && Object.keys(answersFile).length === 0)
        ? { file: true as const }
        : {}),
      ...(spec.pathFromCredentials?.includes('domain_id') ? { ownDomain: true as const } : {}),
      ...(permissions ? { permissions } : {}),
    };
    const wire = [...params.map((p) => p.name), ...Object.keys(bodyFields(service, spec.body))];
    if (new Set(wire).size !== wire.length) throw new Error(`${operation} takes one name in two places`);
    return [operation, entry] as const;
  });
  const models = Object.entries(service.models).map(([model, { fields }]) => [
    model,
    Object.fromEntries(Object.entries(fields).map(([field, spec]) => [field, fieldOf(spec)])),
  ]);
  const table = {
    service: name,
    operations: Object.fromEntries(operations),
    models: Object.fromEntries(models) as object,
  };
  return moduleText(
    "import type { ServiceTable } from '../contract.ts';",
    `export const ${name}: ServiceTable = ${literal(table, 3)};`,
  );
}

const bodyFields = (service: Service, body: string | null): Record<string, Spec> =>
  body === null ? {} : (service.models[body]?.fields ?? {});

const repeats = (spec: Spec): { repeat?: true } => (spec.style === 'repeat' ? { repeat: true } : {});

function fieldOf(spec: Spec): Field {
  return {
    type: typeOf(spec),
    ...(spec.required ? { required: true } : {}),
    ...(spec.format && spec.format !== 'decimal' && spec.format !== 'binary' ? { format: spec.format } : {}),
    ...(spec.enum ? { options: spec.enum.map(String) } : {}),
    ...pick(spec, ['maxLength', 'maxItems', 'min', 'max', 'scale']),
    ...(spec.sensitive ? { sensitive: true } : {}),
    ...(spec.ref ? { model: spec.ref } : {}),
    ...(spec.items ? { of: fieldOf(spec.items) } : {}),
  };
}

function typeOf(spec: Spec): Field['type'] {
  if (spec.format === 'binary') return 'file';
  switch (spec.type) {
    case 'number':
      return 'decimal';
    case 'array':
      return 'list';
    case 'object':
      return 'json';
    case 'ref':
      return 'model';
    default:
      return spec.type;
  }
}

function pick(spec: Spec, names: readonly ('maxLength' | 'maxItems' | 'min' | 'max' | 'scale')[]) {
  return Object.fromEntries(names.flatMap((name) => (spec[name] === undefined ? [] : [[name, spec[name]]])));
}

function rateLimits(json: unknown): string {
  const limits = contractFile.rateLimits.parse(json);
  const windows = new Set([limits.default, ...limits.rows].map((row) => row.windowSeconds));
  if (windows.size !== 1) throw new Error('rate limits with different windows: the limiter knows one');
  const rows = limits.rows.filter((row) => row.limit !== limits.default.limit);
  const table = {
    limit: limits.default.limit,
    windowMs: limits.default.windowSeconds * 1000,
    operations: Object.fromEntries(rows.map((row) => [row.operation, row.limit])),
  };
  return moduleText(
    "import type { RateLimits } from '../contract.ts';",
    `export const rateLimits: RateLimits = ${literal(table, 2)};`,
  );
}

type Codes = ReturnType<typeof contractFile.errorCodes.parse>['codes'];

function wireCodes(codes: Codes): string {
  const table = Object.fromEntries(
    codes.map((c) => [c.code, { status: c.httpStatus, ...(c.retry ? { retry: true } : {}) }]),
  );
  return moduleText(
    "import type { WireCode } from '../contract.ts';",
    `export const wireCodes: Readonly<Record<string, WireCode>> = ${literal(table, 1)};`,
  );
}

/** Phrases by code, the dot turned into `_` because a dot parts the levels of a text key. */
function wireTexts(codes: Codes): string {
  const table = Object.fromEntries(
    codes.map((c) => [c.code.replaceAll('.', '_'), { en: sentencePart(c.en), zh: sentencePart(c.zh) }]),
  );
  return moduleText(
    "import type { Phrases } from '../phrase.ts';",
    `export const wire = ${literal(table, 1)} satisfies Phrases;`,
  );
}

/** Remarks on where a code was seen help a developer, not the person who meets it. */
const sentencePart = (text: string): string =>
  text
    .replace(
      /\s*[（(][^（）()]*(pages?|old code|old|historical|error_details|接口|旧码|旧|历史|批量明细)[^（）()]*[)）]/g,
      '',
    )
    .trim();

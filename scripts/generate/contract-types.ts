import type { Service, Spec } from './contract-files.ts';
import { keyText, moduleText } from './literal.ts';

/** Interfaces of every model, a request and an answer per operation, and the map from name to both. */
export function typesOf(name: string, service: Service): string {
  const answered = reachable(
    service,
    Object.values(service.operations).map((o) => o.response.model),
  );
  const models = Object.entries(service.models).map(([model, { fields }]) =>
    // What the documentation calls required, an answer may still leave out; only what we send is held to it.
    interfaceText(model, Object.entries(fields), answered.has(model)),
  );
  const requests = Object.entries(service.operations).map(([operation, spec]) => {
    const request = `${operation}Request`;
    if (request in service.models) throw new Error(`${request} is also the name of a model`);
    const params = [...spec.pathParams, ...spec.queryParams, ...spec.headerParams];
    const fields = params.map((p): [string, Spec] => [p.name, p]);
    return interfaceText(request, fields, false, spec.body ?? undefined);
  });
  const map = Object.entries(service.operations).map(
    ([operation, spec]) =>
      `  ${operation}: { request: ${operation}Request; answer: ${spec.response.model} };`,
  );
  const text = [...models, ...requests].join('\n\n');
  return moduleText(
    ...(/\bDecimal\b/.test(text) ? ["import type { Decimal } from '../../kernel/decimal.ts';"] : []),
    text,
    `export interface ${operationsType(name)} {\n${map.join('\n')}\n}`,
  );
}

const operationsType = (name: string): string => `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Operations`;

function interfaceText(
  name: string,
  fields: readonly (readonly [string, Spec])[],
  allOptional: boolean,
  base?: string,
): string {
  const head = `export interface ${name}${base === undefined ? '' : ` extends ${base}`}`;
  if (fields.length === 0) return base === undefined ? `export type ${name} = object;` : `${head} {}`;
  const lines = fields.map(([field, spec]) => {
    const optional = allOptional || spec.required !== true ? '?' : '';
    return `${note(spec)}  readonly ${keyText(field)}${optional}: ${typeText(spec)};\n`;
  });
  return `${head} {\n${lines.join('')}}`;
}

function note(spec: Spec): string {
  if (!spec.format || spec.format === 'decimal' || spec.format === 'binary') return '';
  return `  /** ${spec.format}${spec.timezone ? `, ${spec.timezone}` : ''} */\n`;
}

function typeText(spec: Spec): string {
  if (spec.enum) {
    const values = spec.enum.map((value) => (spec.type === 'string' ? `'${String(value)}'` : String(value)));
    return `${values.join(' | ')} | (${spec.type === 'string' ? 'string' : 'number'} & {})`;
  }
  switch (spec.type) {
    case 'string':
      return spec.format === 'binary' ? 'Uint8Array' : 'string';
    case 'integer':
      return 'number';
    case 'number':
      return 'Decimal';
    case 'boolean':
      return 'boolean';
    case 'object':
      return 'Readonly<Record<string, unknown>>';
    case 'ref':
      return spec.ref ?? 'unknown';
    case 'array':
      return `readonly ${listed(spec.items ? typeText(spec.items) : 'unknown')}[]`;
  }
}

const listed = (type: string): string => (/[ |]/.test(type) ? `(${type})` : type);

function reachable(service: Service, roots: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (model: string): void => {
    if (seen.has(model)) return;
    seen.add(model);
    for (const spec of Object.values(service.models[model]?.fields ?? {})) {
      const ref = spec.ref ?? spec.items?.ref;
      if (ref !== undefined) visit(ref);
    }
  };
  roots.forEach(visit);
  return seen;
}

import { type Answer, object, refuse } from './answer.ts';
import type { Models, Operation, Spec } from './contract.ts';

const samples: Readonly<Record<string, string>> = {
  'utc-datetime': '2026-01-01T00:00:00Z',
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  'year-month': '2026-01',
};

/** The plainest value that fits: nothing in lists, zero for numbers, the first option of an enumeration. */
function plain(spec: Spec, models: Models): unknown {
  const [option] = spec.enum ?? [];
  if (option !== undefined) return option;
  switch (spec.type) {
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return spec.min ?? 0;
    case 'boolean':
      return false;
    case 'string':
      return samples[spec.format ?? ''] ?? 'x'.repeat(spec.minLength ?? 0);
    case 'object':
      return {};
    case 'ref':
      return plainModel(spec.ref ?? '', models);
  }
}

function plainModel(name: string, models: Models): Record<string, unknown> {
  const fields = Object.entries(models[name]?.fields ?? {});
  return Object.fromEntries(
    fields
      .filter(([, spec]) => spec.required || spec.type === 'array' || spec.type === 'integer')
      .map(([field, spec]) => [field, plain(spec, models)]),
  );
}

/** An answer made from the contract alone: valid and empty. */
export const emptyAnswer = (operation: Operation): Answer =>
  object(plainModel(operation.response.model, operation.models));

/** Answers operations that no area plays yet. */
export function genericAnswer(operation: Operation): Answer {
  if (!operation.reads)
    return refuse(403, 'CBC.0151', `The practice world does not do ${operation.name} yet.`);
  // There are no tickets here yet, and the ticket service says so within a 200.
  if (operation.service === 'osm' && operation.path.includes('{case_id}'))
    return refuse(200, 'OSM.01010015', 'The ticket does not exist.');
  return emptyAnswer(operation);
}

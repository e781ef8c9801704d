import type { Rows } from './answer.ts';
import type { Models, Operation, Spec } from './contract.ts';
import type { Fault } from './faults.ts';

type Moving = Extract<Fault, { kind: 'moving' }>;

/** How old a row must be to be in the list by now, in milliseconds. */
export const rowsLateBy = (faults: readonly Fault[]): number =>
  Math.max(0, ...faults.map((fault) => (fault.kind === 'lateRows' ? fault.ms : 0)));

/** The code with which one of the customers of a call is refused by a fault. */
export function refusedByFault(
  faults: readonly Fault[],
  customer: string,
  index: number,
): string | undefined {
  for (const fault of faults) {
    if (fault.kind === 'partial' && (fault.customers?.includes(customer) ?? index % 2 === 0))
      return fault.code;
  }
  return undefined;
}

/**
 * A list that moves while it is read. Every row is a real one: rows that are yet to come are held back at first, rows that
 * go are left out, a few more with each page.
 */
export function movingRows(rows: Rows, fault: Moving, pagesBefore: number): Rows {
  const room = Math.min(fault.rows * 10, Math.floor(rows.total / 2));
  const moved = Math.min(room, fault.rows * pagesBefore);
  const held = fault.change === 'remove' ? 0 : room - moved;
  const front = fault.change === 'insert' ? held : fault.change === 'remove' ? moved : 0;
  const total = rows.total - (fault.change === 'remove' ? moved : held);
  return {
    total,
    write: (offset, limit) => rows.write(front + offset, Math.max(0, Math.min(limit, total - offset))),
  };
}

/** Wire names of the answer's fields, nested ones included, whose spec fits. */
function fieldsWhere(operation: Operation, fits: (spec: Spec) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (model: string, models: Models) => {
    if (seen.has(model)) return;
    seen.add(model);
    for (const [name, spec] of Object.entries(models[model]?.fields ?? {})) {
      if (fits(spec)) names.add(name);
      const inner = spec.ref ?? spec.items?.ref;
      if (inner !== undefined) visit(inner, models);
    }
  };
  visit(operation.response.model, operation.models);
  return names;
}

// On the text, not on parsed values: the digits must stay as they were sent.
const scalar = /"(\w+)":(-?\d[\d.]*|"(?:[^"\\]|\\.)*")/g;

/** Numbers of money and usage become strings, digit for digit. */
export function amountsAsStrings(operation: Operation, text: string): string {
  const names = fieldsWhere(operation, (spec) => spec.type === 'number');
  return text.replace(scalar, (whole, name: string, value: string) =>
    names.has(name) && !value.startsWith('"') ? `"${name}":"${value}"` : whole,
  );
}

/** The first value of each enumerated field becomes one that no document names. */
export function unknownEnums(operation: Operation, text: string): string {
  const left = new Set(fieldsWhere(operation, (spec) => spec.enum !== undefined));
  return text.replace(scalar, (whole, name: string, value: string) => {
    if (!left.delete(name)) return whole;
    return `"${name}":${value.startsWith('"') ? '"UNHEARD_OF_99"' : '99'}`;
  });
}

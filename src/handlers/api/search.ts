import type { OperationInfo } from '../../huawei/partner.ts';
import { nearest } from '../parse/nearest.ts';
import { fold } from '../parse/normalise.ts';

export const findOperation = (
  operations: readonly OperationInfo[],
  name: string,
): OperationInfo | undefined =>
  operations.find((operation) => operation.name === name) ??
  operations.find((operation) => fold(operation.name) === fold(name));

export const readsOf = (operations: readonly OperationInfo[]): OperationInfo[] =>
  operations.filter(({ reads }) => reads).sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** Read operations whose name or path holds every word; those whose name begins with the text come first. */
export function searchOperations(operations: readonly OperationInfo[], text: string): OperationInfo[] {
  const words = fold(text).split(/\s+/);
  const starts = (operation: OperationInfo) => (fold(operation.name).startsWith(fold(text)) ? 0 : 1);
  return readsOf(operations)
    .filter(({ name, path }) => words.every((word) => fold(`${name} ${path}`).includes(word)))
    .sort((a, b) => starts(a) - starts(b));
}

export const nearOperations = (operations: readonly OperationInfo[], name: string): string[] =>
  nearest(
    name,
    readsOf(operations).map((operation) => operation.name),
  );

/** Parameters that must be given and were not. `a.b=` gives part of the parameter `a`. */
export function lacking(
  operation: OperationInfo,
  pairs: readonly (readonly [key: string, value: string])[],
): readonly string[] {
  const given = new Set(pairs.flatMap(([key]) => [key, key.split(/[.[]/)[0] ?? key]));
  return operation.params
    .filter(({ name, required }) => required && !given.has(name))
    .map(({ name }) => name);
}

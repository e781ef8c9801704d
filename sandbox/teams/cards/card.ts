/** A card as JSON, once it has been found to be one. What its parts may hold stands in `check.ts`. */

export const cardType = 'application/vnd.microsoft.card.adaptive';

export type Node = Readonly<Record<string, unknown>>;

export interface Card extends Node {
  readonly type: 'AdaptiveCard';
}

export interface Action extends Node {
  readonly type: string;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** All nodes below and including this one, in reading order. Fallbacks are what other clients would see, so not here. */
export function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (!isNode(value)) return [];
  const inner = Object.entries(value).flatMap(([key, below]) =>
    ['fallback', 'data', 'refresh', 'msteams', 'choices.data'].includes(key) ? [] : nodesOf(below),
  );
  return [value, ...inner];
}

const isAction = (node: Node): node is Action => /^Action\./.test(text(node['type']));

export const actionsOf = (card: Card): Action[] => nodesOf(card).filter(isAction);

export const inputsOf = (card: Card): Node[] =>
  nodesOf(card).filter((node) => /^Input\./.test(text(node['type'])));

const wordKeys = ['text', 'title', 'value', 'label', 'placeholder', 'altText'] as const;

/** Everything one can read on a card, for tests and for the sentence of a test that failed. */
export function wordsOf(card: Card): string {
  const words = nodesOf(card).flatMap((node) => {
    const inlines = list(node['inlines']).filter((one) => typeof one === 'string');
    return [...wordKeys.map((key) => text(node[key])), ...inlines].filter(Boolean);
  });
  return words.join('\n');
}

import { type Action, type Card, inputsOf, isNode, list, type Node, text } from '../cards/card.ts';

/** The inputs of a card: what stands in them, what is missing. Everything travels as text. */

export type Filled = Readonly<Record<string, string>>;

export const idOf = (input: Node): string => text(input['id']);

const startValue = (input: Node): string => {
  const value = input['value'];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return input['type'] === 'Input.Toggle' ? offValue(input) : '';
};

const onValue = (input: Node) => text(input['valueOn']) || 'true';
const offValue = (input: Node) => text(input['valueOff']) || 'false';

export const valuesOf = (card: Card, filled: Filled): Filled =>
  Object.fromEntries(inputsOf(card).map((input) => [idOf(input), filled[idOf(input)] ?? startValue(input)]));

/** What Teams itself refuses, by input id. */
export function missing(card: Card, values: Filled, required: string): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const input of inputsOf(card)) {
    const value = values[idOf(input)] ?? '';
    const empty = value === '' || (input['type'] === 'Input.Toggle' && value !== onValue(input));
    const pattern = text(input['regex']);
    const wrong = value !== '' && pattern !== '' && !new RegExp(pattern).test(value);
    const long = typeof input['maxLength'] === 'number' && value.length > input['maxLength'];
    if ((input['isRequired'] === true && empty) || wrong || long)
      errors[idOf(input)] = text(input['errorMessage']) || required;
  }
  return errors;
}

/** `data` of an action with the inputs in it. */
export function dataOf(action: Action, values: Filled): unknown {
  const { data } = action;
  const given = action['associatedInputs'] === 'none' ? {} : values;
  if (isNode(data)) return { ...given, ...data };
  return data === undefined ? given : data;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

export const choicesOf = (input: Node): Choice[] =>
  list(input['choices']).flatMap((choice) =>
    isNode(choice) ? [{ title: text(choice['title']), value: text(choice['value']) }] : [],
  );

/** The name of the list a type-ahead asks the bot for. */
export function datasetOf(input: Node): string | undefined {
  const query = input['choices.data'];
  return isNode(query) ? text(query['dataset']) : undefined;
}

/** What one means with “yes” or with a choice's title, as the input sends it. */
export function asTyped(input: Node, meant: string): string {
  if (input['type'] === 'Input.Toggle')
    return /^(yes|true|on|是)$/i.test(meant) || meant === onValue(input) ? onValue(input) : offValue(input);
  return meant;
}

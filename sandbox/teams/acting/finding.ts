import {
  type Action,
  actionsOf,
  type Card,
  inputsOf,
  isNode,
  type Node,
  text,
  wordsOf,
} from '../cards/card.ts';
import { idOf } from './filling.ts';

/** Things on a card by what is written on them; a missing one fails with a list of what is there. */

const namesOfAction = (action: Action): string[] => {
  const data = isNode(action['data']) ? action['data'] : {};
  return [action['title'], action['id'], action['verb'], data['verb'], action['tooltip']]
    .map(text)
    .filter(Boolean);
};

const namesOfInput = (input: Node): string[] =>
  [input['label'], input['title'], idOf(input), input['placeholder']].map(text).filter(Boolean);

function find<T>(
  all: readonly T[],
  namesOf: (one: T) => string[],
  name: string,
  what: string,
  card: Card,
): T {
  const found =
    all.find((one) => namesOf(one).includes(name)) ??
    all.find((one) => namesOf(one).some((written) => written.includes(name)));
  if (found) return found;
  const there = all.map((one) => namesOf(one).join(' | ')).join('\n');
  throw new Error(
    `no ${what} is called “${name}”; there is:\n${there}\non a card that says:\n${wordsOf(card)}`,
  );
}

/** What opens a question and the answer in it may be called the same: the hands mean the answer. */
const byOpening = (one: Action, other: Action): number =>
  Number(one.type === 'Action.ShowCard') - Number(other.type === 'Action.ShowCard');

export const findAction = (card: Card, name: string): Action =>
  find(actionsOf(card).toSorted(byOpening), namesOfAction, name, 'button', card);

export const findInput = (card: Card, name: string): Node =>
  find(inputsOf(card), namesOfInput, name, 'input', card);

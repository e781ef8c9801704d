import { type Card, isNode, list, type Node, nodesOf, text } from './card.ts';
import { limits } from './limits.ts';
import { cardShape, shapeFaults } from './shapes.ts';

/** Holds a card against Adaptive Cards 1.5 as Teams draws it: one sentence with a JSON pointer per fault, none if it is fine. */
export function cardFaults(card: unknown, where: 'message' | 'dialog' = 'message'): string[] {
  if (!isNode(card)) return ['/: a card is an object'];
  const faults: string[] = [];
  shapeFaults(card, cardShape, '', faults);
  if (faults.length > 0) return faults;
  faults.push(...wholeFaults(card));
  if (where === 'dialog')
    for (const node of nodesOf(card))
      if (node['type'] === 'Action.Execute' && node['fallback'] === undefined)
        faults.push('Action.Execute does not work in dialogs: use Action.Submit');
  return faults;
}

export const isCard = (value: unknown): value is Card => isNode(value) && value['type'] === 'AdaptiveCard';

/** What is looked at in the card as a whole. */
function wholeFaults(card: Node): string[] {
  const faults: string[] = [];
  const version = Number(card['version']);
  if (!(version >= 1 && version <= limits.cardVersion))
    faults.push(`/version: Teams draws cards up to ${limits.cardVersion}`);
  const nodes = nodesOf(card);
  const universal = nodes.some((node) => node['type'] === 'Action.Execute') || card['refresh'] !== undefined;
  if (universal && version < 1.4) faults.push('/version: Action.Execute needs 1.4');
  const ids = nodes.map((node) => text(node['id'])).filter(Boolean);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) faults.push(`the id “${twice}” is there twice`);
  for (const [name, found] of [['/actions', card['actions']], ...actionSets(nodes)] as const)
    if (
      list(found).filter((one) => isNode(one) && one['mode'] !== 'secondary').length > limits.primaryActions
    )
      faults.push(`${name}: no more than ${limits.primaryActions} primary actions`);
  const users = isNode(card['refresh']) ? list(card['refresh']['userIds']) : [];
  if (users.length > limits.refreshUsers)
    faults.push(`/refresh/userIds: no more than ${limits.refreshUsers}`);
  return faults;
}

const actionSets = (nodes: readonly Node[]) =>
  nodes.filter((node) => node['type'] === 'ActionSet').map((node) => ['ActionSet', node['actions']] as const);

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Block, block, home, modal, type ViewPayload } from './blocks.ts';
import type { Element } from './elements.ts';
import { limits } from './text.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Slack's answer to a card it does not take: an error code, and one sentence per fault with a JSON pointer. */
export interface Refusal {
  readonly ok: false;
  readonly error: string;
  readonly messages: readonly string[];
}

export type Checked<T> = { readonly ok: true; readonly value: T } | Refusal;

const refuse = (error: string, messages: readonly string[] = []): Refusal => ({ ok: false, error, messages });

const pointer = (path: readonly PropertyKey[]) => `[json-pointer:/${path.map(String).join('/')}]`;

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : `no more than ${issue.maximum} items allowed`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : `no fewer than ${issue.minimum} items allowed`;
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'discriminator' in issue ? 'unsupported type' : 'no matching shape';
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'missing required field' : issue.message;
    default:
      return issue.message;
  }
}

export const issueMessages = (error: z.ZodError, at: readonly PropertyKey[]): string[] =>
  error.issues.map((issue) => `[ERROR] ${sentence(issue)} ${pointer([...at, ...issue.path])}`);

const onSurface: Partial<Record<Block['type'], readonly Surface[]>> = {
  alert: ['modal'],
  markdown: ['message'],
  table: ['message'],
  data_table: ['message'],
  data_visualization: ['message'],
};

export const elementsOf = (one: Block): Element[] => {
  if (one.type === 'actions') return one.elements;
  if (one.type === 'input') return [one.element];
  if (one.type === 'section' && one.accessory) return [one.accessory];
  return [];
};

function repeated(names: readonly (string | undefined)[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === undefined) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/** Rules that look at more than one block. */
function together(blocks: readonly Block[], surface: Surface): Refusal | undefined {
  const messages: string[] = [];
  blocks.forEach((one, index) => {
    const allowed = onSurface[one.type];
    if (allowed && !allowed.includes(surface))
      messages.push(`[ERROR] unsupported type: ${one.type} in ${surface} ${pointer(['blocks', index])}`);
    const twice = repeated(elementsOf(one).map((element) => idOf(element)));
    if (twice !== undefined)
      messages.push(`[ERROR] \`action_id\` "${twice}" already exists ${pointer(['blocks', index])}`);
  });
  const twice = repeated(blocks.map((one) => one.block_id));
  if (twice !== undefined) messages.push(`[ERROR] \`block_id\` "${twice}" already exists`);
  const count = (...types: Block['type'][]) => blocks.filter((one) => types.includes(one.type)).length;
  if (count('table') > limits.tablesPerMessage) messages.push('[ERROR] only_one_table_allowed');
  if (count('data_visualization') > limits.chartsPerMessage)
    messages.push(`[ERROR] no more than ${limits.chartsPerMessage} charts allowed in a message`);
  const markdown = blocks.reduce((sum, one) => sum + (one.type === 'markdown' ? one.text.length : 0), 0);
  if (markdown > limits.markdownTotal)
    messages.push(
      `[ERROR] markdown blocks must be less than ${limits.markdownTotal + 1} characters together`,
    );
  if (messages.length > 0) return refuse('invalid_blocks', messages);
  if (surface === 'message' && characters(blocks) > limits.messageCharacters)
    return refuse('msg_blocks_too_long');
  return undefined;
}

const idOf = (element: Element): string | undefined =>
  'action_id' in element ? element.action_id : undefined;

/** What people read outside tables and charts, which have limits of their own. */
function characters(blocks: readonly Block[]): number {
  let sum = 0;
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'text' && typeof inner === 'string') sum += inner.length;
        else walk(inner);
      }
  };
  const figures: readonly Block['type'][] = ['table', 'data_table', 'data_visualization'];
  walk(blocks.filter((one) => !figures.includes(one.type)));
  return sum;
}

const generatedId = () => randomBytes(4).toString('base64url');

/** Slack names what the app did not, so that every click can be told apart. */
function named(one: Block): Block {
  for (const element of elementsOf(one)) if (element.type !== 'image') element.action_id ??= generatedId();
  return { ...one, block_id: one.block_id ?? generatedId() };
}

export function checkBlocks(raw: unknown, surface: Surface): Checked<Block[]> {
  const most = surface === 'message' ? limits.blocksPerMessage : limits.blocksPerView;
  const parsed = z.array(block).max(most).safeParse(raw);
  if (!parsed.success) return refuse('invalid_blocks', issueMessages(parsed.error, ['blocks']));
  return together(parsed.data, surface) ?? { ok: true, value: parsed.data.map(named) };
}

export function checkView(raw: unknown, type: 'modal' | 'home'): Checked<ViewPayload> {
  const parsed = (type === 'modal' ? modal : home).safeParse(raw);
  if (!parsed.success) return refuse('invalid_arguments', issueMessages(parsed.error, ['view']));
  if (JSON.stringify(raw).length > limits.viewBytes) return refuse('view_too_large');
  const blocks = checkBlocks(parsed.data.blocks, type);
  if (!blocks.ok) return { ...blocks, error: 'invalid_arguments' };
  if (parsed.data.type === 'modal' && !parsed.data.submit && blocks.value.some((one) => one.type === 'input'))
    return refuse('invalid_arguments', [
      '[ERROR] a modal with input blocks must have `submit` [json-pointer:/view]',
    ]);
  return { ok: true, value: { ...parsed.data, blocks: blocks.value } };
}

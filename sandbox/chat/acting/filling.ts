import { elementsOf } from '../blocks/check.ts';
import type { Block, BlockOf } from '../blocks/blocks.ts';
import type { Element, Option } from '../blocks/elements.ts';

/** What somebody put into one input: text, date, user id or file id; a chosen option; several of them. */
export type Filled = string | Option | readonly Option[];

/** By block id, then action id, as in Slack's `state.values`. */
export type FilledValues = Readonly<Record<string, Readonly<Record<string, Filled | undefined>>>>;

/** Where an element keeps its value in a payload, and where a card gives its first one. */
const slots: Partial<Record<Element['type'], readonly [state: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  checkboxes: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  file_input: ['files', ''],
};

/** A file as the bot is told of it. */
export type FileOf = (id: string) => object | undefined;

const noFiles: FileOf = () => undefined;

export function elementState(
  element: Element,
  filled: Filled | undefined,
  fileOf = noFiles,
): Record<string, unknown> | undefined {
  const slot = slots[element.type];
  if (!slot) return undefined;
  const [key, initial] = slot;
  if (key === 'files')
    return { type: element.type, files: typeof filled === 'string' ? [fileOf(filled)].filter(Boolean) : [] };
  const given = filled ?? new Map<string, unknown>(Object.entries(element)).get(initial);
  const empty = key === 'selected_options' ? [] : null;
  return { type: element.type, [key]: given === undefined || given === '' ? empty : given };
}

export function stateValues(blocks: readonly Block[], filled: FilledValues = {}, fileOf = noFiles) {
  const values: Record<string, Record<string, unknown>> = {};
  for (const block of blocks)
    for (const element of elementsOf(block)) {
      const id = 'action_id' in element ? (element.action_id ?? '') : '';
      const state = elementState(element, filled[block.block_id ?? '']?.[id], fileOf);
      if (state) (values[block.block_id ?? ''] ??= {})[id] = state;
    }
  return values;
}

const empty = (state: Record<string, unknown> | undefined) =>
  state === undefined ||
  Object.entries(state).every(
    ([key, value]) => key === 'type' || value === null || (Array.isArray(value) && value.length === 0),
  );

export interface Sentences {
  readonly required: string;
  readonly tooShort: (least: number) => string;
  readonly tooLong: (most: number) => string;
  readonly number: string;
  readonly email: string;
  readonly url: string;
}

function fault(input: BlockOf<'input'>, filled: FilledValues, say: Sentences): string | undefined {
  const { element } = input;
  const given = filled[input.block_id ?? '']?.[element.action_id ?? ''];
  const state = elementState(element, given, (id) => (id === '' ? undefined : { id }));
  if (empty(state)) return input.optional ? undefined : say.required;
  const value = state?.['value'];
  if (typeof value !== 'string') return undefined;
  switch (element.type) {
    case 'plain_text_input':
      if (value.length < (element.min_length ?? 0)) return say.tooShort(element.min_length ?? 0);
      if (value.length > (element.max_length ?? 3000)) return say.tooLong(element.max_length ?? 3000);
      return undefined;
    case 'number_input':
      return /^-?\d+(\.\d+)?$/.test(value) && (element.is_decimal_allowed || !value.includes('.'))
        ? undefined
        : say.number;
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(value) ? undefined : say.email;
    case 'url_text_input':
      return /^https?:\/\/\S+$/.test(value) ? undefined : say.url;
    default:
      return undefined;
  }
}

/** What the chat app itself finds wrong with a form, before the bot sees it. By block id. */
export function formFaults(
  blocks: readonly Block[],
  filled: FilledValues,
  say: Sentences,
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const block of blocks)
    if (block.type === 'input') {
      const found = fault(block, filled, say);
      if (found !== undefined) faults[block.block_id ?? ''] = found;
    }
  return faults;
}

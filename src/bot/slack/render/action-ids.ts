import type { Does } from '../../../cards/card.ts';
import type { LookupSource } from '../../../cards/form.ts';

/**
 * How buttons, rows and form fields are named on the wire. `place` makes an id unique within its message; it says
 * nothing. Values are what the person is shown to do, or an opaque token: rights are checked when it is pressed.
 */
export const ourActions = /^(command|form|action|open|pick)\./;
export const ourLookups = /^lookup\./;

export function actionId(does: Does, place: string): string {
  return does.type === 'action' ? `action.${does.name}.${place}` : `${does.type}.${place}`;
}

export function actionValue(does: Does): string | undefined {
  switch (does.type) {
    case 'command':
    case 'form':
      return does.line;
    case 'action':
      return does.token;
    case 'open':
      return undefined;
  }
}

/** A choice among the rows of a table carries in its value what a button carries in id and value. */
export const pickId = (place: string): string => `pick.${place}`;

export function pickValue(does: Does): string | undefined {
  switch (does.type) {
    case 'command':
    case 'form':
      return `${does.type}:${does.line}`;
    case 'action':
      return `action:${does.name}:${does.token}`;
    case 'open':
      return undefined;
  }
}

/** The part of a `block_actions` action that is read; clients leave out what they like. */
export interface Pressed {
  readonly action_id: string;
  readonly value?: string | undefined;
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined;
}

/** What was pressed, or undefined when it is not ours or opens a page, which needs no answer. */
export function decodePressed(pressed: Pressed): Does | undefined {
  const [kind, ...rest] = pressed.action_id.split('.');
  const value = pressed.value ?? pressed.selected_option?.value ?? undefined;
  if (value === undefined) return undefined;
  switch (kind) {
    case 'command':
    case 'form':
      return { type: kind, line: value };
    case 'action':
      return { type: 'action', name: rest.slice(0, -1).join('.'), token: value };
    case 'pick':
      return decodePick(value);
    default:
      return undefined;
  }
}

function decodePick(value: string): Does | undefined {
  const [, type, rest] = /^(command|form|action):(.*)$/s.exec(value) ?? [];
  if (type === undefined || rest === undefined) return undefined;
  if (type === 'command' || type === 'form') return { type, line: rest };
  const split = rest.indexOf(':');
  return split < 0 ? undefined : { type: 'action', name: rest.slice(0, split), token: rest.slice(split + 1) };
}

/** A field's block carries its name; errors of a submission are told by it. */
export const fieldBlockId = (name: string): string => `field.${name}`;

export const fieldOfBlock = (blockId: string): string | undefined =>
  blockId.startsWith('field.') ? blockId.slice('field.'.length) : undefined;

export const inputId = (name: string): string => `input.${name}`;

/** A file of which only the name is wanted. */
export const fileNameId = (name: string): string => `filename.${name}`;
export const isFileNameId = (id: string): boolean => id.startsWith('filename.');

export const lookupId = (source: LookupSource, name: string): string => `lookup.${source}.${name}`;

const sources: ReadonlySet<string> = new Set<LookupSource>(['customer', 'operation', 'quota']);

const isSource = (text: string | undefined): text is LookupSource => text !== undefined && sources.has(text);

export function sourceOfLookup(id: string): LookupSource | undefined {
  const [kind, source] = id.split('.');
  return kind === 'lookup' && isSource(source) ? source : undefined;
}

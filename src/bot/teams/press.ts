import { z } from 'zod';
import type { Does } from '../../cards/card.ts';

/** What our buttons carry. A client can send anything, so it is read like anything else from outside. */
const data = z.object({
  kind: z.enum(['command', 'form', 'action', 'submit', 'file', 'view']),
  line: z.string().optional(),
  name: z.string().optional(),
  token: z.string().optional(),
  draft: z.string().optional(),
  file: z.string().optional(),
});

export type Pressed =
  | Exclude<Does, { type: 'open' }>
  /** A form's own button; its fields come beside. */
  | { readonly type: 'submit'; readonly draft: string; readonly values: Readonly<Record<string, string>> }
  /** Somebody wants the file that was made for one of them. */
  | { readonly type: 'file'; readonly file: string }
  /** Somebody reads, or asks what a card is for them. */
  | { readonly type: 'view'; readonly token: string };

/** The data of a button as we write it; Teams merges the fields of the card into it. */
export function pressData(does: Exclude<Pressed, { type: 'submit' }> | { type: 'submit'; draft: string }) {
  const { type, ...rest } = does;
  return { kind: type, ...rest };
}

/** Undefined when it is none of ours. */
export function readPressed(value: unknown): Pressed | undefined {
  const read = data.safeParse(value);
  if (!read.success) return undefined;
  const { kind, line, name, token, draft, file } = read.data;
  switch (kind) {
    case 'command':
    case 'form':
      return line === undefined ? undefined : { type: kind, line: line.replaceAll('\0', ' ') };
    case 'action':
      return name === undefined || token === undefined ? undefined : { type: 'action', name, token };
    case 'view':
      return token === undefined ? undefined : { type: 'view', token };
    case 'file':
      return file === undefined ? undefined : { type: 'file', file };
    case 'submit':
      return draft === undefined ? undefined : { type: 'submit', draft, values: fieldsOf(value) };
  }
}

/** Fields of a form are named apart from what the button itself says. */
export const fieldId = (name: string): string => `field.${name}`;

function fieldsOf(value: unknown): Readonly<Record<string, string>> {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    given.flatMap(([key, field]): [string, string][] =>
      key.startsWith('field.') && typeof field === 'string' && field !== ''
        ? [[key.slice('field.'.length), field]]
        : [],
    ),
  );
}

/** `value` of an `adaptiveCard/action`. */
const executed = z.object({
  action: z.object({ verb: z.string().optional(), data: z.unknown().optional() }),
});

export function readExecuted(value: unknown): Pressed | undefined {
  const read = executed.safeParse(value);
  return read.success ? readPressed(read.data.action.data) : undefined;
}

/** `value` of a `task/fetch` or `task/submit`. */
const task = z.object({ data: z.unknown().optional() });

export function readTask(value: unknown): Pressed | undefined {
  const read = task.safeParse(value);
  return read.success ? readPressed(read.data.data) : undefined;
}

import { z } from 'zod';
import { issueMessages } from '../blocks/check.ts';
import type { Refusal } from '../blocks/check.ts';
import type { World } from '../state/world.ts';

/** What a Web API method answers, before it is written as JSON. */
export type Answer = { readonly ok: boolean } & Readonly<Record<string, unknown>>;

export interface Method {
  run(world: World, raw: Readonly<Record<string, unknown>>): Answer | Promise<Answer>;
  /** Called with the app-level token instead of the bot token. */
  readonly appLevel?: boolean;
}

export const no = (error: string, messages: readonly string[] = []): Answer => ({
  ok: false,
  error,
  ...(messages.length > 0 ? { errors: messages, response_metadata: { messages } } : {}),
});

export const refused = (refusal: Refusal): Answer => no(refusal.error, refusal.messages);

/** A method with its arguments checked; Slack ignores arguments it does not know. */
export const method = <S extends z.ZodType>(
  args: S,
  run: (world: World, args: z.output<S>) => Answer | Promise<Answer>,
): Method => ({
  run: (world, raw) => {
    const parsed = args.safeParse(raw);
    return parsed.success
      ? run(world, parsed.data)
      : no('invalid_arguments', issueMessages(parsed.error, []));
  },
});

/** Arguments arrive as JSON or as form fields, where objects are JSON text and everything else is text. */
export const structured = z.unknown().transform((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
});

export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

export const count = z.coerce.number().int().min(0);

import type { Card } from '../cards/card.ts';
import type { Form, FormFiles, FormValues, LookupSource, Option } from '../cards/form.ts';
import type { ProblemCode } from '../kernel/problem.ts';
import type { Result } from '../kernel/result.ts';
import type { Actor } from './command.ts';

/**
 * What a door may ask of the handlers. Everything in here is quick: it reads the ledger at most, and of the platform only
 * what is kept ready (the quotas), so that a form can open and a suggestion appear while the app still waits.
 */
export interface Desk {
  /**
   * Looks at a line without any I/O: can it be handed to a worker as it stands (`true`), or must the door read it first
   * because a form, help or a correction may be the answer (`false`)?
   */
  glance(line: string): boolean;
  /** Reads a line for somebody: work to hand over, a form to open, or a card to show at once (help, menu, corrections). */
  read(line: string, actor: Actor): Promise<Reading>;
  /** The form of a command, whether or not something is missing; for buttons that open one. */
  form(line: string, actor: Actor): Promise<Form | Card>;
  /** A form was sent: the line it stands for, or what to correct by field. */
  submit(command: string, values: FormValues, actor: Actor, files?: FormFiles): Promise<Submission>;
  /** Type-ahead. Empty for people who may not see the source. */
  suggest(source: LookupSource, typed: string, actor: Actor): Promise<readonly Option[]>;
  /** What stands on a message of many readers as this one may see it (`Card.own`), checked at this moment. */
  ownView(token: string, actor: Actor): Promise<Result<Card>>;
  /** The home page of a person: recent requests, quick actions, what they may do. */
  home(actor: Actor): Promise<Card>;
}

export type Reading =
  | { readonly kind: 'work'; readonly line: string }
  | { readonly kind: 'form'; readonly form: Form }
  /**
   * `outcome` is the problem code when the card is a refusal or a correction; absent for help and the menu. `about`
   * names what was asked for, as audit does: `bill`, `help`, `unknown`.
   */
  | { readonly kind: 'card'; readonly card: Card; readonly outcome?: ProblemCode; readonly about?: string };

export type Submission =
  | { readonly ok: true; readonly line: string }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

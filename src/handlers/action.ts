import type { Card } from '../cards/card.ts';
import type { Result } from '../kernel/result.ts';
import type { CommandContext, Permission } from './command.ts';

/** What a button does that is no command: cancel an export, and later decide an approval. */
export interface ActionHandler {
  readonly name: string;
  readonly permission: Permission;
  /** The token is opaque to the app and says only which row is meant; the right over that row is checked in here. */
  run(context: CommandContext, token: string): Promise<Result<Card | 'handed-over'>>;
}

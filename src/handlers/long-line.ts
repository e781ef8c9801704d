import type { Ledger } from '../ledger/ledger.ts';
import { findRequest } from '../ledger/requests.ts';
import type { Actor } from './command.ts';

/** What every app's buttons carry. */
const mostCharacters = 1_900;

/** A line for a button: itself, or, when it names too many customers for one, the request that held it. */
export const lineForButton = (line: string, requestId: string): string =>
  line.length <= mostCharacters ? line : `@${requestId}`;

/** The line a button stands for. Only one's own: a request holds what its asker typed. */
export async function lineBehind(ledger: Ledger, text: string, actor: Actor): Promise<string> {
  const [, id] = /^@([\w-]{1,64})$/.exec(text) ?? [];
  const request = id === undefined ? undefined : await findRequest(ledger, id);
  const own =
    request?.user_id === actor.userId && request.tenant_id === actor.tenantId && request.app === actor.app;
  return own ? request.line : text;
}

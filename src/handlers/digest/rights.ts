import { type Digest, digestsFor, findDigest } from '../../ledger/digests.ts';
import { problem } from '../../kernel/problem.ts';
import { fail, ok, type Result } from '../../kernel/result.ts';
import type { Actor, CommandContext } from '../command.ts';
import { sectionsFor } from './compose.ts';

/** Their own, and a channel's for those who set up channels' digests. */
const mayChange = (digest: Digest, { app, tenantId, userId, may }: Actor): boolean =>
  digest.of.app === app &&
  digest.of.tenantId === tenantId &&
  (digest.of.userId === userId || (digest.channelId !== undefined && may.has('digest.channel')));

/** The digest that is meant: the named one, else the only one there is. */
export async function digestMeant(
  { ledger, actor, conversation }: CommandContext,
  id: string | undefined,
  command: string,
): Promise<Result<Digest>> {
  if (id !== undefined) {
    const found = await findDigest(ledger, id.toUpperCase());
    return found && mayChange(found, actor) ? ok(found) : fail(problem('digestUnknown', { id }));
  }
  const all = (await digestsFor(ledger, actor, conversation.channelId)).filter((one) =>
    mayChange(one, actor),
  );
  const [only, ...others] = all;
  if (!only) return fail(problem('digestNone'));
  if (others.length === 0) return ok(only);
  const ids = all.map((one) => one.id).join(', ');
  return fail(problem('digestWhich', { ids, example: `/hw digest ${command} ${only.id}` }));
}

/** May its subscriber still have it, there, and see anything of it? Asked again each time it is written. */
export const mayHave = (digest: Pick<Digest, 'channelId' | 'sections'>, actor: Actor): boolean =>
  actor.may.has('digest.own') &&
  (digest.channelId === undefined || actor.may.has('digest.channel')) &&
  sectionsFor(actor, digest.sections).length > 0;

import { randomBytes } from 'node:crypto';
import { workspace } from '../../people.ts';
import type { ReplyAddress, World } from './world.ts';

/** The two things a click or a command hands the app for a while: a trigger for views, an address for replies. */

const triggerMs = 3_000;
const replyMs = 30 * 60_000;
const replyUses = 5;

export function newTrigger(world: World, person: string): string {
  const id = `${world.now()}.${randomBytes(6).toString('hex')}`;
  world.triggers.set(id, { person, at: world.now(), used: false });
  return id;
}

export type TriggerUse =
  | { readonly ok: true; readonly person: string }
  | {
      readonly ok: false;
      readonly error: 'invalid_trigger_id' | 'exchanged_trigger_id' | 'expired_trigger_id';
    };

export function useTrigger(world: World, id: string): TriggerUse {
  const trigger = world.triggers.get(id);
  if (!trigger) return { ok: false, error: 'invalid_trigger_id' };
  if (trigger.used) return { ok: false, error: 'exchanged_trigger_id' };
  if (world.now() - trigger.at > triggerMs) return { ok: false, error: 'expired_trigger_id' };
  trigger.used = true;
  return { ok: true, person: trigger.person };
}

/** The `response_url` for one command or click. */
export function newReplyAddress(
  world: World,
  address: Pick<ReplyAddress, 'person' | 'channel' | 'original'>,
): string {
  const id = randomBytes(12).toString('base64url');
  world.replyAddresses.set(id, { ...address, at: world.now(), uses: 0 });
  const kind = address.original ? 'actions' : 'commands';
  return `${world.url}/${kind}/${workspace.teamId}/${id}`;
}

export type ReplyUse =
  | { readonly ok: true; readonly address: ReplyAddress }
  | { readonly ok: false; readonly error: 'expired_url' | 'used_url' };

export function useReplyAddress(world: World, id: string): ReplyUse {
  const address = world.replyAddresses.get(id);
  if (!address || world.now() - address.at > replyMs) return { ok: false, error: 'expired_url' };
  if (address.uses >= replyUses) return { ok: false, error: 'used_url' };
  address.uses += 1;
  return { ok: true, address };
}

import { doorRequests } from '../../kernel/metrics.ts';
import type { Door } from './door.ts';
import type { Groups } from './groups.ts';
import type { Origin } from './installation.ts';

/**
 * Events only say that something we keep may be old, or that a page is looked at. Doing so twice changes nothing, so
 * deliveries are not stored, and a repeated one heals what the first could not do.
 */
export interface EventBody {
  readonly team_id?: string | undefined;
  readonly enterprise_id?: string | undefined;
  readonly context_team_id?: string | null | undefined;
  readonly context_enterprise_id?: string | null | undefined;
}

/** For Slack Connect and organisations `team_id` may be another workspace; the context ids are the installation's. */
const originOfEvent = (body: EventBody): Origin => ({
  teamId: body.context_team_id ?? body.team_id,
  enterpriseId: body.context_enterprise_id ?? body.enterprise_id,
});

export async function onHomeOpened(
  door: Door,
  body: EventBody,
  event: { readonly user: string; readonly tab?: string },
): Promise<void> {
  const tenantId = admitted(door, body);
  if (tenantId !== undefined && event.tab === 'home') await door.home.opened(tenantId, event.user);
}

export async function onUserChanged(door: Door, body: EventBody, userId: string): Promise<void> {
  const tenantId = admitted(door, body);
  if (tenantId !== undefined) await door.people.changed(tenantId, userId);
}

export function onGroupChanged(door: Door, groups: Groups, body: EventBody, groupId: string): Promise<void> {
  if (admitted(door, body) !== undefined) groups.forget(groupId);
  return Promise.resolve();
}

function admitted(door: Door, body: EventBody): string | undefined {
  const found = door.admit('event', originOfEvent(body));
  if (!found.ok) return undefined;
  doorRequests.inc({ app: 'slack', kind: 'event', end: 'accepted' });
  return found.value;
}

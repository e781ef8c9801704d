import { newId } from '../../kernel/ids.ts';
import type { TeamsPlace } from '../../ledger/teams.ts';
import type { Activity } from './activity.ts';

/** Somebody came through the verified door. */
export interface Arrival {
  readonly tenantId: string;
  /** Entra object id, lower case: the only identity that rights go by. */
  readonly userId: string;
  /** How the connector names them. */
  readonly address: string;
  readonly name: string;
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  readonly place: TeamsPlace;
  readonly threadId: string | undefined;
  /** The message of ours whose button was pressed. */
  readonly messageId: string | undefined;
  readonly dedupeKey: string;
}

/** The tenants an activity names; they must agree and be allowed. */
export const tenantsOf = ({ channelData, conversation }: Activity): readonly string[] => [
  ...new Set(
    [channelData?.tenant?.id, conversation.tenantId].flatMap((id) => (id ? [id.toLowerCase()] : [])),
  ),
];

const kinds: Readonly<Record<string, TeamsPlace['kind']>> = {
  personal: 'personal',
  groupChat: 'group',
  channel: 'channel',
};

const kindOf = (type: string | undefined): TeamsPlace['kind'] =>
  (type !== undefined && Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? 'group';

export function placeOf(activity: Activity, tenantId: string): TeamsPlace {
  const { conversation, serviceUrl, recipient, from } = activity;
  const kind = kindOf(conversation.conversationType);
  return {
    tenantId,
    conversationId: splitThread(conversation.id).channelId,
    kind,
    serviceUrl,
    botId: recipient.id,
    userId: kind === 'personal' ? from.aadObjectId?.toLowerCase() : undefined,
  };
}

/** Undefined for those whom Teams names no Entra id of: bots, and people who join a meeting without an account. */
export function readArrival(activity: Activity, tenantId: string): Arrival | undefined {
  const { from, conversation, replyToId } = activity;
  const userId = from.aadObjectId?.toLowerCase();
  if (userId === undefined) return undefined;
  const place = placeOf(activity, tenantId);
  return {
    tenantId,
    userId,
    address: from.id,
    name: from.name ?? '',
    locale: activity.locale,
    timeZone: activity.localTimezone,
    place,
    threadId: splitThread(conversation.id).threadId,
    messageId: activity.type === 'invoke' || activity.value !== undefined ? replyToId : undefined,
    // Ids of activities are unique in their conversation only.
    dedupeKey: `${activity.type}:${conversation.id}:${activity.id ?? newId()}`,
  };
}

const threadMark = ';messageid=';

/** A reply in a channel comes from `<channel>;messageid=<first message of the thread>`. */
export function splitThread(conversationId: string): {
  readonly channelId: string;
  readonly threadId: string | undefined;
} {
  const at = conversationId.indexOf(threadMark);
  if (at < 0) return { channelId: conversationId, threadId: undefined };
  return {
    channelId: conversationId.slice(0, at),
    threadId: conversationId.slice(at + threadMark.length) || undefined,
  };
}

export const threadOf = (channelId: string, threadId: string): string =>
  `${splitThread(channelId).channelId}${threadMark}${threadId}`;

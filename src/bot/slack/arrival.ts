import type { BlockAction, ViewSubmitAction } from '@slack/bolt';
import { newId } from '../../kernel/ids.ts';
import type { Origin } from './installation.ts';
import type { Pressed } from './render/action-ids.ts';

/** What came through the verified door, reduced to what is needed. Signed, but read as if it were not. */
export interface Arrival {
  readonly origin: Origin;
  readonly userId: string;
  readonly channelId: string | undefined;
  readonly threadId: string | undefined;
  /** The message whose button was pressed, unless only this person sees it. */
  readonly messageId?: string | undefined;
  /** Its first word says what it was, so that an answer knows whether it may replace what stands there. */
  readonly dedupeKey: string;
  readonly triggerId: string | undefined;
  readonly replyUrl: string | undefined;
}

export interface CommandArrival extends Arrival {
  readonly line: string;
}

export interface PressArrival extends Arrival {
  readonly pressed: Pressed | undefined;
}

export interface ViewArrival extends Arrival {
  readonly draftId: string;
  /** Block ids in the order of the view; errors are shown at one of them. */
  readonly blockIds: readonly string[];
  readonly values: ViewValues;
}

export type ViewValues = ViewSubmitAction['view']['state']['values'];

/** A field that is missing, empty or of another type is absent. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** PostgreSQL keeps no NUL in a text, and one such row would refuse the rows that share its statement. */
const storable = (line: string): string => (line.includes('\0') ? line.replaceAll('\0', ' ') : line);

/** A slash command's fields as Slack posts them; a field given twice is a list, and no field at all. */
export interface CommandBody {
  readonly text?: unknown;
  readonly user_id?: unknown;
  readonly team_id?: unknown;
  readonly enterprise_id?: unknown;
  readonly channel_id?: unknown;
  readonly trigger_id?: unknown;
  readonly response_url?: unknown;
}

export function readCommand(body: CommandBody): CommandArrival | undefined {
  const userId = text(body.user_id);
  const triggerId = text(body.trigger_id);
  if (!userId || !triggerId) return undefined;
  return {
    origin: { teamId: text(body.team_id), enterpriseId: text(body.enterprise_id) },
    userId,
    channelId: text(body.channel_id),
    threadId: undefined,
    dedupeKey: `command:${triggerId}`,
    triggerId,
    replyUrl: text(body.response_url),
    line: storable(text(body.text) ?? ''),
  };
}

export function readPress(body: BlockAction): PressArrival | undefined {
  const userId = text(body.user.id);
  if (userId === undefined) return undefined;
  // A click on the home page has no channel and no reply address; some clients send empty ones.
  const threadId = text(body.message?.['thread_ts']);
  const triggerId = text(body.trigger_id);
  const [action] = body.actions;
  return {
    origin: originOf(body),
    userId,
    channelId: text(body.channel?.id),
    threadId,
    messageId: isForAll(body) ? text(body.message?.ts) : undefined,
    dedupeKey: `press:${triggerId ?? newId()}`,
    triggerId,
    replyUrl: text(body.response_url),
    pressed: action && 'action_id' in action ? storablePress(action) : undefined,
  };
}

const isForAll = ({ container }: BlockAction): boolean => container['is_ephemeral'] !== true;

function storablePress(action: Pressed): Pressed {
  const value = action.value ?? action.selected_option?.value;
  return { action_id: action.action_id, ...(typeof value === 'string' ? { value: storable(value) } : {}) };
}

export function readView(body: ViewSubmitAction): ViewArrival {
  const { view } = body;
  return {
    origin: originOf(body),
    userId: body.user.id,
    channelId: undefined,
    threadId: undefined,
    dedupeKey: `view:${view.id}:${view.hash}`,
    triggerId: undefined,
    replyUrl: undefined,
    draftId: storable(view.private_metadata),
    blockIds: view.blocks.flatMap((block) => block.block_id ?? []),
    values: view.state.values,
  };
}

interface Interaction {
  readonly team: { readonly id: string; readonly enterprise_id?: string } | null;
  readonly enterprise?: { readonly id: string } | null;
  readonly user: { readonly team_id?: string };
}

export function originOf({ team, enterprise, user }: Interaction): Origin {
  return {
    teamId: team?.id ?? user.team_id,
    enterpriseId: enterprise?.id ?? team?.enterprise_id,
    personTeamId: user.team_id,
  };
}

import { createHmac, randomUUID } from 'node:crypto';
import { team } from './fake-slack.ts';

export const signingSecret = 'shhh';

export interface SignedOptions {
  /** Seconds since 1970; now unless given. */
  readonly at?: number;
  readonly secret?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts a body to the door as Slack does. */
export async function postSigned(
  url: string,
  body: string,
  { at = Math.floor(Date.now() / 1000), secret = signingSecret, contentType, headers }: SignedOptions = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  const response = await fetch(`${url}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType ?? 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
  });
  return { status: response.status, text: await response.text() };
}

export interface Who {
  readonly userId?: string;
  readonly teamId?: string;
  readonly channelId?: string;
  readonly triggerId?: string;
  readonly replyUrl?: string | undefined;
}

export const newTrigger = (): string => `${Date.now()}.1.${randomUUID()}`;

export function commandBody(
  text: string,
  { userId = 'U1', teamId = team.id, channelId = 'C1', triggerId = newTrigger(), replyUrl = '' }: Who = {},
): string {
  return new URLSearchParams({
    token: 'legacy',
    team_id: teamId,
    team_domain: team.domain,
    channel_id: channelId,
    channel_name: 'sales',
    user_id: userId,
    user_name: 'ann',
    command: '/hw',
    text,
    api_app_id: 'A1',
    is_enterprise_install: 'false',
    response_url: replyUrl,
    trigger_id: triggerId,
  }).toString();
}

const interaction = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

export function pressBody(
  action: object,
  { userId = 'U1', teamId = team.id, channelId, triggerId = newTrigger(), replyUrl }: Who = {},
): string {
  return interaction({
    type: 'block_actions',
    user: { id: userId, username: 'ann', team_id: teamId },
    api_app_id: 'A1',
    token: 'legacy',
    container: channelId ? { type: 'message', channel_id: channelId } : { type: 'view' },
    trigger_id: triggerId,
    team: { id: teamId, domain: team.domain },
    ...(channelId ? { channel: { id: channelId, name: 'sales' } } : {}),
    ...(replyUrl ? { response_url: replyUrl } : {}),
    actions: [action],
  });
}

export function submitBody(
  draftId: string,
  values: Readonly<Record<string, object>>,
  { userId = 'U1', teamId = team.id }: Who = {},
  viewId = `V${randomUUID()}`,
): string {
  const blocks = Object.keys(values);
  return interaction({
    type: 'view_submission',
    user: { id: userId, name: 'ann', team_id: teamId },
    team: { id: teamId, domain: team.domain },
    api_app_id: 'A1',
    token: 'legacy',
    trigger_id: newTrigger(),
    view: {
      id: viewId,
      hash: '1.a',
      type: 'modal',
      callback_id: 'form',
      private_metadata: draftId,
      blocks: blocks.map((name) => ({ type: 'input', block_id: `field.${name}` })),
      state: {
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`field.${name}`, { [`input.${name}`]: value }]),
        ),
      },
    },
  });
}

export const lookupBody = (
  actionId: string,
  value: string,
  { userId = 'U1', teamId = team.id }: Who = {},
): string =>
  interaction({
    type: 'block_suggestion',
    user: { id: userId, name: 'ann', team_id: teamId },
    team: { id: teamId, domain: team.domain },
    api_app_id: 'A1',
    token: 'legacy',
    action_id: actionId,
    block_id: 'field.customer',
    value,
    container: { type: 'view' },
  });

export const eventBody = (event: object, { teamId = team.id }: Who = {}): string =>
  JSON.stringify({
    token: 'legacy',
    type: 'event_callback',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: 'A1',
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(Date.now() / 1000),
    event,
  });

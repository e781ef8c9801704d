import type { AddressInfo } from 'node:net';
import { App, type Logger, LogLevel } from '@slack/bolt';
import type { View } from '@slack/types';
import type { Server } from 'node:http';
import { type Chat, type ChatOptions, startChat } from '../chat.ts';
import { billCard, billForm, homeView, tableCard } from './cards.ts';

// The tests make it fail on purpose; what it says about that is of no interest.
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** A tiny bot on the real Bolt, so that the chat's side of the protocol is tried by Slack's own client. */

const secrets = {
  signingSecret: 'practice-signing-secret',
  botToken: 'xoxb-practice',
  appToken: 'xapp-practice',
};

export interface Heard {
  readonly type: string;
  readonly body: Record<string, unknown>;
}

export interface World {
  readonly chat: Chat;
  readonly app: App;
  /** Everything the bot was told, in order. */
  readonly heard: Heard[];
  stop(): Promise<void>;
}

export async function startWorld(
  options: Partial<ChatOptions> & { readonly socket?: boolean } = {},
): Promise<World> {
  const chat = await startChat({ ...secrets, ...options });
  const app = new App({
    token: secrets.botToken,
    convoStore: false,
    logger: silent,
    clientOptions: { slackApiUrl: chat.apiUrl, retryConfig: { retries: 0 } },
    ...(options.socket
      ? { socketMode: true, appToken: secrets.appToken }
      : { signingSecret: secrets.signingSecret }),
  });
  const heard: Heard[] = [];
  listen(app, heard);
  const server = await app.start(0);
  if (!options.socket) chat.connect(`http://127.0.0.1:${((server as Server).address() as AddressInfo).port}`);
  return {
    chat,
    app,
    heard,
    stop: async () => {
      await app.stop();
      await chat.stop();
    },
  };
}

function listen(app: App, heard: Heard[]): void {
  app.use(async ({ body, next }) => {
    heard.push({ type: 'type' in body ? String(body.type) : 'command', body: { ...body } });
    await next();
  });
  app.command('/hw', async ({ ack, command, respond, client }) => {
    if (command.text === 'slow') return;
    if (command.text === 'form') {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: billForm as unknown as View });
      return;
    }
    await ack();
    const blocks = command.text === 'table' ? tableCard : billCard;
    await respond({
      response_type: 'ephemeral',
      text: `you said ${command.text}`,
      blocks: blocks,
    });
  });
  app.action('again', async ({ ack, body, respond }) => {
    await ack();
    // A click in App Home has nowhere to answer.
    if ('response_url' in body) await respond({ replace_original: true, text: 'once more' });
  });
  app.action('pick', async ({ ack }) => ack());
  app.options('customer', async ({ ack, payload }) => {
    const all = ['Northwind 北风', 'Contoso 康托索', 'Harbour 港湾'];
    const options = all
      .filter((name) => name.toLowerCase().includes(payload.value.toLowerCase()))
      .map((name) => ({ text: { type: 'plain_text' as const, text: name }, value: name.slice(0, 5) }));
    await ack({ options });
  });
  app.view('bill', async ({ ack, view, client, body }) => {
    const month = view.state.values['month']?.['month']?.value;
    if (month === '2030-01') {
      await ack({ response_action: 'errors', errors: { month: 'That month lies ahead.' } });
      return;
    }
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `bill of ${month ?? ''}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: homeView as unknown as View });
  });
  for (const type of ['message', 'user_change', 'subteam_members_changed'])
    app.event(type, async () => Promise.resolve());
}

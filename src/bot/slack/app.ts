import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, type Logger, type Receiver, type ViewSubmitAction } from '@slack/bolt';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Route } from '../http-server.ts';
import { onCommand, onPress } from './commands.ts';
import type { Door } from './door.ts';
import { onGroupChanged, onHomeOpened, onUserChanged } from './events.ts';
import { onSubmit } from './forms.ts';
import type { Groups } from './groups.ts';
import { onLookup } from './lookups.ts';

export const slackPath = '/slack/events';

/** What Slack sends us is a line, a form or an id. */
const bodyLimit = 1_000_000;

/** Which Bolt listener hears what. Each hands over at once to a function of ours. */
export function buildApp(
  receiver: Receiver,
  door: Door,
  groups: Groups,
  { botToken, apiUrl, logger }: { botToken: Secret; apiUrl: string; logger: Logger },
): App {
  const app = new App({
    receiver,
    logger,
    // Without a conversation store Bolt keeps nothing of its own; ours is the ledger.
    convoStore: false,
    // No message events are subscribed, so none of our own can come back.
    ignoreSelf: false,
    clientOptions: { slackApiUrl: apiUrl, fetch: door.api.fetch },
    // Who the bot is was asked once. Given only a token, Bolt would ask Slack again at every event.
    authorize: () => {
      const here = door.installation.current();
      return Promise.resolve({
        botToken: botToken.reveal(),
        ...(here?.botId === undefined ? {} : { botId: here.botId }),
        ...(here?.botUserId === undefined ? {} : { botUserId: here.botUserId }),
      });
    },
  });
  app.error((error) => {
    door.log.error({ err: error }, 'a Slack request broke off');
    return Promise.resolve();
  });

  // Bolt asks every listener about every request. Slash commands, which people wait for, are taken before it asks.
  app.use((args) => ('command' in args ? onCommand(door, args.body, args.ack) : args.next()));
  app.action({ type: 'block_actions' }, ({ body, ack }) => onPress(door, body, ack));
  app.view<ViewSubmitAction>({ type: 'view_submission' }, ({ body, ack }) => onSubmit(door, body, ack));
  app.options<'block_suggestion'>({ type: 'block_suggestion' }, ({ body, ack }) => onLookup(door, body, ack));
  app.event('app_home_opened', ({ body, event }) => onHomeOpened(door, body, event));
  app.event('user_change', ({ body, event }) => onUserChanged(door, body, event.user.id));
  app.event('subteam_updated', ({ body, event }) => onGroupChanged(door, groups, body, event.subteam.id));
  app.event('subteam_members_changed', ({ body, event }) =>
    onGroupChanged(door, groups, body, event.subteam_id),
  );
  return app;
}

export function httpReceiver(signingSecret: Secret, logger: Logger): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret: signingSecret.reveal(),
    endpoints: slackPath,
    logger,
    // What breaks in our listeners goes to `app.error`; this is Bolt itself, over a body it cannot read.
    processEventErrorHandler: ({ error, response }) => {
      logger.warn('a signed request could not be read', error.name);
      if (!response.headersSent) response.writeHead(400).end();
      return Promise.resolve(false);
    },
  });
}

const toleranceSeconds = 300;

/** Every real request is longer. */
const shortBody = 64;

/** Bolt breaks on a body that says `null` where nobody hears it, and never answers. */
async function saysNull(request: IncomingMessage): Promise<boolean> {
  const rawBody = Buffer.concat(await request.toArray());
  // Bolt takes a body that has been read from here.
  Object.assign(request, { rawBody });
  const text = rawBody.toString();
  return (new URLSearchParams(text).get('payload') ?? text).trim() === 'null';
}

/**
 * Bolt checks signature and age. A signed request from the future it would let pass, however far; and a body that is too
 * large it would leave half read, in the way of the next request of that connection.
 */
export function httpListener(receiver: HTTPReceiver, clock: Clock, log: Log): Route {
  const refuse = (response: ServerResponse, status: number, reason: string) => {
    log.warn({ status, reason }, 'a request was refused unread');
    response.writeHead(status, { connection: 'close' }).end();
  };
  return async (request, response) => {
    const { 'x-slack-request-timestamp': stamp, 'content-length': length } = request.headers;
    if (length === undefined) refuse(response, 411, 'no length');
    else if (Number(length) > bodyLimit) refuse(response, 413, 'too large');
    else if (Number(stamp) > clock.now().getTime() / 1000 + toleranceSeconds) {
      refuse(response, 401, 'from the future');
    } else if (Number(length) < shortBody && (await saysNull(request))) refuse(response, 400, 'null');
    else receiver.requestListener(request, response);
  };
}

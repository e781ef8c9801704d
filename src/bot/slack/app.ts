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

/** Slack's own limit is near 3 MB for events; ours carry a line, a form or an id. */
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

  app.command(/^\//, ({ body, ack }) => onCommand(door, body, ack));
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
  return new HTTPReceiver({ signingSecret: signingSecret.reveal(), endpoints: slackPath, bodyLimit, logger });
}

const toleranceSeconds = 300;

/** Bolt checks signature, age and size. It lets a signed request from the future pass, however far: we do not. */
export function httpListener(receiver: HTTPReceiver, clock: Clock, log: Log): Route {
  return (request, response) => {
    const stamp = Number(request.headers['x-slack-request-timestamp']);
    if (stamp > clock.now().getTime() / 1000 + toleranceSeconds) {
      log.warn({ stamp }, 'a request from the future was refused');
      response.writeHead(401).end();
      return;
    }
    receiver.requestListener(request, response);
  };
}

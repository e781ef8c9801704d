import { workspace } from '../../people.ts';
import { newId, type World } from '../state/world.ts';
import type { Delivery, Payload, Send } from './wire.ts';

/** Slack tries an event four times in all: at once, again at once, after a minute, after five. */
export const slackRetryDelaysMs = [0, 60_000, 300_000];

export interface Events {
  /** Resolves with the first delivery; retries go on behind it. */
  readonly send: (event: Payload) => Promise<Delivery>;
  readonly close: () => void;
}

export interface EventSettings {
  readonly retryDelaysMs: readonly number[];
  /** The manifest's `bot_events`; without it, everything. */
  readonly subscribed?: readonly string[] | undefined;
}

/** `message.im` for a message in a direct conversation; most events are subscribed to by their type. */
const subscriptionOf = ({ type, channel_type: channel }: Payload): string =>
  [type, channel].filter((part) => typeof part === 'string').join('.');

const notSubscribed: Delivery = { ok: true, status: 0, ms: 0, body: undefined };

export function createEvents(world: World, send: Send, settings: EventSettings): Events {
  const { retryDelaysMs, subscribed } = settings;
  const timers = new Set<NodeJS.Timeout>();

  const again = (payload: Payload, number: number, last: Delivery): void => {
    const delay = retryDelaysMs[number - 1];
    if (last.ok || last.noRetry || delay === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void send('events_api', payload, { number, reason: last.error ?? 'unknown_error' }).then((next) =>
        again(payload, number + 1, next),
      );
    }, delay);
    timers.add(timer);
  };

  return {
    send: async (event) => {
      if (subscribed?.includes(subscriptionOf(event)) === false) return notSubscribed;
      const payload = {
        token: 'practice',
        team_id: workspace.teamId,
        context_team_id: workspace.teamId,
        context_enterprise_id: null,
        api_app_id: workspace.appId,
        event,
        type: 'event_callback',
        event_id: newId(world, 'Ev'),
        event_time: Math.floor(world.now() / 1000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: workspace.teamId,
            user_id: workspace.botUserId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
      };
      const delivery = await send('events_api', payload);
      again(payload, 1, delivery);
      return delivery;
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

import { SocketModeReceiver, type Logger } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import type { Clock } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Secret } from '../../kernel/secret.ts';

export type Dispatcher = NonNullable<ConstructorParameters<typeof SocketModeReceiver>[0]['dispatcher']>;

export interface SocketOptions {
  readonly appToken: Secret;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  readonly logger: Logger;
  /** The proxy of the connection itself; `fetch` has its own. */
  readonly dispatcher?: Dispatcher | undefined;
}

export function socketReceiver({
  appToken,
  apiUrl,
  fetch,
  logger,
  dispatcher,
}: SocketOptions): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: appToken.reveal(),
    logger,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl, fetch, retryConfig: { retries: 0 } } },
    // Its own reconnecting ends the process when Slack's API is away at that moment: nobody hears the rejection.
    autoReconnectEnabled: false,
    ...(dispatcher ? { dispatcher } : {}),
  });
}

export interface SocketConnection {
  isConnected(): boolean;
  stop(): Promise<void>;
}

/** Keeps Socket Mode connected, and connects again whenever Slack or the network ends it. */
export function keepConnected(receiver: SocketModeReceiver, clock: Clock, log: Log): SocketConnection {
  const { client } = receiver;
  const stopping = new AbortController();
  let connected = false;
  client.on('disconnected', () => (connected = false));

  const connect = async () => {
    for (let pauseMs = 1_000; !stopping.signal.aborted; ) {
      try {
        await client.start();
        connected = true;
        pauseMs = 1_000;
        log.info({}, 'connected to Slack by Socket Mode');
        await new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      } catch (error) {
        log.error({ err: error, pauseMs }, 'no connection to Slack by Socket Mode; trying again');
        await clock.sleep(pauseMs, stopping.signal);
        pauseMs = Math.min(pauseMs * 2, 30_000);
      }
    }
  };
  const running = connect().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'Socket Mode stopped');
  });
  return {
    isConnected: () => connected,
    stop: async () => {
      stopping.abort();
      if (connected) await client.disconnect();
      await running;
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveControl } from '../wire/control.ts';
import { createSwitchboard, type Switchboard } from '../wire/faults.ts';
import { type Answering, serve } from '../wire/http.ts';
import type { TrafficEntry } from '../wire/traffic.ts';
import { watch } from '../wire/watch.ts';
import type { Outcome, Stage } from './acting/acting.ts';
import { changeGroup, changePerson, type PersonChange } from './acting/administration.ts';
import { type ApiSettings, serveApi } from './api/web-api.ts';
import { type Hands, hands } from './hands.ts';
import { createEvents, slackRetryDelaysMs } from './out/events.ts';
import { openSockets, type Sockets } from './out/socket.ts';
import { httpSend, type Send } from './out/wire.ts';
import { type PageSettings, servePage } from './page-server.ts';
import { createWorld, lately, type Message, type OpenView, type StoredFile, tell } from './state/world.ts';
import { homeOf, stackOf } from './state/views.ts';
import { findChannel, findPerson } from './names.ts';

/** A small chat workspace on this machine that speaks Slack's protocols, so that the bot's real door runs unchanged. */

export interface ChatOptions {
  readonly port?: number;
  /** Where the bot listens, e.g. `http://127.0.0.1:3000`; not needed when it opens a socket. */
  readonly botUrl?: string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken?: string;
  readonly slash?: string;
  /** From the app's manifest. */
  readonly escapes?: boolean;
  readonly usageHint?: string;
  /** The manifest's `bot_events`; without it the bot hears of everything. */
  readonly subscribed?: readonly string[];
  readonly now?: () => number;
  readonly eventRetryDelaysMs?: readonly number[];
  /** Another chat app whose side of the page is served here too. */
  readonly beside?: Answering;
  /** The switches of the partner platform, for the page to turn; at `/_platform`. */
  readonly platform?: Answering;
}

export interface Chat {
  /** The page. */
  readonly url: string;
  /** For `SLACK_API_URL`. */
  readonly apiUrl: string;
  /** A person by key (`lina`), name or id. */
  as(person: string): Hands;
  /** What stands in a channel (`#sales`), or in somebody's conversation with the bot (`@lina`), for all to see. */
  messages(channel: string): readonly Message[];
  /** What this person alone was shown. */
  ephemerals(person: string): readonly Message[];
  files(): readonly StoredFile[];
  /** The modals somebody has open, the topmost last. */
  views(person: string): readonly OpenView[];
  home(person: string): OpenView | undefined;
  traffic(): readonly TrafficEntry[];
  /** The first truthy answer of `look`, asked again whenever something happens. */
  waitFor<T>(look: () => T | undefined | null | false, timeoutMs?: number): Promise<T>;
  /** Somebody changes their language or zone, and the bot hears of it. */
  changePerson(person: string, change: PersonChange): Promise<Outcome>;
  /** A user group (by handle) gets other members, and the bot hears of it. */
  changeGroup(handle: string, members: readonly string[]): Promise<Outcome>;
  readonly faults: Switchboard;
  /** Turns the world's clock forward. */
  advance(ms: number): void;
  readonly sockets: Pick<Sockets, 'connected' | 'refresh'>;
  /** Tells the chat where the bot listens, when it was started after the chat. */
  connect(botUrl: string): void;
  stop(): Promise<void>;
}

export async function startChat(options: ChatOptions): Promise<Chat> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-chat-'));
  let ahead = 0;
  const real = options.now ?? Date.now;
  const world = createWorld(() => real() + ahead, folder);
  const faults = createSwitchboard(() => tell(world, { type: 'faults' }));

  const server = createServer();
  const sockets = openSockets(world, server);
  let botUrl = options.botUrl;
  const send: Send = (type, payload, retry) =>
    sockets.connected() || botUrl === undefined
      ? sockets.send(type, payload, retry)
      : httpSend(world, { botUrl, signingSecret: options.signingSecret })(type, payload, retry);
  const events = createEvents(world, send, {
    retryDelaysMs: options.eventRetryDelaysMs ?? slackRetryDelaysMs,
    subscribed: options.subscribed,
  });
  const stage: Stage = { world, send, events, escapes: options.escapes ?? true };

  const api: ApiSettings = {
    botToken: options.botToken,
    appToken: options.appToken ?? `xapp-${options.botToken}`,
    socketUrl: sockets.ticket,
  };
  const advance = (ms: number) => {
    ahead += ms;
  };
  const page: PageSettings = {
    stage,
    faults,
    slash: options.slash ?? '/hw',
    usageHint: options.usageHint ?? '',
    apps: options.beside ? ['slack', 'teams'] : ['slack'],
    platform: options.platform !== undefined,
  };
  const listening = await serve(
    [
      (request, response) => serveApi(world, faults, api, request, response),
      (request, response) =>
        serveControl({ at: '/_control', now: world.now, faults, advance }, request, response),
      ...(options.beside ? [options.beside] : []),
      ...(options.platform ? [options.platform] : []),
      (request, response) => servePage(page, request, response),
    ],
    options.port ?? 0,
    server,
  );
  world.url = listening.url;

  return {
    url: world.url,
    apiUrl: `${world.url}/api/`,
    as: (person) => hands(stage, findPerson(world, person).id, page.slash),
    messages: (channel) => {
      const { id } = findChannel(world, channel);
      return world.messages.filter((one) => one.channel === id && one.onlyFor === undefined);
    },
    ephemerals: (person) => {
      const { id } = findPerson(world, person);
      return world.messages.filter((one) => one.onlyFor === id && one.kind !== 'echo');
    },
    files: () => [...world.files.values()].filter((file) => file.uploaded),
    views: (person) => stackOf(world, findPerson(world, person).id),
    home: (person) => homeOf(world, findPerson(world, person).id),
    traffic: () => world.traffic,
    changePerson: (person, change) => changePerson(stage, findPerson(world, person).id, change),
    changeGroup: (handle, members) =>
      changeGroup(
        stage,
        handle,
        members.map((member) => findPerson(world, member).id),
      ),
    waitFor: (look, timeoutMs) =>
      watch({ listeners: world.listeners, lately: () => lately(world) }, look, timeoutMs),
    faults,
    advance,
    sockets,
    connect: (url) => {
      botUrl = url;
    },
    stop: async () => {
      events.close();
      sockets.close();
      await listening.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

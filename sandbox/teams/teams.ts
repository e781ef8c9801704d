import { tenant } from '../people.ts';
import { serveControl } from '../wire/control.ts';
import { createSwitchboard, type Switchboard } from '../wire/faults.ts';
import { type Answering, serve } from '../wire/http.ts';
import type { TrafficEntry } from '../wire/traffic.ts';
import { watch } from '../wire/watch.ts';
import type { Stage } from './acting/stage.ts';
import { install } from './acting/saying.ts';
import { createRate } from './api/rate.ts';
import { type ApiSettings, serveApi } from './api/serve.ts';
import { limits } from './cards/limits.ts';
import { type Hands, hands } from './hands.ts';
import { serviceUrlOf } from './out/activity.ts';
import type { Badge } from './out/badge.ts';
import { type Activity, createDeliver, type Delivery, type Sent } from './out/deliver.ts';
import type { SearchOffer } from './page-protocol.ts';
import { servePage } from './page-server.ts';
import { findChat, mayRead } from './state/posts.ts';
import { createWorld, type Dialog, lately, type Post, type StoredFile, tell } from './state/world.ts';
import { signerOf } from './tokens.ts';

/** Microsoft Teams on this machine: a Bot Connector with its logins and a little Graph, so that the bot's real door runs unchanged. */

export interface TeamsOptions {
  readonly port?: number;
  /** Where the bot listens, e.g. `http://127.0.0.1:3000`. */
  readonly botUrl?: string;
  readonly password?: string;
  /** Of a whole message; beyond it 413. */
  readonly messageBytes?: number;
  /** Whether the documented rates per conversation hold; they do unless told otherwise. */
  readonly rates?: boolean;
  /** What the compose box can search for, from the app's manifest. */
  readonly searches?: readonly SearchOffer[];
  readonly now?: () => number;
}

export type { SearchOffer };

export interface Teams {
  readonly url: string;
  /** What the bot is started with to live here. */
  readonly settings: Readonly<Record<string, string>>;
  /** A person by key (`lina`), name or id. */
  as(person: string): Hands;
  /** What stands in a chat (`Sales`, or `@lina` for their chat with the bot) for all to see. */
  posts(chat: string): readonly Post[];
  /** All that one person can read, targeted messages included, wherever it stands. */
  seenBy(person: string): readonly Post[];
  /** What this person alone was shown. */
  privately(person: string): readonly Post[];
  dialog(person: string): Dialog | undefined;
  /** What is in the OneDrives, bytes included. */
  files(): readonly StoredFile[];
  traffic(): readonly TrafficEntry[];
  /** Everything the bot was sent, to be changed and delivered again. */
  sent(): readonly Sent[];
  deliver(activity: Activity, badge?: Badge): Promise<Delivery>;
  /** How the Connector proves itself from now on; without one, rightly. */
  badge(badge?: Badge): void;
  /** The first truthy answer of `look`, asked again whenever something happens. */
  waitFor<T>(look: () => T | undefined | null | false, timeoutMs?: number): Promise<T>;
  /** An Entra group (by id) gets other members. */
  changeGroup(id: string, members: readonly string[]): void;
  /** Adds the bot to the personal chats of these people, and tells it of all chats it is in. */
  install(...people: readonly string[]): Promise<void>;
  readonly faults: Switchboard;
  /** Turns the world's clock forward. */
  advance(ms: number): void;
  connect(botUrl: string): void;
  /** The Teams side of the page, for the chat that serves it. */
  readonly page: Answering;
  stop(): Promise<void>;
}

export async function startTeams(options: TeamsOptions = {}): Promise<Teams> {
  const { password = 'practice-app-password', messageBytes = limits.messageBytes } = options;
  let ahead = 0;
  const real = options.now ?? Date.now;
  const world = createWorld(() => real() + ahead);
  const faults = createSwitchboard(() => tell(world, { type: 'faults' }));
  const connectorKeys = signerOf('connector', ['msteams']);

  let botUrl = options.botUrl;
  let badge: Badge = {};
  const sent: Sent[] = [];
  const deliver = createDeliver({
    world,
    signer: connectorKeys,
    botUrl: () => botUrl,
    serviceUrl: () => serviceUrlOf(world),
    badge: () => badge,
    sent,
  });
  const stage: Stage = { world, deliver };
  const api: ApiSettings = {
    writing: { world, rate: createRate(options.rates ?? true), messageBytes },
    faults,
    connectorKeys,
    loginKeys: signerOf('login'),
    password,
  };
  const advance = (ms: number) => {
    ahead += ms;
  };
  const page: Answering = async (request, response) =>
    (await serveControl({ at: '/_teams/control', now: world.now, faults, advance }, request, response)) ||
    (await servePage({ stage, faults, searches: options.searches ?? [] }, request, response));
  const listening = await serve(
    [(request, response) => serveApi(api, request, response), page],
    options.port ?? 0,
  );
  world.url = listening.url;

  const keyOf = (name: string): string => {
    const found = [...world.people.values()].find((one) =>
      [one.key, one.name, one.entra, one.id].includes(name),
    );
    if (!found) throw new Error(`nobody here is called ${name}`);
    return found.key;
  };
  const chatNamed = (name: string) =>
    name.startsWith('@') ? findChat(world, keyOf(name.slice(1)), 'personal') : findChat(world, '', name);

  return {
    url: world.url,
    settings: {
      TEAMS_APP_ID: tenant.appId,
      TEAMS_APP_PASSWORD: password,
      TEAMS_TENANT_ID: tenant.id,
      TEAMS_ALLOWED_TENANTS: tenant.id,
      TEAMS_OPENID_METADATA_URL: `${world.url}/login/botframework/openidconfiguration`,
      TEAMS_TOKEN_ENDPOINT: `${world.url}/login/${tenant.id}/oauth2/v2.0/token`,
      GRAPH_ENDPOINT: `${world.url}/graph/v1.0/`,
    },
    as: (person) => hands(stage, keyOf(person)),
    posts: (chat) => {
      const { id } = chatNamed(chat);
      return world.posts.filter((post) => post.chat === id && post.onlyFor === undefined);
    },
    seenBy: (person) => world.posts.filter((post) => mayRead(world, keyOf(person), post)),
    privately: (person) => {
      const key = keyOf(person);
      return world.posts.filter((post) => post.onlyFor === key && post.author !== key);
    },
    dialog: (person) => world.dialogs.get(keyOf(person)),
    files: () => [...world.files.values()].filter((file) => file.content !== undefined),
    traffic: () => world.traffic,
    sent: () => sent,
    deliver,
    badge: (next = {}) => {
      badge = next;
    },
    waitFor: (look, timeoutMs) =>
      watch({ listeners: world.listeners, lately: () => lately(world) }, look, timeoutMs),
    changeGroup: (id, members) => {
      if (!world.groups.has(id)) throw new Error(`there is no group ${id}`);
      world.groups.set(id, members.map(keyOf));
    },
    install: async (...people) => {
      for (const chat of world.chats.values())
        if (chat.of === undefined && chat.hasBot && chat.members[0] !== undefined)
          await install(stage, chat.members[0], chat);
      for (const person of people) await install(stage, keyOf(person), chatNamed(`@${person}`));
    },
    faults,
    advance,
    connect: (url) => {
      botUrl = url;
    },
    page,
    stop: () => listening.close(),
  };
}

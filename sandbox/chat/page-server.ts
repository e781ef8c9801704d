import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { workspace } from '../people.ts';
import type { Switchboard } from '../wire/faults.ts';
import { type HttpAnswer, json, onThisMachine, readBytes, readText, write } from '../wire/http.ts';
import { sendLive } from '../wire/live.ts';
import {
  actionIdOf,
  command,
  findElement,
  openHome,
  type Place,
  press,
  say,
  type Stage,
  suggest,
} from './acting/acting.ts';
import { dismiss, submit } from './acting/modals.ts';
import { buildPage } from './build-page.ts';
import { examples } from './examples.ts';
import { type Act, act, type ActPlace, type Boot, type Live, type Snapshot } from './page-protocol.ts';
import { giveFile } from './state/files.ts';
import { findMessage } from './state/messages.ts';
import { homeOf, stackOf } from './state/views.ts';
import type { Change, Message, World } from './state/world.ts';

/** The page, what it is shown live, and what it does for the person it is at the moment. */

export interface PageSettings {
  readonly stage: Stage;
  readonly faults: Switchboard;
  readonly slash: string;
  readonly usageHint: string;
  readonly apps: Boot['apps'];
  readonly platform: boolean;
}

const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const assets = {
  '/page.js': { kind: 'js', type: 'text/javascript; charset=utf-8' },
  '/page.css': { kind: 'css', type: 'text/css; charset=utf-8' },
} as const;

const isAsset = (path: string): path is keyof typeof assets => path in assets;

export async function servePage(
  settings: PageSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (!onThisMachine(request)) return false;
  if (url.pathname === '/') {
    const html = await readFile(new URL('./page/index.html', import.meta.url), 'utf8');
    write(response, { status: 200, body: html, type: 'text/html; charset=utf-8', headers: pageHeaders });
    return true;
  }
  if (isAsset(url.pathname)) {
    const { kind, type } = assets[url.pathname];
    write(response, { status: 200, body: (await buildPage())[kind], type, headers: pageHeaders });
    return true;
  }
  if (!url.pathname.startsWith('/_page/')) return false;
  const person = url.searchParams.get('as') ?? '';
  switch (`${request.method ?? ''} ${url.pathname}`) {
    case 'GET /_page/boot':
      write(response, json(boot(settings)));
      return true;
    case 'GET /_page/state':
      write(response, json(snapshot(settings, person)));
      return true;
    case 'GET /_page/live':
      sendLive(
        settings.stage.world.listeners,
        (change) => seenBy(settings, person, change),
        request,
        response,
      );
      return true;
    case 'POST /_page/file':
      write(response, await keepFile(settings, person, url.searchParams.get('name') ?? 'file', request));
      return true;
    case 'POST /_page/act':
      write(response, await carryOut(settings, person, request));
      return true;
    default:
      return false;
  }
}

const boot = (settings: PageSettings): Boot => ({
  workspace: workspace.name,
  botName: workspace.botName,
  botUserId: workspace.botUserId,
  slash: settings.slash,
  usageHint: settings.usageHint,
  apps: settings.apps,
  platform: settings.platform,
  people: [...settings.stage.world.people.values()],
  examples,
});

const visible = (world: World, person: string) => (message: Message) =>
  (message.onlyFor === undefined || message.onlyFor === person) &&
  (world.channels.get(message.channel)?.members.includes(person) ?? false);

const snapshot = ({ stage: { world }, faults }: PageSettings, me: string): Snapshot => ({
  me,
  channels: [...world.channels.values()].filter((channel) => channel.members.includes(me)),
  messages: world.messages.filter(visible(world, me)),
  files: [...world.files.values()],
  views: stackOf(world, me),
  home: homeOf(world, me) ?? null,
  traffic: world.traffic,
  faults: faults.list(),
});

function seenBy(
  { stage: { world }, faults }: PageSettings,
  person: string,
  change: Change,
): Live | undefined {
  switch (change.type) {
    case 'message':
      return visible(world, person)(change.message) ? change : undefined;
    case 'views':
      return change.person === person ? { type: 'views', views: stackOf(world, person) } : undefined;
    case 'home':
      return change.person === person ? { type: 'home', home: homeOf(world, person) ?? null } : undefined;
    case 'faults':
      return { type: 'faults', faults: faults.list() };
    case 'gone':
    case 'file':
    case 'traffic':
      return change;
  }
}

async function keepFile(
  { stage: { world } }: PageSettings,
  person: string,
  name: string,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  // As with JSON: a form elsewhere cannot send this type unasked.
  if (request.headers['content-type'] !== 'application/octet-stream' || !world.people.has(person))
    return json({ ok: false, error: 'file_expected' }, 415);
  const file = await giveFile(world, person, name, await readBytes(request));
  return json({ ok: true, file });
}

async function carryOut(
  settings: PageSettings,
  person: string,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  // A form on another site cannot send JSON without asking first.
  if (!request.headers['content-type']?.startsWith('application/json'))
    return json({ ok: false, error: 'json_expected' }, 415);
  const body = await readText(request);
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return json({ ok: false, error: 'invalid_json' }, 400);
  }
  const parsed = act.safeParse(given);
  if (!parsed.success) return json({ ok: false, error: parsed.error.message }, 400);
  if (!settings.stage.world.people.has(person)) return json({ ok: false, error: 'nobody' }, 400);
  return json(await perform(settings, person, parsed.data));
}

async function perform({ stage, slash }: PageSettings, person: string, what: Act): Promise<unknown> {
  const gone = { ok: false, error: 'gone' };
  switch (what.do) {
    case 'command':
      return command(stage, person, what.channel, slash, what.line);
    case 'say':
      return say(stage, person, what.channel, what.text, what.threadTs);
    case 'press':
    case 'suggest': {
      const place = placeOf(stage.world, what.place);
      const found =
        place &&
        findElement(
          place,
          (element, block) => block.block_id === what.blockId && actionIdOf(element) === what.actionId,
        );
      if (!found) return gone;
      return what.do === 'press'
        ? press(stage, person, place, found, what.chosen, what.filled)
        : suggest(stage, person, place, found, what.typed, what.filled);
    }
    case 'submit': {
      const view = stage.world.views.get(what.viewId);
      return view ? submit(stage, person, view, what.filled) : gone;
    }
    case 'dismiss':
      await dismiss(stage, person, what.all);
      return { ok: true };
    case 'home':
      return openHome(stage, person, what.tab);
  }
}

function placeOf(world: World, place: ActPlace): Place | undefined {
  if ('viewId' in place) {
    const view = world.views.get(place.viewId);
    return view && { view };
  }
  const message = findMessage(world, place.channel, place.ts);
  return message && { message };
}

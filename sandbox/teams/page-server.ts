import type { IncomingMessage, ServerResponse } from 'node:http';
import { tenant } from '../people.ts';
import type { Switchboard } from '../wire/faults.ts';
import { type HttpAnswer, json, onThisMachine, parseJson, readBytes, readText, write } from '../wire/http.ts';
import { sendLive } from '../wire/live.ts';
import { answerConsent, insert, search, suggest } from './acting/asking.ts';
import { closeDialog } from './acting/dialogs.ts';
import { press, refresh } from './acting/pressing.ts';
import { install, say, uninstall } from './acting/saying.ts';
import { chatOf, type Place, type Stage, unheard } from './acting/stage.ts';
import {
  type Act,
  act,
  type ActPlace,
  type Boot,
  type Live,
  type SearchOffer,
  type Snapshot,
} from './page-protocol.ts';
import { findPost, mayRead, viewOf } from './state/posts.ts';
import type { Change, World } from './state/world.ts';

/** The Teams side of the page: what it is shown, and what it does for the person it is at the moment. */

export interface PageSettings {
  readonly stage: Stage;
  readonly faults: Switchboard;
  readonly searches: readonly SearchOffer[];
}

export async function servePage(
  settings: PageSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (!onThisMachine(request)) return false;
  const { world } = settings.stage;
  const person = url.searchParams.get('as') ?? '';
  switch (`${request.method ?? ''} ${url.pathname}`) {
    case 'GET /_teams/boot':
      write(response, json(boot(settings)));
      return true;
    case 'GET /_teams/state':
      write(response, json(snapshot(settings, person)));
      return true;
    case 'GET /_teams/live':
      sendLive(world.listeners, (change) => seenBy(settings, person, change), request, response);
      return true;
    case 'POST /_teams/act':
      write(response, await carryOut(settings, person, request));
      return true;
    case 'POST /_teams/file':
      write(response, await giveFile(settings, person, url.searchParams, request));
      return true;
    default:
      return false;
  }
}

const boot = ({ stage: { world }, searches }: PageSettings): Boot => ({
  tenant: tenant.name,
  botName: tenant.botName,
  people: [...world.people.values()],
  searches,
});

const snapshot = ({ stage: { world }, faults }: PageSettings, me: string): Snapshot => {
  const posts = world.posts.filter((post) => mayRead(world, me, post));
  return {
    me,
    chats: [...world.chats.values()].filter((chat) => chat.members.includes(me)),
    posts,
    views: posts.flatMap((post) => viewOf(world, post, me) ?? []),
    dialog: world.dialogs.get(me) ?? null,
    traffic: world.traffic,
    faults: faults.list(),
  };
};

function seenBy({ stage: { world }, faults }: PageSettings, me: string, change: Change): Live | undefined {
  switch (change.type) {
    case 'post':
      return mayRead(world, me, change.post) ? change : undefined;
    case 'view':
      return change.view.person === me ? change : undefined;
    case 'dialog':
      return change.person === me ? { type: 'dialog', dialog: world.dialogs.get(me) ?? null } : undefined;
    case 'chat':
      return change.chat.members.includes(me) ? change : undefined;
    case 'typing':
      return world.chats.get(change.chat)?.members.includes(me) ? change : undefined;
    case 'faults':
      return { type: 'faults', faults: faults.list() };
    case 'gone':
    case 'traffic':
      return change;
  }
}

const nobody = json({ ok: false, error: 'nobody' }, 400);

async function carryOut(
  { stage }: PageSettings,
  person: string,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  // A form on another site cannot send JSON without asking first.
  if (!request.headers['content-type']?.startsWith('application/json'))
    return json({ ok: false, error: 'json_expected' }, 415);
  const parsed = act.safeParse(parseJson(await readText(request)));
  if (!parsed.success) return json({ ok: false, error: parsed.error.message }, 400);
  return stage.world.people.has(person) ? json(await perform(stage, person, parsed.data)) : nobody;
}

async function perform(stage: Stage, person: string, what: Act): Promise<unknown> {
  const { world } = stage;
  const gone = { ok: false, status: 0, ms: 0, error: 'gone' };
  const readable = (id: string) => {
    const post = findPost(world, id);
    return post && mayRead(world, person, post) ? post : undefined;
  };
  switch (what.do) {
    case 'say': {
      const under = readable(what.under ?? '');
      return say(stage, person, chatOf(world, what.chat), what.text, {
        ...(under ? { under } : {}),
        slash: what.slash ?? false,
      });
    }
    case 'press': {
      const place = placeOf(world, person, what.place);
      return place ? press(stage, person, place, what.action, what.filled) : gone;
    }
    case 'suggest': {
      const place = placeOf(world, person, what.place);
      return place ? suggest(stage, person, place, what.dataset, what.typed) : gone;
    }
    case 'refresh': {
      const post = readable(what.post);
      return post ? refresh(stage, person, post) : gone;
    }
    case 'consent': {
      const post = readable(what.post);
      return post ? answerConsent(stage, person, post, what.yes) : gone;
    }
    case 'close':
      closeDialog(world, person);
      return unheard;
    case 'search':
      return search(stage, person, chatOf(world, what.chat), what.search, what.words);
    case 'insert':
      insert(stage, person, chatOf(world, what.chat), what.hit);
      return unheard;
    case 'install':
      await (what.yes ? install : uninstall)(stage, person, chatOf(world, what.chat));
      return unheard;
  }
}

function placeOf(world: World, person: string, place: ActPlace): Place | undefined {
  if ('post' in place) {
    const post = findPost(world, place.post);
    return post && mayRead(world, person, post) ? post : undefined;
  }
  const dialog = world.dialogs.get(person);
  return dialog?.id === place.dialog ? dialog : undefined;
}

/** A file handed to the bot in the personal chat. */
async function giveFile(
  { stage }: PageSettings,
  person: string,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  const { world } = stage;
  // As with JSON: a form elsewhere cannot send this type unasked.
  if (request.headers['content-type'] !== 'application/octet-stream')
    return json({ ok: false, error: 'file_expected' }, 415);
  const chat = [...world.chats.values()].find((one) => one.of === person);
  if (!chat) return nobody;
  const file = { name: query.get('name') ?? 'file', bytes: await readBytes(request) };
  return json(await say(stage, person, chat, query.get('text') ?? '', { files: [file] }));
}

import {
  answerConsent,
  type Hit,
  type Hits,
  insert,
  type Search,
  search,
  suggest,
  type Suggestions,
} from './acting/asking.ts';
import { closeDialog } from './acting/dialogs.ts';
import { asTyped, choicesOf, datasetOf, type Filled, idOf } from './acting/filling.ts';
import { findAction, findInput } from './acting/finding.ts';
import { cardOn, press, refresh, refreshDue } from './acting/pressing.ts';
import { install, say, type Saying, uninstall } from './acting/saying.ts';
import { isDialog, type Outcome, personOf, type Place, rootOf, type Stage } from './acting/stage.ts';
import { type Card, type Node, wordsOf } from './cards/card.ts';
import { type Where, envelope, invoke } from './out/activity.ts';
import type { Activity, Delivery } from './out/deliver.ts';
import type { Badge } from './out/badge.ts';
import { cardSeenBy, findChat, findPost, mayRead, viewOf } from './state/posts.ts';
import { type Chat, mriOf, type Post } from './state/world.ts';

/** A person's hands in a test. Chats, buttons and inputs are named by what is written on them. */
export interface Hands {
  readonly key: string;
  /** `29:…`, as the bot knows them, and their id in Entra. */
  readonly mri: string;
  readonly entra: string;
  /** In their personal chat with the bot unless told otherwise; elsewhere with a mention in front. */
  says(words: string, saying?: Saying & { readonly in?: string }): Promise<Outcome>;
  /** Presses a button of the card this person sees, after filling in inputs by label or id. */
  clicks(on: Place, button: string, values?: Values): Promise<Outcome>;
  /** The card this person sees, after the refresh that Teams makes on its own where the card asks for one. */
  sees(post: Post): Promise<Card | undefined>;
  /** As above, in words, with the text of the message and what the bot said under the card. */
  reads(post: Post): Promise<string>;
  /** Refreshes again, as Teams does about once a minute. */
  refreshes(post: Post): Promise<Outcome>;
  /** What the bot proposes while somebody types into an input. */
  types(on: Place, input: string, typed: string): Promise<Suggestions>;
  /** Says yes to a file; its bytes are in `files()` once the bot has sent them. */
  accepts(post: Post): Promise<Outcome>;
  declines(post: Post): Promise<Outcome>;
  closesDialog(): void;
  searches(what: Search, words: string, where?: { readonly in?: string }): Promise<Hits>;
  /** Posts the card of something found. */
  inserts(hit: Hit, where: { readonly in: string }): Post;
  installs(where?: { readonly in?: string }): Promise<Chat>;
  uninstalls(where?: { readonly in?: string }): Promise<Chat>;
  /** Any invoke at all in their name, also one no button offers. */
  invokes(
    name: string,
    value: unknown,
    on?: { readonly in?: string; readonly post?: Post; readonly badge?: Badge },
  ): Promise<Delivery>;
  /** What a message of theirs would look like, to change and `deliver`. */
  writes(text: string, where?: { readonly in?: string }): Activity;
}

/** By label or id. A type-ahead takes the first proposal for what is typed; several values are several choices. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

export function hands(stage: Stage, key: string): Hands {
  const { world } = stage;
  const person = personOf(world, key);
  const chatNamed = (name = 'personal') => findChat(world, key, name);
  /** As it stands now: tests hold on to posts that were edited since. */
  const current = (place: Place): Place =>
    isDialog(place) ? (world.dialogs.get(key) ?? place) : (findPost(world, place.id) ?? place);

  function cardOf(place: Place): Card {
    if (!isDialog(place) && !mayRead(world, key, place)) throw new Error(`${key} cannot see that post`);
    const card = cardOn(world, place, key);
    if (!card)
      throw new Error(`there is no card on that${isDialog(place) ? ` dialog: ${place.words ?? ''}` : ''}`);
    return card;
  }

  async function valueFor(place: Place, input: Node, meant: string): Promise<string> {
    const choices = choicesOf(input);
    const chosen =
      choices.find((choice) => choice.value === meant || choice.title === meant) ??
      choices.find((choice) => choice.title.includes(meant));
    if (chosen) return chosen.value;
    const dataset = datasetOf(input);
    if (dataset !== undefined && meant !== '') {
      const [top] = (await suggest(stage, key, place, dataset, meant)).choices;
      if (!top) throw new Error(`nothing was proposed for “${meant}”`);
      return top.value;
    }
    if (choices.length > 0 && meant !== '')
      throw new Error(`no choice “${meant}”; there is: ${choices.map((choice) => choice.title).join(', ')}`);
    return asTyped(input, meant);
  }

  async function fill(place: Place, card: Card, values: Values): Promise<Filled> {
    const filled: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      const input = findInput(card, name);
      const several: string[] = [];
      for (const meant of typeof value === 'string' ? [value] : value)
        several.push(await valueFor(place, input, meant));
      filled[idOf(input)] = several.join(',');
    }
    return filled;
  }

  const whereOf = ({
    in: name,
    post,
  }: {
    readonly in?: string;
    readonly post?: Post;
  }): Where & { post?: string } =>
    post
      ? { chat: chatNamed(post.chat), root: rootOf(world, post), post: post.id }
      : { chat: chatNamed(name) };

  async function sees(given: Post): Promise<Card | undefined> {
    const post = findPost(world, given.id);
    if (!post || !mayRead(world, key, post)) return undefined;
    if (refreshDue(world, post, key)) await refresh(stage, key, post);
    return cardSeenBy(world, findPost(world, post.id) ?? post, key);
  }

  return {
    key,
    mri: mriOf(person),
    entra: person.entra,
    says: (words, { in: name, ...saying } = {}) => say(stage, key, chatNamed(name), words, saying),
    clicks: async (on, button, values = {}) => {
      const place = current(on);
      const card = cardOf(place);
      const filled = await fill(place, card, values);
      return press(stage, key, place, findAction(card, button), filled);
    },
    sees,
    reads: async (given) => {
      const card = await sees(given);
      const post = findPost(world, given.id);
      const under = post && viewOf(world, post, key)?.words;
      return [post?.text, card && wordsOf(card), under].filter(Boolean).join('\n');
    },
    refreshes: (post) => refresh(stage, key, findPost(world, post.id) ?? post),
    types: (on, input, typed) => {
      const place = current(on);
      const dataset = datasetOf(findInput(cardOf(place), input));
      if (dataset === undefined) throw new Error(`“${input}” asks nobody while somebody types`);
      return suggest(stage, key, place, dataset, typed);
    },
    accepts: (post) => answerConsent(stage, key, post, true),
    declines: (post) => answerConsent(stage, key, post, false),
    closesDialog: () => closeDialog(world, key),
    searches: (what, words, where = {}) => search(stage, key, chatNamed(where.in), what, words),
    inserts: (hit, where) => insert(stage, key, chatNamed(where.in), hit),
    installs: (where = {}) => install(stage, key, chatNamed(where.in)),
    uninstalls: (where = {}) => uninstall(stage, key, chatNamed(where.in)),
    invokes: (name, value, on = {}) =>
      stage.deliver(invoke(world, person, whereOf(on), name, value), on.badge),
    writes: (text, where = {}) => ({ ...envelope(world, person, { chat: chatNamed(where.in) }), text }),
  };
}

import { z } from 'zod';
import { type Action, type Card, isNode, text } from '../cards/card.ts';
import { cardFaults, isCard } from '../cards/check.ts';
import { envelope, invoke } from '../out/activity.ts';
import type { Delivery } from '../out/deliver.ts';
import { mriOf, type Post, type World } from '../state/world.ts';
import { cardSeenBy, findPost, setView, viewOf } from '../state/posts.ts';
import { fetchDialog, submitDialog } from './dialogs.ts';
import { dataOf, type Filled, missing, valuesOf } from './filling.ts';
import { say } from './saying.ts';
import {
  chatOf,
  isDialog,
  type Outcome,
  outcome,
  personOf,
  type Place,
  rootOf,
  type Stage,
  unheard,
} from './stage.ts';
import { appTexts } from './texts.ts';

/** Buttons of cards, and the cards that answer them. */

export const cardOn = (world: World, place: Place, person: string): Card | undefined =>
  isDialog(place) ? place.card : cardSeenBy(world, place, person);

/** What Teams makes of a button: in a dialog, `Action.Execute` is its fallback. */
const effective = (place: Place, action: Action): Action => {
  const { fallback } = action;
  return isDialog(place) && action.type === 'Action.Execute' && isNode(fallback)
    ? { ...fallback, type: text(fallback['type']) }
    : action;
};

export async function press(
  stage: Stage,
  person: string,
  place: Place,
  button: Action,
  filled: Filled = {},
): Promise<Outcome> {
  const { world } = stage;
  const card = cardOn(world, place, person);
  const action = effective(place, button);
  if (!card) return { ...unheard, ok: false, error: 'gone' };
  if (action.type === 'Action.OpenUrl') return { ...unheard, url: text(action['url']) };
  if (action.type !== 'Action.Execute' && action.type !== 'Action.Submit') return unheard;
  const values = valuesOf(card, filled);
  const { locale } = personOf(world, person);
  const errors =
    action['associatedInputs'] === 'none' ? {} : missing(card, values, appTexts(locale).required);
  if (Object.keys(errors).length > 0) return { ...unheard, ok: false, error: 'invalid_input', errors };
  const data = dataOf(action, values);
  if (isDialog(place)) return submitDialog(stage, place, data);
  return action.type === 'Action.Execute'
    ? execute(stage, person, place, { ...action, data }, 'manual')
    : submit(stage, person, place, data);
}

const placeOf = (world: World, post: Post) => ({
  chat: chatOf(world, post.chat),
  root: rootOf(world, post),
  post: post.id,
});

/** `Action.Execute`: the bot's answer is for the one who pressed. */
async function execute(
  stage: Stage,
  person: string,
  post: Post,
  action: Action,
  trigger: 'manual' | 'automatic',
): Promise<Outcome> {
  const { world } = stage;
  const { type, id, verb, data, title } = action;
  const delivery = await stage.deliver(
    invoke(world, personOf(world, person), placeOf(world, post), 'adaptiveCard/action', {
      action: { type, ...(id === undefined ? {} : { id }), title, verb, data },
      trigger,
    }),
  );
  return { ...outcome(delivery), ...show(stage, person, post, delivery, trigger) };
}

const answered = z.looseObject({ statusCode: z.number(), type: z.string(), value: z.unknown().optional() });

const cardAnswer = 'application/vnd.microsoft.card.adaptive';
const messageAnswer = 'application/vnd.microsoft.activity.message';

/** Puts the bot's answer before the person. A refresh that fails leaves everything as it was, as in Teams. */
function show(
  { world }: Stage,
  person: string,
  post: Post,
  delivery: Delivery,
  trigger: 'manual' | 'automatic',
): Partial<Outcome> {
  // What stands there now: the bot may have edited it in the meantime.
  const current = findPost(world, post.id);
  if (!current) return {};
  const texts = appTexts(personOf(world, person).locale);
  const say = (words: string, error?: string): Partial<Outcome> => {
    setView(world, current, person, trigger === 'manual' ? { words } : {});
    return { words, ...(error === undefined ? {} : { ok: false, error }) };
  };
  const answer = answered.safeParse(delivery.body);
  if (!delivery.ok || !answer.success) return say(texts.trouble, delivery.error ?? 'invalid_answer');
  const { statusCode, type, value } = answer.data;
  if (type === messageAnswer) return say(typeof value === 'string' ? value : texts.trouble);
  if (statusCode !== 200 || type !== cardAnswer)
    return say(
      isNode(value) ? text(value['message']) || texts.trouble : texts.trouble,
      `status_${statusCode}`,
    );
  const faults = cardFaults(value);
  if (!isCard(value) || faults.length > 0) return say(texts.cannotShow, faults.join('; '));
  setView(world, current, person, { card: value, words: '' });
  return {};
}

/** Whether Teams asks the bot for a card of this person's own before it shows this one. */
export function refreshDue(world: World, post: Post, person: string): boolean {
  if (viewOf(world, post, person)) return false;
  return refreshOf(world, post, person) !== undefined;
}

const mostWithoutNames = 60;

function refreshOf(world: World, post: Post, person: string): Action | undefined {
  const refresh = cardSeenBy(world, post, person)?.['refresh'];
  if (!isNode(refresh) || !isNode(refresh['action'])) return undefined;
  const { userIds, action } = refresh;
  const few = chatOf(world, post.chat).members.length <= mostWithoutNames;
  const named = Array.isArray(userIds) ? userIds.includes(mriOf({ key: person })) : few;
  return named ? { ...action, type: text(action['type']) } : undefined;
}

export async function refresh(stage: Stage, person: string, post: Post): Promise<Outcome> {
  const action = refreshOf(stage.world, post, person);
  return action ? execute(stage, person, post, action, 'automatic') : unheard;
}

/** `Action.Submit`: a message without words, unless its data asks for something else. */
async function submit(stage: Stage, person: string, post: Post, data: unknown): Promise<Outcome> {
  const { world } = stage;
  const chat = chatOf(world, post.chat);
  const wish = isNode(data) && isNode(data['msteams']) ? data['msteams'] : {};
  switch (wish['type']) {
    case 'task/fetch':
      return fetchDialog(stage, person, { chat, post }, data);
    case 'imBack':
      return say(stage, person, chat, text(wish['value']), { under: post });
    default: {
      const where = placeOf(world, post);
      const said = wish['type'] === 'messageBack' ? { text: text(wish['text']) } : {};
      const delivery = await stage.deliver({
        ...envelope(world, personOf(world, person), where),
        ...said,
        value: wish['type'] === 'messageBack' ? wish['value'] : data,
        replyToId: post.id,
      });
      return outcome(delivery);
    }
  }
}

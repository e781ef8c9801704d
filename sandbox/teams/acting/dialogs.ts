import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { cardFaults, isCard } from '../cards/check.ts';
import { invoke } from '../out/activity.ts';
import type { Delivery } from '../out/deliver.ts';
import { findPost } from '../state/posts.ts';
import { type Chat, type Dialog, type Post, tell, type World } from '../state/world.ts';
import { chatOf, type Outcome, outcome, personOf, rootOf, type Stage } from './stage.ts';
import { appTexts } from './texts.ts';

/** Dialogs (task modules): one at a time for each person. */

const answered = z.looseObject({
  task: z
    .discriminatedUnion('type', [
      z.looseObject({
        type: z.literal('continue'),
        value: z.looseObject({
          title: z.string().optional(),
          card: z.looseObject({ contentType: z.string(), content: z.unknown() }).optional(),
        }),
      }),
      z.looseObject({ type: z.literal('message'), value: z.string() }),
    ])
    .nullish(),
});

const context = { theme: 'default' };

export function closeDialog(world: World, person: string): void {
  if (world.dialogs.delete(person)) tell(world, { type: 'dialog', person });
}

function open(world: World, dialog: Omit<Dialog, 'id'>): void {
  world.dialogs.set(dialog.person, { ...dialog, id: randomUUID() });
  tell(world, { type: 'dialog', person: dialog.person });
}

export async function fetchDialog(
  stage: Stage,
  person: string,
  { chat, post }: { readonly chat: Chat; readonly post: Post },
  data: unknown,
): Promise<Outcome> {
  const { world } = stage;
  const where = { chat, root: rootOf(world, post), post: post.id };
  const delivery = await stage.deliver(
    invoke(world, personOf(world, person), where, 'task/fetch', { data, context }),
  );
  return {
    ...outcome(delivery),
    ...show(world, { person, chat: chat.id, post: post.id, title: '' }, delivery),
  };
}

export async function submitDialog(stage: Stage, dialog: Dialog, data: unknown): Promise<Outcome> {
  const { world } = stage;
  const { person } = dialog;
  const chat = chatOf(world, dialog.chat);
  const post = findPost(world, dialog.post ?? '');
  const where = { chat, root: post && rootOf(world, post), post: dialog.post };
  const delivery = await stage.deliver(
    invoke(world, personOf(world, person), where, 'task/submit', { data, context }),
  );
  return { ...outcome(delivery), ...show(world, dialog, delivery) };
}

/** The bot's answer: another card, a sentence, or nothing, which closes the dialog. */
function show(world: World, before: Omit<Dialog, 'id'>, delivery: Delivery): Partial<Outcome> {
  const { person, chat, post } = before;
  const texts = appTexts(personOf(world, person).locale);
  const place = { person, chat, ...(post === undefined ? {} : { post }) };
  const fail = (words: string, error: string): Partial<Outcome> => {
    // A form keeps what was filled in; what never opened says its sentence.
    if (!before.card) open(world, { ...place, title: before.title, words });
    return { ok: false, error, words };
  };
  const answer = answered.safeParse(delivery.body ?? {});
  if (!delivery.ok || !answer.success) return fail(texts.trouble, delivery.error ?? 'invalid_answer');
  const { task } = answer.data;
  if (!task) closeDialog(world, person);
  else if (task.type === 'message') open(world, { ...place, title: before.title, words: task.value });
  else {
    const content = task.value.card?.content;
    const faults = cardFaults(content, 'dialog');
    if (!isCard(content) || faults.length > 0) return fail(texts.cannotShow, faults.join('; '));
    open(world, { ...place, title: task.value.title ?? '', card: content });
  }
  return {};
}

import { z } from 'zod';
import { isNode, text } from '../cards/card.ts';
import { limits } from '../cards/limits.ts';
import { cardFaults } from '../cards/check.ts';
import { invoke } from '../out/activity.ts';
import { announce, driveUrl, fileType, uploadUrl } from '../state/files.ts';
import { addPost } from '../state/posts.ts';
import type { Chat, Post } from '../state/world.ts';
import { consentType } from '../api/messages.ts';
import { cardType } from '../cards/card.ts';
import type { Choice } from './filling.ts';
import {
  chatOf,
  isDialog,
  type Outcome,
  outcome,
  personOf,
  type Place,
  rootOf,
  type Stage,
} from './stage.ts';

/** Questions Teams puts to the bot for somebody: type-ahead, search from the compose box, and leave to store a file. */

const found = z.looseObject({
  type: z.literal('application/vnd.microsoft.search.searchResponse'),
  value: z.looseObject({ results: z.array(z.object({ title: z.string(), value: z.string() })) }),
});

export interface Suggestions extends Outcome {
  readonly choices: readonly Choice[];
}

export async function suggest(
  stage: Stage,
  person: string,
  place: Place,
  dataset: string,
  typed: string,
): Promise<Suggestions> {
  const { world } = stage;
  const chat = chatOf(world, place.chat);
  const where = isDialog(place)
    ? { chat, post: place.post }
    : { chat, root: rootOf(world, place), post: place.id };
  const delivery = await stage.deliver(
    invoke(world, personOf(world, person), where, 'application/search', {
      queryText: typed,
      queryOptions: { skip: 0, top: limits.typeAheadResults },
      dataset,
    }),
  );
  const answer = found.safeParse(delivery.body);
  return answer.success
    ? { ...outcome(delivery), choices: answer.data.value.results.slice(0, limits.typeAheadResults) }
    : { ...outcome(delivery), ok: false, error: delivery.error ?? 'invalid_answer', choices: [] };
}

const extension = z.looseObject({
  composeExtension: z.looseObject({
    type: z.string(),
    text: z.string().optional(),
    attachments: z
      .array(
        z.looseObject({ contentType: z.string(), content: z.unknown(), preview: z.unknown().optional() }),
      )
      .default([]),
  }),
});

/** One line of what a search found; inserting it posts its card. */
export interface Hit {
  readonly title: string;
  readonly text: string;
  readonly attachment: { readonly contentType: string; readonly content: unknown };
}

export interface Search {
  /** As in the app's manifest. */
  readonly command: string;
  readonly parameter: string;
}

export interface Hits extends Outcome {
  readonly hits: readonly Hit[];
}

export async function search(
  stage: Stage,
  person: string,
  chat: Chat,
  { command, parameter }: Search,
  words: string,
): Promise<Hits> {
  const { world } = stage;
  const first = words === '';
  const delivery = await stage.deliver(
    invoke(world, personOf(world, person), { chat }, 'composeExtension/query', {
      commandId: command,
      parameters: [{ name: first ? 'initialRun' : parameter, value: first ? 'true' : words }],
      queryOptions: { skip: 0, count: 25 },
    }),
  );
  const answer = extension.safeParse(delivery.body);
  if (!answer.success)
    return { ...outcome(delivery), ok: false, error: delivery.error ?? 'invalid_answer', hits: [] };
  const { attachments, text: sentence } = answer.data.composeExtension;
  return {
    ...outcome(delivery),
    ...(sentence === undefined ? {} : { words: sentence }),
    hits: attachments.map(({ contentType, content, preview }) => {
      const shown = isNode(preview) && isNode(preview['content']) ? preview['content'] : {};
      return { title: text(shown['title']), text: text(shown['text']), attachment: { contentType, content } };
    }),
  };
}

/** A card found by search, posted by the one who searched. */
export function insert(stage: Stage, person: string, chat: Chat, { attachment }: Hit): Post {
  const faults = attachment.contentType === cardType ? cardFaults(attachment.content) : [];
  if (faults.length > 0) throw new Error(`the card cannot be shown: ${faults.join('; ')}`);
  return addPost(stage.world, { chat: chat.id, author: person, attachments: [attachment] });
}

export async function answerConsent(
  stage: Stage,
  person: string,
  post: Post,
  yes: boolean,
): Promise<Outcome> {
  const { world } = stage;
  const asked = post.attachments.find((one) => one.contentType === consentType);
  const content = isNode(asked?.content) ? asked.content : undefined;
  if (!content) throw new Error('that post does not ask for leave to store a file');
  const name = asked?.name ?? 'file';
  const file = yes ? announce(world, person, name) : undefined;
  const delivery = await stage.deliver(
    invoke(
      world,
      personOf(world, person),
      { chat: chatOf(world, post.chat), post: post.id },
      'fileConsent/invoke',
      {
        type: 'fileUpload',
        action: yes ? 'accept' : 'decline',
        context: yes ? content['acceptContext'] : content['declineContext'],
        ...(file
          ? {
              uploadInfo: {
                contentUrl: driveUrl(world, file),
                name,
                uploadUrl: uploadUrl(world, file),
                uniqueId: file.id,
                fileType: fileType(name),
              },
            }
          : {}),
      },
    ),
  );
  return outcome(delivery);
}

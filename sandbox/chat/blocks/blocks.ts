import { z } from 'zod';
import { accessory, actionsElement, imageElement, inputElement } from './elements.ts';
import { chart, dataTable, table } from './figures.ts';
import { richText } from './rich-text.ts';
import { blockId, limits, mrkdwn, plain, text, words } from './text.ts';

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: text(limits.sectionText).optional(),
    fields: z.array(text(limits.fieldText)).min(1).max(limits.sectionFields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'must define either `text` or `fields`',
  });

const header = z.strictObject({
  type: z.literal('header'),
  block_id: blockId,
  text: plain(limits.headerText),
});

const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [plain(limits.sectionText), mrkdwn(limits.sectionText), imageElement]),
    )
    .min(1)
    .max(limits.contextElements),
});

const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId });

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z.array(actionsElement).min(1).max(limits.actionsElements),
});

const image = imageElement.safeExtend({
  block_id: blockId,
  title: plain(limits.imageText).optional(),
});

const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(limits.inputLabel),
  hint: plain(limits.inputLabel).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});

const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id: blockId,
  text: words(limits.markdownTotal),
});

const alert = z.strictObject({
  type: z.literal('alert'),
  block_id: blockId,
  text: text(limits.sectionText),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

export const block = z.discriminatedUnion('type', [
  section,
  header,
  context,
  divider,
  actions,
  image,
  input,
  markdown,
  alert,
  richText,
  table,
  dataTable,
  chart,
]);

export type Block = z.infer<typeof block>;
export type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>;

const modalText = plain(limits.modalTitle);

export const modal = z.strictObject({
  type: z.literal('modal'),
  title: modalText,
  blocks: z.array(z.unknown()).max(limits.blocksPerView),
  submit: modalText.optional(),
  close: modalText.optional(),
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: z.string().max(limits.callbackId).optional(),
  external_id: z.string().max(limits.externalId).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

export const home = z.strictObject({
  type: z.literal('home'),
  blocks: z.array(z.unknown()).max(limits.blocksPerView),
  private_metadata: z.string().max(limits.privateMetadata).optional(),
  callback_id: z.string().max(limits.callbackId).optional(),
  external_id: z.string().max(limits.externalId).optional(),
});

export type ViewPayload = (Omit<z.infer<typeof modal>, 'blocks'> | Omit<z.infer<typeof home>, 'blocks'>) & {
  blocks: Block[];
};

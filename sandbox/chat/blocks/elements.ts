import { z } from 'zod';
import { actionId, confirm, limits, plain, text, url, words } from './text.ts';

export const option = z.strictObject({
  text: text(limits.optionText),
  value: words(limits.optionValue),
  description: text(limits.optionText).optional(),
});

const menuOption = option.extend({ text: plain(limits.optionText) });
const options = z.array(menuOption).min(1).max(limits.options);

export const optionGroups = z
  .array(
    z.strictObject({ label: plain(limits.optionText), options: z.array(menuOption).max(limits.options) }),
  )
  .min(1)
  .max(limits.optionGroups);

/** What the app answers to a type-ahead; an empty list is allowed there. */
export const suggestions = z.union([
  z.strictObject({ options: z.array(menuOption).max(limits.options) }),
  z.strictObject({ option_groups: optionGroups }),
]);

const asked = { action_id: actionId, confirm: confirm.optional() };
const focus = { focus_on_load: z.boolean().optional() };
const hinted = { placeholder: plain(limits.placeholder).optional(), ...focus };
const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
    })
    .optional(),
};
const several = { max_selected_items: z.int().min(1).optional() };

/** Static menus carry either `options` or `option_groups`. */
const choices = { options: options.optional(), option_groups: optionGroups.optional() };
const eitherChoices = (menu: { options?: unknown; option_groups?: unknown }) =>
  (menu.options === undefined) !== (menu.option_groups === undefined);
const either = { error: 'must provide either options or option_groups' };

const button = z.strictObject({
  type: z.literal('button'),
  ...asked,
  text: plain(limits.buttonText),
  value: z.string().max(limits.buttonValue).optional(),
  url: url(limits.buttonUrl).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: words(limits.buttonText).optional(),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    ...asked,
    ...hinted,
    ...choices,
    initial_option: menuOption.optional(),
  })
  .refine(eitherChoices, either);

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...asked,
    ...hinted,
    ...choices,
    ...several,
    initial_options: options.optional(),
  })
  .refine(eitherChoices, either);

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...asked,
  ...hinted,
  initial_option: menuOption.optional(),
  min_query_length: z.int().min(0).optional(),
});

const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...asked,
  ...hinted,
  ...several,
  initial_options: options.optional(),
  min_query_length: z.int().min(0).optional(),
});

const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...asked,
  ...hinted,
  initial_user: z.string().optional(),
});

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...asked,
  ...focus,
  options: z.array(option).min(1).max(limits.boxOptions),
  initial_options: z.array(option).min(1).optional(),
});

const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...asked,
  ...focus,
  options: z.array(option).min(1).max(limits.boxOptions),
  initial_option: option.optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...asked,
  options: z
    .array(menuOption.extend({ url: url(limits.buttonUrl).optional() }))
    .min(1)
    .max(limits.overflowOptions),
});

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...asked,
  ...hinted,
  initial_date: z.iso.date().optional(),
});

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...asked,
  ...hinted,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().optional(),
});

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  ...hinted,
  ...dispatch,
  initial_value: z.string().max(limits.inputValue).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(limits.inputValue).optional(),
  max_length: z.int().min(1).max(limits.inputValue).optional(),
});

const numberInput = z.strictObject({
  type: z.literal('number_input'),
  action_id: actionId,
  ...hinted,
  ...dispatch,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});

const lineInput = <T extends 'email_text_input' | 'url_text_input'>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    action_id: actionId,
    ...hinted,
    ...dispatch,
    initial_value: z.string().optional(),
  });

const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: actionId,
  filetypes: z
    .array(z.string().regex(/^[a-z0-9]+$/))
    .min(1)
    .optional(),
  max_files: z.int().min(1).max(10).optional(),
});

export const imageElement = z
  .strictObject({
    type: z.literal('image'),
    alt_text: words(limits.imageText),
    image_url: url(limits.imageUrl).optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  })
  .refine((image) => (image.image_url === undefined) !== (image.slack_file === undefined), {
    error: 'must provide either image_url or slack_file',
  });

const menus = [
  staticSelect,
  multiStaticSelect,
  externalSelect,
  multiExternalSelect,
  usersSelect,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
] as const;

export const actionsElement = z.discriminatedUnion('type', [button, overflow, ...menus]);
export const accessory = z.discriminatedUnion('type', [button, overflow, imageElement, ...menus]);
export const inputElement = z.discriminatedUnion('type', [
  ...menus,
  textInput,
  numberInput,
  lineInput('email_text_input'),
  lineInput('url_text_input'),
  fileInput,
]);

export type Option = z.infer<typeof option>;
export type OptionGroup = z.infer<typeof optionGroups>[number];
export type Element = z.infer<typeof accessory> | z.infer<typeof inputElement>;
export type ElementOf<T extends Element['type']> = Extract<Element, { type: T }>;

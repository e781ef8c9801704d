import type { AnyBlock, ContextBlock, InputBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Form, FormField, FormValues, LookupSource, Option } from '../../../cards/form.ts';
import { type Translate, translator, type Lang } from '../../../kernel/texts/index.ts';
import { fieldBlockId, fieldOfBlock, fileNameId, inputId, isFileNameId, lookupId } from './action-ids.ts';
import { lineText, plainText, section, smallPrint } from './blocks.ts';
import { limits } from './limits.ts';
import { clean, cut, oneLine } from '../../text.ts';

export interface FormOptions {
  readonly lang: Lang;
  readonly callbackId: string;
  readonly privateMetadata: string;
}

/** @throws {RangeError} when there are more fields, or more to remember, than a modal holds: a mistake of ours. */
export function renderForm(form: Form, { lang, callbackId, privateMetadata }: FormOptions): ModalView {
  const t = translator(lang);
  const title = oneLine(form.title);
  // A title that had to be cut is said again where there is room.
  const intro = [title.length > limits.modal.title ? title : '', clean(form.intro ?? '').trim()].filter(
    Boolean,
  );
  const blocks: AnyBlock[] = [
    ...intro.map((text) => section(plainText(text, limits.section.text))),
    ...form.fields.flatMap((field) => [...problemOf(field), inputBlock(field, t)]),
  ];
  if (blocks.length > limits.modal.blocks) throw new RangeError(`a form of ${blocks.length} blocks`);
  if (privateMetadata.length > limits.modal.privateMetadata)
    throw new RangeError('too much private metadata');
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: privateMetadata,
    title: lineText(title, limits.modal.title),
    submit: lineText(form.submit, limits.modal.submit),
    close: lineText(form.cancel, limits.modal.close),
    blocks,
  };
}

/** Slack shows an error at a field only after a submission, so what is known before stands above it. */
function problemOf({ problem }: FormField): ContextBlock[] {
  const text = oneLine(problem ?? '');
  return text === '' ? [] : [smallPrint(plainText(`⚠️ ${text}`, limits.context.text))];
}

function inputBlock(field: FormField, t: Translate): InputBlock {
  const given = field.type === 'choice' ? field.options : [];
  const options = slackOptions(given);
  const hint = [
    oneLine(field.hint ?? ''),
    options.length < given.length
      ? t('render.firstOptions', { shown: options.length, total: given.length })
      : '',
  ]
    .filter(Boolean)
    .join(' ');
  return {
    type: 'input',
    block_id: fieldBlockId(field.name),
    label: lineText(field.label, limits.input.label),
    // A box that must be ticked would be no choice.
    optional: !field.required || field.type === 'toggle',
    ...(hint === '' ? {} : { hint: plainText(hint, limits.input.hint) }),
    element: elementOf(field, options, t),
  };
}

function elementOf(field: FormField, options: PlainTextOption[], t: Translate): InputBlock['element'] {
  const action_id = inputId(field.name);
  switch (field.type) {
    case 'text':
      return textInput(field, action_id);
    case 'choice': {
      if (options.length === 0) return textInput({ ...field, type: 'text' }, action_id);
      const initial = options.find(({ value }) => value === field.value);
      return { type: 'static_select', action_id, options, ...(initial ? { initial_option: initial } : {}) };
    }
    case 'lookup': {
      const [initial] = field.value ? slackOptions([field.value]) : [];
      return {
        type: 'external_select',
        action_id: lookupId(field.source, field.name),
        min_query_length: queryLength(field.source),
        ...placeholderOf(field.placeholder),
        ...(initial ? { initial_option: initial } : {}),
      };
    }
    case 'lookups': {
      const initial = slackOptions(field.values ?? []);
      return {
        type: 'multi_external_select',
        action_id: lookupId(field.source, field.name),
        min_query_length: queryLength(field.source),
        max_selected_items: field.most,
        ...placeholderOf(field.placeholder),
        ...(initial.length > 0 ? { initial_options: initial } : {}),
      };
    }
    case 'file-name':
      return field.value === undefined
        ? {
            type: 'file_input',
            action_id: fileNameId(field.name),
            filetypes: [...field.endings],
            max_files: 1,
          }
        : textInput({ ...field, type: 'text' }, action_id);
    case 'file':
      return { type: 'file_input', action_id, filetypes: [...field.endings], max_files: 1 };
    case 'toggle': {
      const option: PlainTextOption = { text: lineText(t('render.yes'), limits.option.text), value: 'true' };
      return {
        type: 'checkboxes',
        action_id,
        options: [option],
        ...(field.value ? { initial_options: [option] } : {}),
      };
    }
  }
}

/** Slack waits for three characters by default; a Chinese name may have two, and the few quotas are listed at once. */
const queryLength = (source: LookupSource): number => (source === 'quota' ? 0 : 1);

function textInput(
  field: Extract<FormField, { type: 'text' }>,
  action_id: string,
): Extract<InputBlock['element'], { type: 'plain_text_input' }> {
  const value = cut(clean(field.value ?? ''), limits.input.text);
  return {
    type: 'plain_text_input',
    action_id,
    multiline: field.multiline ?? false,
    max_length: limits.input.text,
    ...placeholderOf(field.placeholder),
    ...(value === '' ? {} : { initial_value: value }),
  };
}

const placeholderOf = (text: string | undefined) => {
  const line = oneLine(text ?? '');
  return line === '' ? {} : { placeholder: lineText(line, limits.select.placeholder) };
};

/** Options as Slack takes them, also in answer to a type-ahead request. A value is an identity and is never cut. */
export function slackOptions(options: readonly Option[]): PlainTextOption[] {
  const seen = new Set<string>();
  const usable = options.filter(({ value }) => {
    const good = value !== '' && value.length <= limits.option.value && !seen.has(value);
    seen.add(value);
    return good;
  });
  return usable.slice(0, limits.select.options).map(({ value, label, description }) => ({
    value,
    text: lineText(oneLine(label) || value, limits.option.text),
    ...(description && oneLine(description)
      ? { description: lineText(description, limits.option.description) }
      : {}),
  }));
}

/** What Slack sends back of a form: `view.state.values`, in which an untouched field may be null. */
export type FormState = Readonly<Record<string, Readonly<Record<string, FieldState | null>>>>;

interface FieldState {
  readonly value?: string | null | undefined;
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined;
  readonly selected_options?: readonly { readonly value?: string | undefined }[] | null | undefined;
  readonly files?: readonly unknown[] | null | undefined;
}

export function formValues(state: FormState): FormValues {
  const values: Record<string, string> = {};
  for (const [blockId, block] of Object.entries(state)) {
    const name = fieldOfBlock(blockId);
    const [id = ''] = Object.keys(block);
    const field = block[id];
    const several = field?.selected_options?.flatMap((option) => option.value ?? []).join(',');
    const file = isFileNameId(id) ? nameOfFile(field?.files?.[0]) : undefined;
    const value = field?.value ?? field?.selected_option?.value ?? several ?? file;
    if (name !== undefined && value != null && value !== '') values[name] = value;
  }
  return values;
}

/** What Slack calls it; the file itself is not looked at. */
function nameOfFile(file: unknown): string | undefined {
  const name = typeof file === 'object' && file !== null && 'name' in file ? file.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** The first file of each field that has one, as Slack describes it. */
export function formFiles(state: FormState): Readonly<Record<string, unknown>> {
  const files: Record<string, unknown> = {};
  for (const [blockId, block] of Object.entries(state)) {
    const name = fieldOfBlock(blockId);
    const [id = ''] = Object.keys(block);
    const [file] = isFileNameId(id) ? [] : (block[id]?.files ?? []);
    if (name !== undefined && file !== undefined) files[name] = file;
  }
  return files;
}

/** Corrections by field as Slack wants them: by block, for `ack({ response_action: 'errors', errors })`. */
export const formErrors = (errors: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(errors).map(([name, text]) => [fieldBlockId(name), oneLine(text)]));

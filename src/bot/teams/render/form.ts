import type { Form, FormField, Option } from '../../../cards/form.ts';
import { type Lang, type Translate, translator } from '../../../kernel/texts/index.ts';
import { clean, cut, oneLine } from '../../text.ts';
import { fieldId, pressData } from '../press.ts';
import { execute } from './button.ts';
import { adaptiveCard } from './card.ts';
import type { AdaptiveCard, Button, Element, Input } from './elements.ts';
import { limits } from './limits.ts';
import { line, plain } from './text.ts';

export interface FormOptions {
  readonly lang: Lang;
  /** Names what is filled in: the app carries only this id. */
  readonly draft: string;
  /** A dialog closes when it is sent; a card in the chat is answered in its own place. */
  readonly as: 'dialog' | 'card';
  /** What stands at a field that was not right, by name. */
  readonly errors?: Readonly<Record<string, string>>;
}

export function renderForm(form: Form, { lang, draft, as, errors = {} }: FormOptions): AdaptiveCard {
  const t = translator(lang);
  const intro = clean(form.intro ?? '').trim();
  const misplaced = Object.entries(errors).filter(
    ([name]) => !form.fields.some((field) => field.name === name),
  );
  const body: Element[] = [
    // A dialog has a title of its own.
    ...(as === 'card'
      ? [plain(line(form.title, limits.form.title), { size: 'Large', weight: 'Bolder' })]
      : []),
    ...(intro === '' ? [] : [plain(cut(intro, limits.text))]),
    ...misplaced.map(([, text]) => wrong(text)),
    ...form.fields.flatMap((field) => fieldElements(field, errors[field.name], t)),
  ];
  const look = { title: line(form.submit, limits.actions.title), style: 'positive' } as const;
  const send: Button =
    as === 'card'
      ? execute({ type: 'submit', draft }, look)
      : { type: 'Action.Submit', ...look, data: pressData({ type: 'submit', draft }) };
  return adaptiveCard(line(form.title, limits.form.title), body, lang, [send]);
}

const wrong = (text: string): Element =>
  plain(`⚠️ ${cut(oneLine(text), limits.note)}`, { color: 'Attention' }, { spacing: 'Small' });

const hintOf = (text: string): Element[] => {
  const hint = cut(oneLine(text), limits.form.hint);
  return hint === '' ? [] : [plain(hint, { size: 'Small', isSubtle: true }, { spacing: 'None' })];
};

function fieldElements(field: FormField, error: string | undefined, t: Translate): Element[] {
  if (field.type === 'file') return hintOf(t('teams.noFileField'));
  const found = error ?? field.problem ?? '';
  const given = field.type === 'choice' ? field.options : [];
  const cutNote =
    given.length > limits.form.choices
      ? t('render.firstOptions', { shown: limits.form.choices, total: given.length })
      : '';
  return [
    inputOf(field, t),
    ...(oneLine(found) === '' ? [] : [wrong(found)]),
    ...hintOf([field.hint ?? '', cutNote].filter(Boolean).join(' ')),
  ];
}

function inputOf(field: Exclude<FormField, { type: 'file' }>, t: Translate): Input {
  const base = {
    id: fieldId(field.name),
    label: line(field.label, limits.form.label),
    // A box that must be ticked would be no choice.
    ...(field.required && field.type !== 'toggle'
      ? { isRequired: true, errorMessage: t('teams.required') }
      : {}),
  };
  switch (field.type) {
    case 'text':
      return { ...base, ...textOf(field.value, field.placeholder), isMultiline: field.multiline ?? false };
    case 'file-name':
      return { ...base, ...textOf(field.value, t('teams.nameOfFile')) };
    case 'choice': {
      if (field.options.length === 0) return { ...base, ...textOf(field.value, undefined) };
      const choices = choicesOf(field.options);
      const known = choices.some(({ value }) => value === field.value);
      return {
        ...base,
        type: 'Input.ChoiceSet',
        style: 'compact',
        choices,
        ...(known && field.value !== undefined ? { value: field.value } : {}),
      };
    }
    case 'lookup':
      return { ...base, ...typeAhead(field, field.value ? [field.value] : []) };
    case 'lookups':
      return { ...base, ...typeAhead(field, field.values ?? []), isMultiSelect: true };
    case 'toggle':
      return {
        ...base,
        type: 'Input.Toggle',
        title: t('render.yes'),
        value: field.value ? 'true' : '',
        valueOn: 'true',
        valueOff: '',
      };
  }
}

function textOf(value: string | undefined, placeholder: string | undefined) {
  const text = cut(clean(value ?? ''), limits.form.text);
  return {
    type: 'Input.Text',
    maxLength: limits.form.text,
    ...placeholderOf(placeholder),
    ...(text === '' ? {} : { value: text }),
  } as const;
}

/** The client asks for choices as somebody types; what is chosen already must stand among those it starts with. */
function typeAhead(
  { source, placeholder }: Extract<FormField, { type: 'lookup' | 'lookups' }>,
  chosen: readonly Option[],
) {
  const choices = choicesOf(chosen);
  return {
    type: 'Input.ChoiceSet',
    style: 'filtered',
    choices,
    'choices.data': { type: 'Data.Query', dataset: source },
    ...placeholderOf(placeholder),
    ...(choices.length > 0 ? { value: choices.map(({ value }) => value).join(',') } : {}),
  } as const;
}

const placeholderOf = (text: string | undefined) => {
  const placeholder = oneLine(text ?? '');
  return placeholder === '' ? {} : { placeholder: cut(placeholder, limits.form.placeholder) };
};

/** A value is an identity and is never cut; a comma would make two of one. */
export function choicesOf(
  options: readonly Option[],
  most: number = limits.form.choices,
): { readonly title: string; readonly value: string }[] {
  const seen = new Set<string>();
  const usable = options.filter(({ value }) => {
    const good =
      value !== '' && value.length <= limits.form.choice && !value.includes(',') && !seen.has(value);
    seen.add(value);
    return good;
  });
  return usable.slice(0, most).map(({ value, label, description }) => ({
    value,
    title: line(
      [oneLine(label) || value, oneLine(description ?? '')].filter(Boolean).join(' · '),
      limits.form.choice,
    ),
  }));
}

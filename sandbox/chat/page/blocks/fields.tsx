import type { JSX } from 'preact';
import type { Filled } from '../../acting/filling.ts';
import type { Element, ElementOf, Option } from '../../blocks/elements.ts';
import { useDesk } from '../desk.ts';
import { useConfirm } from './confirm.tsx';
import type { FieldProps } from './element.tsx';
import { type Spot, spotKey, type Surface, useSurface } from './surface.tsx';

/** Fields a person fills in. What stands in them is the surface's; before that, what the card gave them. */

export const filledAt = (surface: Surface, { blockId, actionId }: Spot): Filled | undefined =>
  surface.filled[blockId]?.[actionId];

const asText = (value: Filled | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

export const asOption = (value: Filled | undefined): Option | undefined =>
  typeof value === 'object' && 'value' in value ? value : undefined;

export const asOptions = (value: Filled | undefined): readonly Option[] | undefined =>
  typeof value === 'object' && !('value' in value) ? value : undefined;

/** What belongs on the field itself, for those who hear the page and for the eye. */
export function fieldLook(surface: Surface, spot: Spot, id: string | undefined) {
  const wrong = surface.errors[spot.blockId] !== undefined;
  return {
    id,
    'aria-invalid': wrong || undefined,
    'aria-describedby': id === undefined ? undefined : `${id}-about`,
    'aria-busy': surface.busy.has(spotKey(spot)) || undefined,
  };
}

const none: Option = { text: { type: 'plain_text', text: '' }, value: '' };

export function Menu({
  element,
  spot,
  id,
  quiet,
}: FieldProps<'static_select' | 'users_select'>): JSX.Element {
  const { t, boot } = useDesk();
  const surface = useSurface();
  const { ask, question } = useConfirm();
  const people = element.type === 'users_select';
  const groups = people ? [] : (element.option_groups ?? []);
  const loose = people
    ? boot.people.map((person) => ({ value: person.id, text: person.name }))
    : (element.options ?? []).map(shown);
  const value = filledAt(surface, spot);
  const chosen = people
    ? (asText(value) ?? element.initial_user ?? '')
    : (asOption(value) ?? element.initial_option ?? none).value;
  const placeholder = element.placeholder?.text ?? t.choose;

  const choose = (picked: string) => {
    const option =
      !people &&
      [...(element.options ?? []), ...groups.flatMap((group) => group.options)].find(
        (one) => one.value === picked,
      );
    const next = option ? option : picked;
    surface.fill(spot, next);
    if (!quiet && picked !== '') ask(element.confirm, () => void surface.press(spot, next));
  };

  return (
    <>
      <select
        class="field menu-field"
        {...fieldLook(surface, spot, id)}
        aria-label={id === undefined ? placeholder : undefined}
        autoFocus={element.focus_on_load ?? false}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{placeholder}</option>
        {loose.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
        {groups.map((group) => (
          <optgroup key={group.label.text} label={group.label.text}>
            {group.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.text.text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {question}
    </>
  );
}

const shown = (option: Option) => ({ value: option.value, text: option.text.text });

export function Boxes({ element, spot, id, quiet }: FieldProps<'checkboxes' | 'radio_buttons'>): JSX.Element {
  const surface = useSurface();
  const many = element.type === 'checkboxes';
  const value = filledAt(surface, spot);
  const single = many ? undefined : (asOption(value) ?? element.initial_option);
  const chosen = many ? (asOptions(value) ?? element.initial_options ?? []) : single ? [single] : [];
  const has = (option: Option) => chosen.some((one) => one.value === option.value);

  const toggle = (option: Option) => {
    const next = !many
      ? option
      : has(option)
        ? chosen.filter((one) => one.value !== option.value)
        : element.options.filter((one) => has(one) || one.value === option.value);
    surface.fill(spot, next);
    if (!quiet) void surface.press(spot, next);
  };

  return (
    <div
      class="boxes"
      role={many ? 'group' : 'radiogroup'}
      {...fieldLook(surface, spot, id)}
      aria-labelledby={id === undefined ? undefined : `${id}-label`}
    >
      {element.options.map((option) => (
        <label key={option.value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={spotKey(spot)}
            checked={has(option)}
            onChange={() => toggle(option)}
          />
          <span>
            {option.text.text}
            {option.description && <small>{option.description.text}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}

export function DateField({
  element,
  spot,
  id,
  quiet,
}: FieldProps<'datepicker' | 'timepicker'>): JSX.Element {
  const surface = useSurface();
  const date = element.type === 'datepicker';
  const initial = date ? element.initial_date : element.initial_time;
  return (
    <input
      class="field"
      type={date ? 'date' : 'time'}
      {...fieldLook(surface, spot, id)}
      aria-label={id === undefined ? element.placeholder?.text : undefined}
      autoFocus={element.focus_on_load ?? false}
      value={asText(filledAt(surface, spot)) ?? initial ?? ''}
      onChange={(event) => {
        const { value } = event.currentTarget;
        surface.fill(spot, value);
        if (!quiet) void surface.press(spot, value);
      }}
    />
  );
}

type TextElement = 'plain_text_input' | 'number_input' | 'email_text_input' | 'url_text_input';

export function TextField(props: FieldProps<'plain_text_input'>): JSX.Element {
  const surface = useSurface();
  const look = textLook(surface, props);
  if (!props.element.multiline) return <LineField {...props} />;
  return (
    <textarea {...look} rows={4} onInput={(event) => surface.fill(props.spot, event.currentTarget.value)} />
  );
}

/** Which keys a phone offers. */
const keyboards = {
  plain_text_input: 'text',
  number_input: 'decimal',
  email_text_input: 'email',
  url_text_input: 'url',
} as const;

type LineProps = Pick<FieldProps<'button'>, 'spot' | 'id' | 'quiet'> & {
  readonly element: ElementOf<TextElement>;
};

export function LineField(props: LineProps): JSX.Element {
  const { element, spot, quiet } = props;
  const surface = useSurface();
  const look = textLook(surface, props);
  const sendOn = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  return (
    <input
      {...look}
      type="text"
      inputMode={keyboards[element.type]}
      autoComplete="off"
      onInput={(event) => {
        const { value } = event.currentTarget;
        surface.fill(spot, value);
        if (!quiet && sendOn.includes('on_character_entered')) void surface.press(spot, value);
      }}
      onKeyDown={(event) => {
        if (quiet || event.key !== 'Enter' || event.isComposing || !sendOn.includes('on_enter_pressed'))
          return;
        event.preventDefault();
        void surface.press(spot, event.currentTarget.value);
      }}
    />
  );
}

function textLook(surface: Surface, { element, spot, id }: LineProps) {
  return {
    class: 'field',
    ...fieldLook(surface, spot, id),
    autoFocus: element.focus_on_load ?? false,
    placeholder: element.placeholder?.text,
    value: asText(filledAt(surface, spot)) ?? element.initial_value ?? '',
  };
}

/** Elements that name their one field, so that a label can point to it. */
export const labelled = (element: Element): boolean =>
  element.type !== 'checkboxes' && element.type !== 'radio_buttons';

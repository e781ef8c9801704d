import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Option } from '../../blocks/elements.ts';
import { useDesk } from '../desk.ts';
import { Icon } from '../icons.tsx';
import { useConfirm } from './confirm.tsx';
import type { FieldProps } from './element.tsx';
import { asOption, asOptions, fieldLook, filledAt } from './fields.tsx';
import { PickerList } from './picker-list.tsx';
import { useProposals } from './proposals.ts';
import { spotKey, useSurface } from './surface.tsx';

type PickerElement = 'external_select' | 'multi_external_select' | 'multi_static_select';

/** A field to type into that proposes options: one or several may be chosen. */
export function Picker({ element, spot, id, quiet }: FieldProps<PickerElement>): JSX.Element {
  const { t } = useDesk();
  const surface = useSurface();
  const { ask, question } = useConfirm();
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();

  const many = element.type !== 'external_select';
  const value = filledAt(surface, spot);
  const emptied = value === '';
  const single = many || emptied ? undefined : (asOption(value) ?? element.initial_option);
  const several = many ? (asOptions(value) ?? element.initial_options ?? []) : [];
  const chosen = single ? [single] : several;
  const open = typed !== undefined;
  const { proposals, state } = useProposals(element, spot, typed);
  const offered = proposals.filter((option) => !several.some((one) => one.value === option.value));

  const send = (next: Option | readonly Option[] | '') => {
    surface.fill(spot, next);
    if (!quiet && next !== '') ask(element.confirm, () => void surface.press(spot, next));
  };
  const choose = (option: Option) => {
    setTyped(undefined);
    setActive(0);
    send(many ? [...several, option] : option);
  };
  const remove = (option: Option) => send(many ? several.filter((one) => one.value !== option.value) : '');

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (event.isComposing) return;
    const picked = offered[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setTyped('');
      else if (offered.length > 0)
        setActive((active + (event.key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      if (picked) choose(picked);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(undefined);
    } else if (event.key === 'Backspace' && !typed && many) {
      const last = several.at(-1);
      if (last) remove(last);
    }
  };

  return (
    <div class="picker field" ref={box} aria-busy={surface.busy.has(spotKey(spot)) || undefined}>
      {several.map((option) => (
        <span key={option.value} class="token">
          {option.text.text}
          <button type="button" aria-label={t.remove(option.text.text)} onClick={() => remove(option)}>
            <Icon name="close" />
          </button>
        </span>
      ))}
      <input
        ref={input}
        {...fieldLook(surface, spot, id)}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && offered.length > 0 ? `${listId}-${active}` : undefined}
        aria-label={id === undefined ? (element.placeholder?.text ?? t.choose) : undefined}
        autoComplete="off"
        spellcheck={false}
        placeholder={chosen.length > 0 ? '' : (element.placeholder?.text ?? t.choose)}
        value={typed ?? single?.text.text ?? ''}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => {
          if (!open) setTyped('');
        }}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKeyDown}
      />
      {single && (
        <button type="button" class="clear" aria-label={t.clear} onClick={() => remove(single)}>
          <Icon name="close" />
        </button>
      )}
      {open && (
        <PickerList
          id={listId}
          anchor={box}
          options={offered}
          active={active}
          state={state}
          onChoose={choose}
          onPoint={setActive}
        />
      )}
      {question}
    </div>
  );
}

import type { JSX } from 'preact';
import type { Element, ElementOf } from '../../blocks/elements.ts';
import { useDesk } from '../desk.ts';
import { FileField } from './file-field.tsx';
import { Boxes, DateField, LineField, Menu, TextField } from './fields.tsx';
import { useConfirm } from './confirm.tsx';
import { Overflow } from './overflow.tsx';
import { Picker } from './picker.tsx';
import { Picture } from './picture.tsx';
import { type Spot, spotKey, useSurface } from './surface.tsx';
import { webAddress } from './mrkdwn.ts';

export interface FieldProps<T extends Element['type']> {
  readonly element: ElementOf<T>;
  readonly spot: Spot;
  /** The `id` of the field, for its label. */
  readonly id?: string;
  /** In a form nothing is sent before its button is pressed. */
  readonly quiet?: boolean;
}

interface ElementProps {
  readonly element: Element;
  readonly blockId: string;
  readonly id?: string;
  readonly quiet?: boolean;
}

export function ElementView({ element, blockId, id, quiet = false }: ElementProps): JSX.Element {
  const actionId = 'action_id' in element ? (element.action_id ?? '') : '';
  const field = { spot: { blockId, actionId }, quiet, ...(id === undefined ? {} : { id }) };
  switch (element.type) {
    case 'button':
      return <Button element={element} spot={field.spot} />;
    case 'overflow':
      return <Overflow element={element} spot={field.spot} />;
    case 'image':
      return <Picture image={element} />;
    case 'static_select':
    case 'users_select':
      return <Menu element={element} {...field} />;
    case 'external_select':
    case 'multi_external_select':
    case 'multi_static_select':
      return <Picker element={element} {...field} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Boxes element={element} {...field} />;
    case 'datepicker':
    case 'timepicker':
      return <DateField element={element} {...field} />;
    case 'file_input':
      return <FileField element={element} {...field} />;
    case 'plain_text_input':
      return <TextField element={element} {...field} />;
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <LineField element={element} {...field} />;
  }
}

function Button({ element, spot }: { element: ElementOf<'button'>; spot: Spot }): JSX.Element {
  const { t } = useDesk();
  const surface = useSurface();
  const { ask, question } = useConfirm();
  const busy = surface.busy.has(spotKey(spot));
  const press = () => ask(element.confirm, () => void surface.press(spot));
  const url = webAddress(element.url ?? '');
  const look = {
    class: `button ${element.style ?? ''}`,
    'aria-label': element.accessibility_label,
  };
  return (
    <>
      {url === undefined ? (
        <button
          type="button"
          {...look}
          aria-busy={busy}
          title={busy ? t.working : undefined}
          onClick={() => {
            if (!busy) press();
          }}
        >
          {element.text.text}
        </button>
      ) : (
        <a {...look} href={url} target="_blank" rel="noreferrer noopener" onClick={press}>
          {element.text.text} <span aria-hidden="true">↗</span>
        </a>
      )}
      {question}
    </>
  );
}

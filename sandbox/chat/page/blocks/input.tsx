import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { BlockOf } from '../../blocks/blocks.ts';
import { useDesk } from '../desk.ts';
import { ElementView } from './element.tsx';
import { labelled } from './fields.tsx';
import { useSurface } from './surface.tsx';

export function InputBlock({ block }: { block: BlockOf<'input'> }): JSX.Element {
  const { t } = useDesk();
  const id = useId();
  const blockId = block.block_id ?? '';
  const error = useSurface().errors[blockId];
  const label = (
    <>
      {block.label.text}
      {block.optional && <small> · {t.optional}</small>}
    </>
  );
  return (
    <div class={`block-input ${error === undefined ? '' : 'wrong'}`}>
      {labelled(block.element) ? (
        <label for={id}>{label}</label>
      ) : (
        <span class="label" id={`${id}-label`}>
          {label}
        </span>
      )}
      <ElementView element={block.element} blockId={blockId} id={id} quiet={block.dispatch_action !== true} />
      <div id={`${id}-about`}>
        {error !== undefined && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        {block.hint && <p class="hint">{block.hint.text}</p>}
      </div>
    </div>
  );
}

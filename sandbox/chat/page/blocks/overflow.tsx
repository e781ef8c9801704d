import type { JSX } from 'preact';
import type { ElementOf } from '../../blocks/elements.ts';
import { useDesk } from '../desk.ts';
import { Icon } from '../icons.tsx';
import { MenuButton } from '../menu-button.tsx';
import { useConfirm } from './confirm.tsx';
import { webAddress } from './mrkdwn.ts';
import { type Spot, spotKey, useSurface } from './surface.tsx';

export function Overflow({ element, spot }: { element: ElementOf<'overflow'>; spot: Spot }): JSX.Element {
  const { t } = useDesk();
  const surface = useSurface();
  const { ask, question } = useConfirm();
  return (
    <>
      <MenuButton
        label={t.more}
        class="button overflow"
        busy={surface.busy.has(spotKey(spot))}
        face={<Icon name="more" />}
        items={element.options.map((option) => ({
          key: option.value,
          face: option.text.text,
          choose: () =>
            ask(element.confirm, () => {
              const url = webAddress(option.url ?? '');
              if (url !== undefined) window.open(url, '_blank', 'noreferrer,noopener');
              void surface.press(spot, option);
            }),
        }))}
      />
      {question}
    </>
  );
}

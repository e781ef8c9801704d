import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Dialog as Open } from '../../../teams/state/world.ts';
import { useDesk } from '../desk.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icons.tsx';
import { act } from './api.ts';
import { CardView } from './card.tsx';

/** A task module. */
export function TeamsDialog({ open }: { open: Open }): JSX.Element {
  const { boot, me, t } = useDesk();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [open.id]);
  const close = () => void act(me.key, { do: 'close' });
  const title = open.title || boot.botName;
  return (
    <Dialog label={title} class="modal teams-dialog" onClose={close}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="icon-button" aria-label={t.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="modal-body" ref={body}>
        {open.words !== undefined && <p>{open.words}</p>}
        {open.card && <CardView card={open.card} place={{ dialog: open.id }} />}
      </div>
    </Dialog>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Confirm } from '../../blocks/text.ts';
import { useDesk } from '../desk.ts';
import { Dialog } from '../dialog.tsx';
import { Words } from './text.tsx';

interface Asked {
  /** Does it at once, or after the question was answered with yes. */
  readonly ask: (confirm: Confirm | undefined, go: () => void) => void;
  readonly question: JSX.Element | undefined;
}

export function useConfirm(): Asked {
  const [open, setOpen] = useState<{ confirm: Confirm; go: () => void }>();
  const close = () => setOpen(undefined);
  return {
    ask: (confirm, go) => {
      if (confirm) setOpen({ confirm, go });
      else go();
    },
    question: open && (
      <Question
        confirm={open.confirm}
        onNo={close}
        onYes={() => {
          close();
          open.go();
        }}
      />
    ),
  };
}

interface QuestionProps {
  readonly confirm: Confirm;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Question({ confirm, onYes, onNo }: QuestionProps): JSX.Element {
  const { t } = useDesk();
  const title = confirm.title?.text ?? t.confirmTitle;
  return (
    <Dialog label={title} class="question" onClose={onNo}>
      <h2>{title}</h2>
      <Words of={confirm.text} />
      <footer>
        <button type="button" class="button" onClick={onNo}>
          {confirm.deny?.text ?? t.no}
        </button>
        <button
          type="button"
          class={`button ${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={onYes}
        >
          {confirm.confirm?.text ?? t.yes}
        </button>
      </footer>
    </Dialog>
  );
}

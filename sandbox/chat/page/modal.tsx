import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FilledValues } from '../acting/filling.ts';
import type { OpenView } from '../state/world.ts';
import { act } from './api.ts';
import { Blocks } from './blocks/blocks.tsx';
import { sendableAll, SurfaceProvider } from './blocks/surface.tsx';
import { useDesk } from './desk.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';

/** The topmost of the views that stand open; what was filled into those below is kept. */
export function Modals({ views }: { views: readonly OpenView[] }): JSX.Element | null {
  const fillings = useRef(new Map<string, FilledValues>());
  const view = views.at(-1);
  return view ? <Modal key={view.id} view={view} fillings={fillings.current} /> : null;
}

interface ModalProps {
  readonly view: OpenView;
  readonly fillings: Map<string, FilledValues>;
}

function Modal({ view, fillings }: ModalProps): JSX.Element | null {
  const { me, t } = useDesk();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const { payload, errors } = view;
  const wrong = Object.keys(errors).length > 0;

  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>(':is([autofocus], .modal-body :is(input, select, textarea))')
      ?.focus();
  }, []);
  // The first wrong field is where one goes on.
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  if (payload.type !== 'modal') return null;
  const submits = payload.submit !== undefined || payload.blocks.some((block) => block.type === 'input');
  const dismiss = (all: boolean) => void act(me.id, { do: 'dismiss', all });

  const submit = async () => {
    if (sending) return;
    setSending(true);
    setTrouble('');
    const answer = await act(me.id, {
      do: 'submit',
      viewId: view.id,
      filled: sendableAll(fillings.get(view.id) ?? {}),
    });
    setSending(false);
    if (!answer.ok && !('errors' in answer)) setTrouble(t.trouble(answer.error ?? 'http_error'));
  };

  return (
    <Dialog label={payload.title.text} class="modal" onClose={() => dismiss(false)}>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          <h2>{payload.title.text}</h2>
          <button type="button" class="icon-button" aria-label={t.close} onClick={() => dismiss(true)}>
            <Icon name="close" />
          </button>
        </header>
        <div class="modal-body">
          {trouble !== '' && (
            <p class="trouble" role="alert">
              {trouble}
            </p>
          )}
          <SurfaceProvider
            place={{ viewId: view.id }}
            errors={errors}
            start={fillings.get(view.id) ?? noValues}
            onFilled={(filled) => fillings.set(view.id, filled)}
          >
            <Blocks blocks={payload.blocks} />
          </SurfaceProvider>
        </div>
        <footer>
          {wrong && <span class="error">{t.fixFields}</span>}
          <button type="button" class="button" onClick={() => dismiss(false)}>
            {payload.close?.text ?? (submits ? t.cancel : t.close)}
          </button>
          {submits && (
            <button
              type="submit"
              class="button primary"
              aria-busy={sending}
              disabled={payload.submit_disabled ?? false}
            >
              {payload.submit?.text ?? t.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

const noValues: FilledValues = {};

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly label: string;
  readonly class?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The browser's own dialog keeps the focus inside and the page behind it out of reach. */
export function Dialog({ label, class: name = '', onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${name}`}
      aria-label={label}
      onCancel={(event) => {
        // Whether it closes is decided by what is drawn, not by the browser.
        event.preventDefault();
        if (event.target === dialog.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}

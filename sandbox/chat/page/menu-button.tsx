import type { ComponentChildren, JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  readonly key: string;
  readonly face: ComponentChildren;
  readonly checked?: boolean;
  readonly choose: () => void;
}

interface MenuButtonProps {
  readonly label: string;
  readonly face: ComponentChildren;
  readonly items: readonly MenuItem[];
  readonly class?: string;
  readonly busy?: boolean;
}

/** A button that opens a short list of things to choose: arrows walk it, Esc and a click elsewhere close it. */
export function MenuButton({ label, face, items, class: name, busy = false }: MenuButtonProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: PointerEvent) => {
      if (!(event.target instanceof Node && box.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    (box.current?.querySelector<HTMLElement>('[aria-checked="true"]') ?? entries(box.current)[0])?.focus();
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
    };
  }, [open]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      walk(box.current, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Tab') setOpen(false);
  };

  return (
    <div class="menu-box" ref={box} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        class={name}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={busy}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div class="menu" role="menu" aria-label={label}>
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              onClick={() => {
                setOpen(false);
                button.current?.focus();
                item.choose();
              }}
            >
              {item.face}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const entries = (box: HTMLElement | null): HTMLElement[] => [
  ...(box?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []),
];

function walk(box: HTMLElement | null, step: number): void {
  const all = entries(box);
  const at = all.findIndex((entry) => entry === document.activeElement);
  all[(at + step + all.length) % all.length]?.focus();
}

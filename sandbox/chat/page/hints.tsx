import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Example } from '../page-protocol.ts';
import { useDesk } from './desk.ts';

interface HintsProps {
  readonly id: string;
  readonly hints: readonly Example[];
  readonly picked: number;
  readonly onChoose: (hint: Example) => void;
}

export function Hints({ id, hints, picked, onChoose }: HintsProps): JSX.Element {
  const { boot, me, t } = useDesk();
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [picked]);
  return (
    <div class="hints">
      <header>
        <b>{t.hints}</b>
        <span>{t.hintKeys}</span>
      </header>
      <div role="listbox" id={id} aria-label={t.hints} ref={list}>
        {hints.map((hint, index) => (
          <div
            key={hint.line}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === picked}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(hint)}
          >
            <code>{`${boot.slash} ${hint.line}`.trim()}</code>
            <span>{me.locale.startsWith('zh') ? hint.zh : hint.en}</span>
          </div>
        ))}
      </div>
      {boot.usageHint !== '' && (
        <footer>
          {boot.slash} {boot.usageHint}
        </footer>
      )}
    </div>
  );
}

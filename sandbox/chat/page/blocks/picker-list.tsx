import type { CSSProperties, JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Option } from '../../blocks/elements.ts';
import { useDesk } from '../desk.ts';
import type { ProposalState } from './proposals.ts';

interface PickerListProps {
  readonly id: string;
  readonly anchor: RefObject<HTMLElement | null>;
  readonly options: readonly Option[];
  readonly active: number;
  readonly state: ProposalState;
  readonly onChoose: (option: Option) => void;
  readonly onPoint: (index: number) => void;
}

const gap = 4;
const tallest = 260;

const px = (length: number) => `${length}px`;

export function PickerList(props: PickerListProps): JSX.Element {
  const { id, anchor, options, active, state, onChoose, onPoint } = props;
  const { t } = useDesk();
  const list = useRef<HTMLDivElement>(null);
  const [style, setStyle] = useState<CSSProperties>({});

  // Fixed to the window: a form that scrolls would cut it off.
  useLayoutEffect(() => {
    const at = anchor.current?.getBoundingClientRect();
    if (!at) return;
    const below = window.innerHeight - at.bottom - 2 * gap;
    const up = below < 160 && at.top > below;
    setStyle({
      left: px(at.left),
      width: px(at.width),
      maxHeight: px(Math.min(tallest, up ? at.top - 2 * gap : below)),
      ...(up ? { bottom: px(window.innerHeight - at.top + gap) } : { top: px(at.bottom + gap) }),
    });
  }, []);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const words = {
    ready: t.nothingFound,
    searching: t.searching,
    short: 'least' in state ? t.typeMore(state.least) : '',
    failed: 'error' in state ? t.trouble(state.error) : '',
  }[state.is];
  return (
    <div class="picker-list" style={style} ref={list}>
      <div role="listbox" id={id}>
        {options.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the field loses the focus, which would close the list.
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(option);
            }}
            onPointerMove={() => onPoint(index)}
          >
            {option.text.text}
            {option.description && <small>{option.description.text}</small>}
          </div>
        ))}
      </div>
      {(options.length === 0 || state.is === 'searching') && (
        <p class="picker-note" role="status">
          {words}
        </p>
      )}
    </div>
  );
}

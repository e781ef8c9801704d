import { type ComponentChildren, createContext, type JSX } from 'preact';
import { useContext, useMemo, useRef, useState } from 'preact/hooks';
import type { Filled, FilledValues } from '../../acting/filling.ts';
import type { ActPlace } from '../../page-protocol.ts';
import { type Answer, act } from '../api.ts';
import { useDesk } from '../desk.ts';

/** What blocks stand on: a message or a view, with what was filled in and what can be done there. */
export interface Surface {
  readonly filled: FilledValues;
  /** What is wrong with an input, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  readonly fill: (spot: Spot, value: Filled) => void;
  /** Tells the bot; `chosen` is what was just chosen in a menu. */
  readonly press: (spot: Spot, chosen?: Filled) => Promise<void>;
  readonly suggest: (spot: Spot, typed: string) => Promise<Answer<'suggest'>>;
  readonly busy: ReadonlySet<string>;
  /** What went wrong at the last press, by block id. */
  readonly trouble: Readonly<Record<string, string>>;
}

/** One element of a surface. */
export interface Spot {
  readonly blockId: string;
  readonly actionId: string;
}

export const spotKey = (spot: Spot): string => `${spot.blockId}/${spot.actionId}`;

const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('blocks stand nowhere');
  return surface;
}

interface SurfaceProps {
  readonly place: ActPlace;
  readonly errors?: Readonly<Record<string, string>>;
  /** For a form that is sent from outside: what stood in it before, and what stands in it now. */
  readonly start?: FilledValues;
  readonly onFilled?: (filled: FilledValues) => void;
  readonly children: ComponentChildren;
}

const nothing = {};

export function SurfaceProvider(props: SurfaceProps): JSX.Element {
  const { place, errors = nothing, start = nothing, onFilled, children } = props;
  const { me } = useDesk();
  const [filled, setFilled] = useState<FilledValues>(start);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [trouble, setTrouble] = useState<Readonly<Record<string, string>>>({});
  // A menu is filled and pressed in one go, before the page is drawn again.
  const latest = useRef<FilledValues>(start);

  const surface = useMemo((): Surface => {
    const marked = (key: string, on: boolean) => (before: ReadonlySet<string>) => {
      const after = new Set(before);
      if (on) after.add(key);
      else after.delete(key);
      return after;
    };
    return {
      filled,
      errors,
      busy,
      trouble,
      fill: ({ blockId, actionId }, value) => {
        latest.current = {
          ...latest.current,
          [blockId]: { ...latest.current[blockId], [actionId]: value },
        };
        setFilled(latest.current);
        onFilled?.(latest.current);
      },
      press: async (spot, chosen) => {
        const key = spotKey(spot);
        setBusy(marked(key, true));
        setTrouble((before) => without(before, spot.blockId));
        const answer = await act(me.id, {
          do: 'press',
          place,
          ...spot,
          ...(chosen === undefined ? {} : { chosen: sendable(chosen) }),
          filled: sendableAll(latest.current),
        });
        setBusy(marked(key, false));
        if (!answer.ok) setTrouble((before) => ({ ...before, [spot.blockId]: answer.error ?? 'http_error' }));
      },
      suggest: (spot, typed) =>
        act(me.id, { do: 'suggest', place, ...spot, typed, filled: sendableAll(latest.current) }),
    };
  }, [me.id, JSON.stringify(place), filled, errors, busy, trouble, onFilled]);

  return <SurfaceContext.Provider value={surface}>{children}</SurfaceContext.Provider>;
}

const without = (trouble: Surface['trouble'], blockId: string): Surface['trouble'] =>
  Object.fromEntries(Object.entries(trouble).filter(([id]) => id !== blockId));

type Sendable = Exclude<Filled, readonly unknown[]> | Extract<Filled, readonly unknown[]>[number][];

const sendable = (value: Filled): Sendable =>
  typeof value === 'string' || !('map' in value) ? value : [...value];

export const sendableAll = (filled: FilledValues): Record<string, Record<string, Sendable | undefined>> =>
  Object.fromEntries(
    Object.entries(filled).map(([block, values]) => [
      block,
      Object.fromEntries(
        Object.entries(values).map(([id, value]) => [id, value === undefined ? undefined : sendable(value)]),
      ),
    ]),
  );

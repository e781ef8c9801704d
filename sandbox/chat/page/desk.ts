import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Person } from '../../people.ts';
import type { Boot } from '../page-protocol.ts';
import type { Channel, StoredFile } from '../state/world.ts';
import type { Texts } from './texts.ts';

/** Who reads, and what names mean to them. Rarely changes, so that what is drawn from it is rarely drawn again. */
export interface Desk {
  readonly boot: Boot;
  readonly me: Person;
  readonly t: Texts;
  readonly channels: readonly Channel[];
  readonly files: readonly StoredFile[];
}

const DeskContext = createContext<Desk | undefined>(undefined);

export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('nobody sits at the desk');
  return desk;
}

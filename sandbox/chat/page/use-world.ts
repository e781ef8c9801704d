import { useEffect, useState } from 'preact/hooks';
import type { Snapshot } from '../page-protocol.ts';
import { follow } from './api.ts';
import { apply } from './state.ts';

interface Followed {
  /** Undefined until the first word arrives. */
  readonly world: Snapshot | undefined;
  readonly connected: boolean;
}

/** All that one person sees, kept up to date. */
export function useWorld(person: string): Followed {
  const [world, setWorld] = useState<Snapshot>();
  const [connected, setConnected] = useState(true);
  useEffect(
    () =>
      follow(person, {
        snapshot: setWorld,
        live: (live) => setWorld((before) => before && apply(before, live)),
        connected: setConnected,
      }),
    [person],
  );
  return { world: world?.me === person ? world : undefined, connected };
}

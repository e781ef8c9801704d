import { useEffect, useState } from 'preact/hooks';
import { follow } from './api.ts';

interface Followed<S> {
  /** Undefined until the first word arrives. */
  readonly world: S | undefined;
  readonly connected: boolean;
}

/** All that one person sees, kept up to date. */
export function useWorld<S extends { readonly me: string }, L>(
  side: '/_page' | '/_teams',
  person: string,
  apply: (world: S, live: L) => S,
): Followed<S> {
  const [world, setWorld] = useState<S>();
  const [connected, setConnected] = useState(true);
  useEffect(
    () =>
      follow<S, L>(side, person, {
        snapshot: setWorld,
        live: (live) => setWorld((before) => before && apply(before, live)),
        connected: setConnected,
      }),
    [side, person, apply],
  );
  return { world: world?.me === person ? world : undefined, connected };
}

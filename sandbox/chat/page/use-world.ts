import { useEffect, useState } from 'preact/hooks';
import { follow } from './api.ts';

interface Followed<S> {
  /** Undefined until the first word arrives. */
  readonly world: S | undefined;
  readonly connected: boolean;
}

/** A chat app: where it is followed, and how each change alters what is known. */
export interface Side<S, L> {
  readonly at: '/_page' | '/_teams';
  readonly apply: (world: S, live: L) => S;
}

/** All that one person sees, kept up to date. */
export function useWorld<S extends { readonly me: string }, L>(
  { at, apply }: Side<S, L>,
  person: string,
): Followed<S> {
  const [world, setWorld] = useState<S>();
  const [connected, setConnected] = useState(true);
  useEffect(
    () =>
      follow<S, L>(at, person, {
        snapshot: setWorld,
        live: (live) => setWorld((before) => before && apply(before, live)),
        connected: setConnected,
      }),
    [at, person, apply],
  );
  return { world: world?.me === person ? world : undefined, connected };
}

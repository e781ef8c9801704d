import { useEffect, useRef } from 'preact/hooks';
import type { Snapshot } from '../../../teams/page-protocol.ts';

/** Up to where each chat was seen. What was there when the page was opened counts as seen. */
export function useSeen(world: Snapshot, open: string | undefined): ReadonlyMap<string, string> {
  const seen = useRef<{ person: string; marks: Map<string, string> }>(undefined);
  if (seen.current?.person !== world.me)
    seen.current = { person: world.me, marks: new Map(world.posts.map(({ chat, id }) => [chat, id])) };
  const { marks } = seen.current;
  useEffect(() => {
    const last = world.posts.findLast((post) => post.chat === open);
    if (last) marks.set(last.chat, last.id);
  }, [world.posts, open, marks]);
  return marks;
}

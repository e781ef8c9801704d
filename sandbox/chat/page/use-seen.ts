import { useEffect, useRef } from 'preact/hooks';
import type { Snapshot } from '../page-protocol.ts';

/** Up to where each channel was seen. What was there when the page was opened counts as seen. */
export function useSeen(world: Snapshot, open: string | undefined): ReadonlyMap<string, string> {
  const seen = useRef<{ person: string; marks: Map<string, string> }>(undefined);
  if (seen.current?.person !== world.me) {
    const marks = world.messages.map(({ channel, ts }) => [channel, ts] as const);
    seen.current = { person: world.me, marks: new Map(marks) };
  }
  const { marks } = seen.current;
  useEffect(() => {
    const last = world.messages.findLast((message) => message.channel === open);
    if (last) marks.set(last.channel, last.ts);
  }, [world.messages, open, marks]);
  return marks;
}

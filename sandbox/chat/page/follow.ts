import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Following {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** Something came that is not in sight. */
  readonly behind: boolean;
  readonly toEnd: () => void;
  readonly onScroll: () => void;
}

/** Room above a new message, so that the command it answers stays in sight. */
const headroom = 84;
const nearEnd = 48;

/**
 * Keeps the newest message in sight unless somebody reads further up. One that is taller than the window is shown from
 * its beginning.
 */
export function useFollow(place: string, lastTs: string | undefined): Following {
  const scroller = useRef<HTMLDivElement | null>(null);
  const content = useRef<HTMLDivElement | null>(null);
  const following = useRef(true);
  const expected = useRef(0);
  const [behind, setBehind] = useState(false);

  const settle = useCallback(() => {
    const box = scroller.current;
    const last = content.current?.lastElementChild;
    if (!box || !(last instanceof HTMLElement)) return;
    const end = box.scrollHeight - box.clientHeight;
    box.scrollTop = Math.max(0, Math.min(end, last.offsetTop - headroom));
    expected.current = box.scrollTop;
  }, []);
  const toEnd = useCallback(() => {
    following.current = true;
    setBehind(false);
    settle();
  }, [settle]);

  useLayoutEffect(toEnd, [place, toEnd]);
  useLayoutEffect(() => {
    if (following.current) settle();
    else setBehind(true);
  }, [lastTs, settle]);
  useLayoutEffect(() => {
    if (!content.current || !scroller.current) return;
    const observer = new ResizeObserver(() => {
      if (following.current) settle();
    });
    observer.observe(content.current);
    observer.observe(scroller.current);
    return () => {
      observer.disconnect();
    };
  }, [settle]);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box || Math.abs(box.scrollTop - expected.current) < 2) return;
    following.current = box.scrollHeight - box.clientHeight - box.scrollTop < nearEnd;
    if (following.current) setBehind(false);
  }, []);

  return { scroller, content, behind, toEnd, onScroll };
}

import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../state/world.ts';
import { useDesk } from './desk.ts';

interface Following {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** Something came that is not in sight. */
  readonly behind: boolean;
  readonly toEnd: () => void;
  readonly onScroll: () => void;
}

/** Room above a new message, so that the command it answers stays in sight. */
const headroom = 72;
const nearEnd = 48;

/**
 * Keeps the newest message in sight unless somebody reads further up; what they write themselves brings them back. One
 * that is taller than the window is shown from its beginning.
 */
export function useFollow(place: string, last: Message | undefined): Following {
  const { me } = useDesk();
  const scroller = useRef<HTMLDivElement | null>(null);
  const content = useRef<HTMLDivElement | null>(null);
  const following = useRef(true);
  /** How everything stood when it was last put in order here. */
  const settled = useRef({ top: 0, shape: '' });
  const [behind, setBehind] = useState(false);

  const settle = useCallback(() => {
    const box = scroller.current;
    const last = content.current?.lastElementChild;
    if (!box || !(last instanceof HTMLElement)) return;
    const end = box.scrollHeight - box.clientHeight;
    box.scrollTop = Math.max(0, Math.min(end, last.offsetTop - headroom));
    settled.current = { top: box.scrollTop, shape: shapeOf(box) };
  }, []);
  const toEnd = useCallback(() => {
    following.current = true;
    setBehind(false);
    settle();
  }, [settle]);

  useLayoutEffect(toEnd, [place, toEnd]);
  useLayoutEffect(() => {
    if (following.current) settle();
    else if (last?.author === me.id) toEnd();
    else setBehind(true);
  }, [last?.ts, settle]);
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
    if (!box) return;
    // Nobody scrolled: the window or something in it changed its size.
    if (following.current && shapeOf(box) !== settled.current.shape) {
      settle();
      return;
    }
    if (Math.abs(box.scrollTop - settled.current.top) < 2) return;
    following.current = box.scrollHeight - box.clientHeight - box.scrollTop < nearEnd;
    if (following.current) setBehind(false);
  }, [settle]);

  return { scroller, content, behind, toEnd, onScroll };
}

const shapeOf = (box: HTMLElement): string => [box.scrollHeight, box.clientHeight, box.clientWidth].join(' ');

import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SearchOffer } from '../../../teams/page-protocol.ts';
import type { Chat, Post, View } from '../../../teams/state/world.ts';
import { useDesk } from '../desk.ts';
import { act } from './api.ts';
import { Compose } from './compose.tsx';
import { PostView } from './post.tsx';
import { type Thread, threads, viewOf } from './state.ts';
import { teamsTexts } from './texts.ts';

interface TalkProps {
  readonly chat: Chat;
  readonly posts: readonly Post[];
  readonly views: readonly View[];
  readonly searches: readonly SearchOffer[];
}

export function Talk({ chat, posts, views, searches }: TalkProps): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const all = threads(posts, chat);
  const last = posts.filter((post) => post.chat === chat.id).at(-1);
  const near = useRef(true);
  useLayoutEffect(() => {
    near.current = true;
  }, [chat.id]);
  useLayoutEffect(() => {
    const box = scroller.current;
    const content = box?.firstElementChild;
    if (!box || !content) return;
    const toEnd = () => {
      if (near.current) box.scrollTop = box.scrollHeight;
    };
    toEnd();
    // Cards take their height after they were drawn.
    const observer = new ResizeObserver(toEnd);
    observer.observe(content);
    return () => {
      observer.disconnect();
    };
  }, [chat.id, last?.id]);
  return (
    <>
      <div
        class="scroller"
        ref={scroller}
        onScroll={({ currentTarget: box }) => {
          near.current = box.scrollHeight - box.clientHeight - box.scrollTop < 80;
        }}
      >
        <div class={`posts ${chat.kind}`} role="log" aria-live="polite" aria-label={chat.name}>
          {all.length === 0 && chat.kind === 'personal' && <FirstSteps chat={chat} />}
          {all.map((thread) => (
            <ThreadView key={thread.root.id} chat={chat} thread={thread} views={views} />
          ))}
        </div>
      </div>
      <Compose key={chat.id} chat={chat} searches={searches} />
    </>
  );
}

interface ThreadProps {
  readonly chat: Chat;
  readonly thread: Thread;
  readonly views: readonly View[];
}

function ThreadView({ chat, thread: { root, replies }, views }: ThreadProps): JSX.Element {
  const { me } = useDesk();
  const [replying, setReplying] = useState(false);
  const one = (post: Post) => <PostView key={post.id} post={post} view={viewOf(views, post)} />;
  if (chat.kind !== 'channel') return one(root);
  return (
    <section class="thread-box">
      {one(root)}
      <div class="replies">{replies.map(one)}</div>
      {replying ? (
        <Compose chat={chat} under={root} searches={[]} onSent={() => setReplying(false)} />
      ) : (
        <button type="button" class="link-button" onClick={() => setReplying(true)}>
          {teamsTexts(me.locale).reply}
        </button>
      )}
    </section>
  );
}

const stepsShown = 6;

function FirstSteps({ chat }: { chat: Chat }): JSX.Element {
  const { boot, me, t } = useDesk();
  const steps = boot.examples.filter(({ line }) => line !== '').slice(0, stepsShown);
  return (
    <section class="first-steps" aria-label={t.firstSteps}>
      <h2>{t.firstSteps}</h2>
      <p>{teamsTexts(me.locale).emptyChat(boot.botName)}</p>
      <ul>
        {steps.map(({ line, en, zh }) => (
          <li key={line}>
            <button
              type="button"
              class="step"
              onClick={() => void act(me.key, { do: 'say', chat: chat.id, text: line })}
            >
              <code>{line}</code>
              <span>{me.locale.startsWith('zh') ? zh : en}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

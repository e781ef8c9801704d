import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Message } from '../state/world.ts';
import { Blocks } from './blocks/blocks.tsx';
import { SurfaceProvider } from './blocks/surface.tsx';
import { Mrkdwn } from './blocks/text.tsx';
import { useDesk } from './desk.ts';
import { useAuthor } from './faces.tsx';
import { FileList } from './files.tsx';
import { Icon } from './icons.tsx';
import { millis } from './state.ts';
import { clock, fullTime } from './times.ts';

interface MessageProps {
  readonly message: Message;
  readonly replies?: readonly Message[] | undefined;
  /** Absent inside a thread. */
  readonly onThread?: (ts: string) => void;
}

/** Drawn again only when it changed: a busy export edits one message many times. */
export const MessageRow = ({ message, replies, onThread }: MessageProps): JSX.Element =>
  useMemo(
    () => <Row message={message} replies={replies} {...(onThread ? { onThread } : {})} />,
    [message, replies?.length, replies?.at(-1), onThread],
  );

function Row({ message, replies, onThread }: MessageProps): JSX.Element {
  const { me, t } = useDesk();
  const author = useAuthor(message.author);
  const at = millis(message.ts);
  const threadable = onThread && message.kind === 'message' && message.onlyFor === undefined;
  return (
    <article class={`message ${message.kind}`} data-ts={message.ts} aria-label={author.name}>
      {author.face}
      <div class="message-main">
        <header>
          <b class="author">{author.name}</b>
          {author.app && <span class="app-tag">{t.app}</span>}
          <time dateTime={new Date(at).toISOString()} title={fullTime(me, at)}>
            {clock(me, at)}
          </time>
          {message.edited && <span class="quiet">({t.edited})</span>}
          {message.onlyFor !== undefined && (
            <span class="only-you">
              <Icon name="eye" />
              {t.onlyYou}
            </span>
          )}
        </header>
        <Body message={message} />
        {message.files.length > 0 && <FileList ids={message.files} />}
        {threadable && replies && replies.length > 0 && (
          <ThreadLink replies={replies} onOpen={() => onThread(message.ts)} />
        )}
      </div>
      {threadable && (
        <button
          type="button"
          class="reply-button"
          title={t.reply}
          aria-label={t.reply}
          onClick={() => onThread(message.ts)}
        >
          <Icon name="reply" />
        </button>
      )}
    </article>
  );
}

function Body({ message }: { message: Message }): JSX.Element | null {
  if (message.blocks.length > 0)
    return (
      <SurfaceProvider place={{ channel: message.channel, ts: message.ts }}>
        <Blocks blocks={message.blocks} />
      </SurfaceProvider>
    );
  if (message.kind === 'echo') return <code class="typed">{message.text}</code>;
  if (message.kind === 'notice') return <p class="words">{message.text}</p>;
  return message.text === '' ? null : <Mrkdwn text={message.text} />;
}

interface ThreadLinkProps {
  readonly replies: readonly Message[];
  readonly onOpen: () => void;
}

function ThreadLink({ replies, onOpen }: ThreadLinkProps): JSX.Element {
  const { me, t } = useDesk();
  const last = replies.at(-1);
  const files = replies.reduce((sum, reply) => sum + reply.files.length, 0);
  return (
    <button type="button" class="thread-link" onClick={onOpen}>
      <Icon name={files > 0 ? 'file' : 'reply'} />
      <b>{t.replies(replies.length)}</b>
      {last && <span>{t.lastReply(clock(me, millis(last.ts)))}</span>}
    </button>
  );
}

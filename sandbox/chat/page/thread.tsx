import type { JSX } from 'preact';
import type { Channel, Message } from '../state/world.ts';
import { Composer } from './composer.tsx';
import { useDesk } from './desk.ts';
import { useFollow } from './follow.ts';
import { Icon } from './icons.tsx';
import { MessageRow } from './message.tsx';

interface ThreadProps {
  readonly channel: Channel;
  readonly root: Message;
  readonly replies: readonly Message[];
  readonly onClose: () => void;
}

export function Thread({ channel, root, replies, onClose }: ThreadProps): JSX.Element {
  const { t, boot } = useDesk();
  const { scroller, content, onScroll } = useFollow(root.ts, replies.at(-1));
  return (
    <aside class="panel thread" aria-label={t.thread}>
      <header class="panel-head">
        <h2>{t.thread}</h2>
        <span class="quiet">{channel.directWith ? boot.botName : `#${channel.name}`}</span>
        <button type="button" class="icon-button" aria-label={t.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="scroller" ref={scroller} onScroll={onScroll}>
        <div class="messages" role="log" aria-live="polite" aria-label={t.thread} ref={content}>
          <MessageRow message={root} />
          {replies.length > 0 && (
            <div class="day" role="separator">
              <span>{t.replies(replies.length)}</span>
            </div>
          )}
          {replies.map((message) => (
            <MessageRow key={message.ts} message={message} />
          ))}
        </div>
      </div>
      <Composer key={root.ts} channel={channel.id} threadTs={root.ts} placeholder={t.writeReply} />
    </aside>
  );
}

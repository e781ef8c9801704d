import { Fragment, type JSX } from 'preact';
import type { Channel, Message } from '../state/world.ts';
import { act } from './api.ts';
import { Composer } from './composer.tsx';
import { useDesk } from './desk.ts';
import { useFollow } from './follow.ts';
import { Icon } from './icons.tsx';
import { MessageRow } from './message.tsx';
import { type Conversation as Talk, millis } from './state.ts';
import { dayName, dayNumber } from './times.ts';

interface ConversationProps {
  readonly channel: Channel;
  readonly talk: Talk;
  readonly onThread: (ts: string) => void;
}

export function Conversation({ channel, talk, onThread }: ConversationProps): JSX.Element {
  const { t, boot } = useDesk();
  const { roots, replies } = talk;
  const { scroller, content, behind, toEnd, onScroll } = useFollow(channel.id, roots.at(-1));
  const name = channel.directWith ? boot.botName : `#${channel.name}`;
  return (
    <>
      <div class="scroller" ref={scroller} onScroll={onScroll}>
        <div class="messages" role="log" aria-live="polite" aria-label={name} ref={content}>
          {roots.length === 0 && <FirstSteps channel={channel} />}
          {roots.map((message, index) => (
            <Fragment key={message.ts}>
              <DayLine message={message} before={roots[index - 1]} />
              <MessageRow message={message} replies={replies.get(message.ts)} onThread={onThread} />
            </Fragment>
          ))}
        </div>
      </div>
      {behind && (
        <button type="button" class="new-messages" onClick={toEnd}>
          {t.newMessages} <Icon name="down" />
        </button>
      )}
      <Composer key={channel.id} channel={channel.id} placeholder={t.writeTo(name)} />
    </>
  );
}

function DayLine({ message, before }: { message: Message; before: Message | undefined }): JSX.Element | null {
  const { me, t } = useDesk();
  const at = millis(message.ts);
  if (before && dayNumber(me, millis(before.ts)) === dayNumber(me, at)) return null;
  return (
    <div class="day" role="separator">
      <span>{dayName(me, at, Date.now(), t)}</span>
    </div>
  );
}

const stepsShown = 6;

function FirstSteps({ channel }: { channel: Channel }): JSX.Element {
  const { boot, me, t } = useDesk();
  return (
    <section class="first-steps" aria-label={t.firstSteps}>
      <h2>{t.firstSteps}</h2>
      <p>{t.firstStepsText(boot.slash)}</p>
      <ul>
        {boot.examples.slice(0, stepsShown).map(({ line, en, zh }) => (
          <li key={line}>
            <button
              type="button"
              class="step"
              onClick={() => void act(me.id, { do: 'command', channel: channel.id, line })}
            >
              <code>{`${boot.slash} ${line}`.trim()}</code>
              <span>{me.locale.startsWith('zh') ? zh : en}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

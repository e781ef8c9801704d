import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Example } from '../page-protocol.ts';
import { act } from './api.ts';
import { useDesk } from './desk.ts';
import { Hints } from './hints.tsx';
import { Icon } from './icons.tsx';
import { hintsFor, understand } from './typing.ts';

interface ComposerProps {
  readonly channel: string;
  readonly threadTs?: string;
  readonly placeholder: string;
}

/** Words not sent yet stay while somebody looks elsewhere; commands sent come back with the up arrow. */
const drafts = new Map<string, string>();
const sent: string[] = [];
const keptSent = 50;

export function Composer({ channel, threadTs, placeholder }: ComposerProps): JSX.Element {
  const { boot, me, t } = useDesk();
  const draftKey = [me.id, channel, threadTs].join('/');
  const [text, setText] = useState(drafts.get(draftKey) ?? '');
  const [picked, setPicked] = useState(-1);
  const [closed, setClosed] = useState(false);
  const [note, setNote] = useState('');
  const [recalled, setRecalled] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();

  const hints = threadTs === undefined && !closed ? hintsFor(text, boot) : [];
  const commandOf = (hint: Example) => `${boot.slash} ${hint.line}`.trim();

  const change = (next: string) => {
    setText(next);
    setPicked(-1);
    setClosed(false);
    setNote('');
    drafts.set(draftKey, next);
  };
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  const send = async (words: string) => {
    const typed = understand(words, boot);
    if (typed.is === 'nothing') return;
    const misplaced = typed.is === 'command' && threadTs !== undefined;
    if (typed.is === 'unknown-command' || misplaced) {
      setNote(misplaced ? t.noCommandsInThreads : t.unknownCommand(boot.slash));
      return;
    }
    change('');
    setRecalled(0);
    if (typed.is === 'command') {
      sent.unshift(words.trim());
      sent.splice(keptSent);
    }
    const answer =
      typed.is === 'command'
        ? await act(me.id, { do: 'command', channel, line: typed.line })
        : await act(me.id, {
            do: 'say',
            channel,
            text: typed.text,
            ...(threadTs === undefined ? {} : { threadTs }),
          });
    // A command that failed has a line of its own in the conversation.
    if (answer.ok || (typed.is === 'command' && answer.error !== 'unreachable')) return;
    if (answer.error === 'unreachable') change(words);
    setNote(t.trouble(answer.error ?? 'http_error'));
  };

  const recall = (step: number) => {
    const next = Math.max(0, Math.min(recalled + step, sent.length));
    setRecalled(next);
    setText(sent[next - 1] ?? '');
    setClosed(true);
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.isComposing) return;
    const hint = hints[picked];
    const arrow = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const recalling = text === '' || (recalled > 0 && text === sent[recalled - 1]);
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send(hint ? commandOf(hint) : text);
    } else if (event.key === 'Tab' && hints.length > 0 && !event.shiftKey) {
      event.preventDefault();
      const first = hint ?? hints[0];
      if (first) change(`${commandOf(first)} `);
    } else if (event.key === 'Escape' && hints.length > 0) {
      event.preventDefault();
      setClosed(true);
    } else if (arrow !== 0 && hints.length > 0) {
      event.preventDefault();
      setPicked(picked < 0 && arrow < 0 ? hints.length - 1 : (picked + arrow + hints.length) % hints.length);
    } else if (arrow !== 0 && recalling && threadTs === undefined) {
      event.preventDefault();
      recall(-arrow);
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send(text);
      }}
    >
      {hints.length > 0 && (
        <Hints id={listId} hints={hints} picked={picked} onChoose={(hint) => void send(commandOf(hint))} />
      )}
      {note !== '' && (
        <p class="trouble" role="alert">
          {note}
        </p>
      )}
      <div class="composer-box">
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={picked >= 0 && hints.length > 0 ? `${listId}-${picked}` : undefined}
          spellcheck={false}
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send" aria-label={t.send} title={t.send} disabled={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

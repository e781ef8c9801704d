import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SearchOffer } from '../../../teams/page-protocol.ts';
import type { Chat, Post } from '../../../teams/state/world.ts';
import { useDesk } from '../desk.ts';
import { Icon } from '../icons.tsx';
import { act, sendFile } from './api.ts';
import { SearchBox } from './search.tsx';
import { teamsTexts } from './texts.ts';

interface ComposeProps {
  readonly chat: Chat;
  readonly under?: Post;
  readonly searches: readonly SearchOffer[];
  readonly onSent?: () => void;
}

/** Outside personal chats the bot is mentioned by itself; a line that begins with / only the writer sees. */
export function Compose({ chat, under, searches, onSent }: ComposeProps): JSX.Element {
  const { boot, me, t } = useDesk();
  const words = teamsTexts(me.locale);
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const [searching, setSearching] = useState<SearchOffer>();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const personal = chat.kind === 'personal';
  const placeholder = personal
    ? words.writeToBot(boot.botName)
    : chat.hasBot
      ? words.writeHere(boot.botName)
      : words.writeNoBot;
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);

  const send = async () => {
    const typed = text.trim();
    if (typed === '') return;
    const slash = typed.startsWith('/') && !personal;
    setText('');
    setNote('');
    const done = await act(me.key, {
      do: 'say',
      chat: chat.id,
      text: slash ? typed.replace(/^\/(hw\b)?\s*/, '') || 'help' : typed,
      slash,
      ...(under ? { under: under.id } : {}),
    });
    if (!done.ok) setNote(t.trouble(done.error ?? 'http_error'));
    onSent?.();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {searching && <SearchBox chat={chat} offer={searching} onClose={() => setSearching(undefined)} />}
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
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        {searches.map((offer) => (
          <button key={offer.command} type="button" class="compose-tool" onClick={() => setSearching(offer)}>
            {offer.title}
          </button>
        ))}
        {personal && (
          <>
            <input
              ref={picker}
              type="file"
              hidden
              onChange={(event) => {
                const [file] = event.currentTarget.files ?? [];
                if (file) void sendFile(me.key, file);
                event.currentTarget.value = '';
              }}
            />
            <button
              type="button"
              class="icon-button"
              aria-label={words.attach}
              title={words.attach}
              onClick={() => picker.current?.click()}
            >
              <Icon name="file" />
            </button>
          </>
        )}
        <button type="submit" class="send" aria-label={t.send} title={t.send} disabled={text.trim() === ''}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Hit } from '../../../teams/acting/asking.ts';
import type { SearchOffer } from '../../../teams/page-protocol.ts';
import type { Chat } from '../../../teams/state/world.ts';
import { useDesk } from '../desk.ts';
import { Icon } from '../icons.tsx';
import { act } from './api.ts';
import { teamsTexts } from './texts.ts';

interface SearchBoxProps {
  readonly chat: Chat;
  readonly offer: SearchOffer;
  readonly onClose: () => void;
}

const waitMs = 200;

/** The message extension: what is found becomes a card in the conversation. */
export function SearchBox({ chat, offer, onClose }: SearchBoxProps): JSX.Element {
  const { me, t } = useDesk();
  const words = teamsTexts(me.locale);
  const [typed, setTyped] = useState('');
  const [hits, setHits] = useState<readonly Hit[]>();
  const { command, parameter } = offer;
  useEffect(() => {
    let over = false;
    const timer = window.setTimeout(() => {
      void act(me.key, { do: 'search', chat: chat.id, search: { command, parameter }, words: typed }).then(
        (found) => {
          if (!over) setHits('hits' in found ? found.hits : []);
        },
      );
    }, waitMs);
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [typed, command, parameter, chat.id, me.key]);
  return (
    <section class="hints extension" aria-label={words.searchFor(offer.title)}>
      <header>
        <b>{words.searchFor(offer.title)}</b>
        <button type="button" class="icon-button" aria-label={t.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <input
        type="search"
        class="field"
        autofocus
        value={typed}
        aria-label={words.searchFor(offer.title)}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {hits?.length === 0 && <p class="quiet">{t.nothingFound}</p>}
      <ul>
        {hits?.map((hit, index) => (
          <li key={index}>
            <button
              type="button"
              class="hit"
              title={words.insert}
              onClick={() => {
                void act(me.key, { do: 'insert', chat: chat.id, hit });
                onClose();
              }}
            >
              <b>{hit.title}</b> <small>{hit.text}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

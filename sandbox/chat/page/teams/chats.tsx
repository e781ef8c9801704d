import type { JSX } from 'preact';
import type { Person } from '../../../people.ts';
import type { Chat } from '../../../teams/state/world.ts';
import { AppSwitch } from '../app-switch.tsx';
import { useDesk } from '../desk.ts';
import { BotFace } from '../faces.tsx';
import { Icon } from '../icons.tsx';
import { PersonSwitcher, PlaceLink } from '../sidebar.tsx';
import { teamsTexts } from './texts.ts';

interface ChatsProps {
  readonly chats: readonly Chat[];
  readonly here: Chat | undefined;
  readonly unread: ReadonlyMap<string, number>;
  readonly onPerson: (person: Person) => void;
  readonly onChat: (chat: Chat) => void;
  readonly onApp: () => void;
}

export function Chats({ chats, here, unread, onPerson, onChat, onApp }: ChatsProps): JSX.Element {
  const { boot, me, t } = useDesk();
  const words = teamsTexts(me.locale);
  const listed = (kinds: readonly Chat['kind'][]) => (
    <ul>
      {chats
        .filter((chat) => kinds.includes(chat.kind))
        .map((chat) => (
          <PlaceLink
            key={chat.id}
            here={chat.id === here?.id}
            muted={!chat.hasBot && chat.kind !== 'personal'}
            count={chat.id === here?.id ? 0 : (unread.get(chat.id) ?? 0)}
            onGo={() => onChat(chat)}
          >
            {chat.kind === 'personal' ? (
              <BotFace />
            ) : (
              <Icon name={chat.kind === 'channel' ? 'hash' : 'chat'} />
            )}
            {chat.name}
          </PlaceLink>
        ))}
    </ul>
  );
  return (
    <nav class="sidebar" aria-label={words.chats}>
      <header>
        <b>{boot.workspace}</b>
        <small>{t.practice}</small>
      </header>
      <AppSwitch app="teams" onApp={onApp} />
      <PersonSwitcher onPerson={onPerson} />
      <h2>{words.chats}</h2>
      {listed(['personal', 'group'])}
      <h2>{words.channels}</h2>
      {listed(['channel'])}
    </nav>
  );
}

import type { ComponentChildren, JSX } from 'preact';
import type { Person } from '../../people.ts';
import type { Channel } from '../state/world.ts';
import { placeName } from './address.ts';
import { AppSwitch } from './app-switch.tsx';
import { useDesk } from './desk.ts';
import { BotFace, PersonFace } from './faces.tsx';
import { Icon } from './icons.tsx';
import { MenuButton } from './menu-button.tsx';

interface SidebarProps {
  readonly place: string;
  readonly unread: ReadonlyMap<string, number>;
  readonly onPerson: (person: Person) => void;
  readonly onPlace: (place: string) => void;
  /** To the other chat app. */
  readonly onApp: () => void;
}

export function Sidebar({ place, unread, onPerson, onPlace, onApp }: SidebarProps): JSX.Element {
  const { boot, channels, t } = useDesk();
  const direct = channels.find((channel) => channel.directWith);
  const link = (to: string, face: ComponentChildren, count = 0, muted = false) => (
    <PlaceLink key={to} here={to === place} muted={muted} count={count} onGo={() => onPlace(to)}>
      {face}
    </PlaceLink>
  );
  return (
    <nav class="sidebar" aria-label={t.channels}>
      <header>
        <b>{boot.workspace}</b>
        <small>{t.practice}</small>
      </header>
      <AppSwitch app="slack" onApp={onApp} />
      <PersonSwitcher onPerson={onPerson} />
      <h2>{t.channels}</h2>
      <ul>
        {channels
          .filter((channel) => !channel.directWith)
          .map((channel) =>
            link(
              placeName(channel),
              <ChannelName channel={channel} />,
              place === placeName(channel) ? 0 : unread.get(channel.id),
              !channel.hasBot,
            ),
          )}
      </ul>
      <h2>{t.apps}</h2>
      <ul>
        {link(
          'desk',
          <>
            <BotFace /> {boot.botName}
          </>,
          place === 'desk' ? 0 : unread.get(direct?.id ?? ''),
        )}
        {link(
          'home',
          <>
            <Icon name="home" /> {t.home}
          </>,
        )}
      </ul>
    </nav>
  );
}

function ChannelName({ channel }: { channel: Channel }): JSX.Element {
  const { t } = useDesk();
  return (
    <>
      <Icon name={channel.isPrivate ? 'lock' : 'hash'} />
      {channel.name}
      {channel.isPrivate && <span class="heard">({t.privateChannel})</span>}
    </>
  );
}

interface PlaceLinkProps {
  readonly here: boolean;
  readonly muted: boolean;
  readonly count: number;
  readonly onGo: () => void;
  readonly children: ComponentChildren;
}

export function PlaceLink({ here, muted, count, onGo, children }: PlaceLinkProps): JSX.Element {
  const { t } = useDesk();
  return (
    <li>
      <button
        type="button"
        class={`place ${muted ? 'muted' : ''}`}
        aria-current={here ? 'page' : undefined}
        onClick={onGo}
      >
        {children}
        {count > 0 && (
          <span class="badge" aria-label={t.unread(count)}>
            {count}
          </span>
        )}
      </button>
    </li>
  );
}

export function PersonSwitcher({ onPerson }: { onPerson: (person: Person) => void }): JSX.Element {
  const { boot, me, t } = useDesk();
  return (
    <MenuButton
      label={`${t.actingAs} ${me.name}. ${t.switchPerson}`}
      class="person-switch"
      face={
        <>
          <PersonLine person={me} />
          <Icon name="down" />
        </>
      }
      items={boot.people.map((person) => ({
        key: person.id,
        face: <PersonLine person={person} />,
        checked: person.id === me.id,
        choose: () => onPerson(person),
      }))}
    />
  );
}

const PersonLine = ({ person }: { person: Person }): JSX.Element => (
  <>
    <PersonFace person={person} />
    <span class="person-words">
      <b>{person.name}</b>
      <small>{person.job}</small>
    </span>
  </>
);

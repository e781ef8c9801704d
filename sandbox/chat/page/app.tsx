import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Person } from '../../people.ts';
import type { Boot, Snapshot } from '../page-protocol.ts';
import { act } from './api.ts';
import { type Address, channelOf, placeName } from './address.ts';
import { Conversation } from './conversation.tsx';
import { type Desk, DeskProvider } from './desk.ts';
import { Home } from './home.tsx';
import { slackBadDays } from './faults.tsx';
import { Inspector } from './inspector.tsx';
import { Modals } from './modal.tsx';
import { PlaceHead } from './place-head.tsx';
import { Sidebar } from './sidebar.tsx';
import { apply, conversation, unread } from './state.ts';
import { textsFor } from './texts.ts';
import { Thread } from './thread.tsx';
import { useSeen } from './use-seen.ts';
import { useWorld } from './use-world.ts';

const slackSide = { at: '/_page', apply } as const;

export interface AppProps {
  readonly boot: Boot;
  readonly me: Person;
  readonly address: Address;
  readonly go: (next: Address) => void;
}

/** The Slack side. */
export function App({ boot, me, address, go }: AppProps): JSX.Element {
  const t = textsFor(me.locale);
  const { world, connected } = useWorld(slackSide, me.id);
  const desk = useMemo(
    (): Desk => ({ boot, me, t, channels: world?.channels ?? [], files: world?.files ?? [] }),
    [boot, me, t, world?.channels, world?.files],
  );
  return (
    <DeskProvider value={desk}>
      {!connected && (
        <p class="closed-world" role="status">
          {t.closedWorld}
        </p>
      )}
      {world ? (
        <Workplace world={world} address={address} go={go} />
      ) : (
        <p class="loading" role="status">
          {t.loading}
        </p>
      )}
    </DeskProvider>
  );
}

interface WorkplaceProps {
  readonly world: Snapshot;
  readonly address: Address;
  readonly go: (next: Address) => void;
}

function Workplace({ world, address, go }: WorkplaceProps): JSX.Element {
  const [inspecting, setInspecting] = useState(false);
  const [aside, setAside] = useState(false);
  const channel = channelOf(world.channels, address.in);
  const atHome = address.in === 'home';
  const place = atHome || !channel ? 'home' : placeName(channel);
  const seen = useSeen(world, atHome ? undefined : channel?.id);
  const talk = useMemo(() => conversation(world.messages, channel?.id ?? ''), [world.messages, channel?.id]);
  const root = atHome ? undefined : talk.roots.find((message) => message.ts === address.thread);

  const openThread = useCallback(
    (thread: string) => go({ as: address.as, in: address.in, thread }),
    [go, address.as, address.in],
  );
  const closeThread = () => go({ as: address.as, in: address.in });
  const goTo = (place: string) => {
    setAside(false);
    go({ as: address.as, in: place });
    if (place === 'desk') void act(world.me, { do: 'home', tab: 'messages' });
  };
  // Esc closes what was opened last and nobody closed before.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (aside) setAside(false);
      else if (inspecting) setInspecting(false);
      else if (root) closeThread();
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  });

  return (
    <div class={`workplace ${aside ? 'with-sidebar' : ''}`}>
      <Sidebar
        place={place}
        unread={unread(world, seen)}
        onPerson={(person) => {
          setAside(false);
          go({ as: person.key, in: address.in });
        }}
        onPlace={goTo}
        onApp={() => go({ app: 'teams', as: address.as, in: address.in })}
      />
      <button type="button" class="veil" tabIndex={-1} aria-hidden="true" onClick={() => setAside(false)} />
      <main class="middle">
        <PlaceHead
          channel={channel}
          place={place}
          inspecting={inspecting}
          faults={world.faults.length}
          onMenu={() => setAside(true)}
          onPlace={goTo}
          onInspect={() => setInspecting(!inspecting)}
        />
        {atHome ? (
          <Home home={world.home} />
        ) : (
          channel && <Conversation channel={channel} talk={talk} onThread={openThread} />
        )}
      </main>
      {root && channel && (
        <Thread
          channel={channel}
          root={root}
          replies={talk.replies.get(root.ts) ?? []}
          onClose={closeThread}
        />
      )}
      {inspecting && (
        <Inspector
          traffic={world.traffic}
          faults={world.faults}
          badDays={slackBadDays}
          onClose={() => setInspecting(false)}
        />
      )}
      <Modals views={world.views} />
    </div>
  );
}

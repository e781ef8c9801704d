import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Boot, Snapshot } from '../../../teams/page-protocol.ts';
import type { AppProps } from '../app.tsx';
import { type Desk, DeskProvider, useDesk } from '../desk.ts';
import type { BadDays } from '../faults.tsx';
import { Icon } from '../icons.tsx';
import { Inspector } from '../inspector.tsx';
import { textsFor } from '../texts.ts';
import { useWorld } from '../use-world.ts';
import { act, readBoot } from './api.ts';
import { Chats } from './chats.tsx';
import { TeamsDialog } from './dialog.tsx';
import { apply, chatOf, placeName, unread } from './state.ts';
import { Talk } from './talk.tsx';
import { teamsTexts } from './texts.ts';
import { useSeen } from './use-seen.ts';

const teamsSide = { at: '/_teams', apply } as const;

const badDays: BadDays = {
  at: '/_teams/control',
  offers: [
    { kind: 'ratelimited', on: '*', times: 3, retryAfter: 3 },
    { kind: 'status', on: '*', times: 3, status: 502 },
    { kind: 'lost', on: 'send', times: 1 },
    { kind: 'reset', on: '*', times: 3 },
    { kind: 'slow', on: '*', times: 3, ms: 4000 },
    { kind: 'error', on: 'update', times: 1, error: 'PreconditionFailed' },
    { kind: 'no-block', on: '*', block: 'Chart.' },
  ],
};

/** The Teams side. */
export function TeamsApp({ boot, me, address, go }: AppProps): JSX.Element {
  const t = textsFor(me.locale);
  const { world, connected } = useWorld(teamsSide, me.key);
  const [teams, setTeams] = useState<Boot>();
  useEffect(() => {
    readBoot().then(setTeams, () => undefined);
  }, []);
  const desk = useMemo((): Desk => ({ boot, me, t, channels: [], files: [] }), [boot, me, t]);
  return (
    <DeskProvider value={desk}>
      {!connected && (
        <p class="closed-world" role="status">
          {t.closedWorld}
        </p>
      )}
      {world && teams ? (
        <Teamwork world={world} teams={teams} address={address} go={go} />
      ) : (
        <p class="loading" role="status">
          {t.loading}
        </p>
      )}
    </DeskProvider>
  );
}

interface TeamworkProps extends Pick<AppProps, 'address' | 'go'> {
  readonly world: Snapshot;
  readonly teams: Boot;
}

function Teamwork({ world, teams, address, go }: TeamworkProps): JSX.Element {
  const [inspecting, setInspecting] = useState(false);
  const [aside, setAside] = useState(false);
  const chat = chatOf(world.chats, address.in);
  const seen = useSeen(world, chat?.id);
  return (
    <div class={`workplace teams ${aside ? 'with-sidebar' : ''}`}>
      <Chats
        chats={world.chats}
        here={chat}
        unread={unread(world, seen)}
        onPerson={(person) => go({ app: 'teams', as: person.key, in: address.in })}
        onChat={(to) => {
          setAside(false);
          go({ app: 'teams', as: address.as, in: placeName(to) });
        }}
        onApp={() => go({ as: address.as, in: address.in.toLowerCase() })}
      />
      <button type="button" class="veil" tabIndex={-1} aria-hidden="true" onClick={() => setAside(false)} />
      <main class="middle">
        {chat && (
          <>
            <ChatHead
              world={world}
              chat={chat}
              inspecting={inspecting}
              onMenu={() => setAside(true)}
              onInspect={() => setInspecting(!inspecting)}
            />
            <Talk chat={chat} posts={world.posts} views={world.views} searches={teams.searches} />
          </>
        )}
      </main>
      {inspecting && (
        <Inspector
          traffic={world.traffic}
          faults={world.faults}
          badDays={badDays}
          onClose={() => setInspecting(false)}
        />
      )}
      {world.dialog && <TeamsDialog key={world.me} open={world.dialog} />}
    </div>
  );
}

interface ChatHeadProps {
  readonly world: Snapshot;
  readonly chat: Snapshot['chats'][number];
  readonly inspecting: boolean;
  readonly onMenu: () => void;
  readonly onInspect: () => void;
}

function ChatHead({ world, chat, inspecting, onMenu, onInspect }: ChatHeadProps): JSX.Element {
  const { me, t } = useDesk();
  const words = teamsTexts(me.locale);
  return (
    <header class="place-head">
      <button type="button" class="icon-button only-narrow" aria-label={t.menu} onClick={onMenu}>
        <Icon name="menu" />
      </button>
      <h1>{chat.name}</h1>
      <p class="topic">
        {chat.kind === 'personal' ? words.personal : chat.topic[me.locale.startsWith('zh') ? 'zh' : 'en']}
      </p>
      {chat.kind === 'group' && (
        <button
          type="button"
          class="inspect-button"
          onClick={() => void act(me.key, { do: 'install', chat: chat.id, yes: !chat.hasBot })}
        >
          {chat.hasBot ? words.remove : words.add}
        </button>
      )}
      <button type="button" class="inspect-button" aria-pressed={inspecting} onClick={onInspect}>
        <Icon name="wire" />
        <span>{t.inspector}</span>
        {world.faults.length > 0 && <span class="badge warning">{world.faults.length}</span>}
      </button>
    </header>
  );
}

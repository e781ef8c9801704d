import type { JSX } from 'preact';
import type { Channel } from '../state/world.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';

interface PlaceHeadProps {
  readonly channel: Channel | undefined;
  readonly place: string;
  readonly inspecting: boolean;
  /** How many bad days are ordered. */
  readonly faults: number;
  readonly onMenu: () => void;
  readonly onPlace: (place: string) => void;
  readonly onInspect: () => void;
}

export function PlaceHead(props: PlaceHeadProps): JSX.Element {
  const { channel, place, inspecting, faults, onMenu, onPlace, onInspect } = props;
  const { boot, me, t } = useDesk();
  const direct = place === 'home' || channel?.directWith !== undefined;
  return (
    <header class="place-head">
      <button type="button" class="icon-button only-narrow" aria-label={t.menu} onClick={onMenu}>
        <Icon name="menu" />
      </button>
      {direct ? (
        <h1>{boot.botName}</h1>
      ) : (
        <h1>
          <Icon name={channel?.isPrivate ? 'lock' : 'hash'} />
          {channel?.name}
        </h1>
      )}
      {direct ? (
        <div class="tabs" role="tablist" aria-label={boot.botName}>
          {(['home', 'desk'] as const).map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              aria-selected={place === tab}
              onClick={() => onPlace(tab)}
            >
              {tab === 'home' ? t.home : t.messages}
            </button>
          ))}
        </div>
      ) : (
        <p class="topic">{channel?.topic[me.locale.startsWith('zh') ? 'zh' : 'en']}</p>
      )}
      <button type="button" class="inspect-button" aria-pressed={inspecting} onClick={onInspect}>
        <Icon name="wire" />
        <span>{t.inspector}</span>
        {faults > 0 && <span class="badge warning">{faults}</span>}
      </button>
    </header>
  );
}

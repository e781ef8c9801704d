import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Fault } from '../../wire/faults.ts';
import type { TrafficEntry } from '../../wire/traffic.ts';
import { Call } from './call.tsx';
import { useDesk } from './desk.ts';
import { type BadDays, Faults } from './faults.tsx';
import { Icon } from './icons.tsx';
import { PlatformActs } from './platform.tsx';

interface InspectorProps {
  readonly traffic: readonly TrafficEntry[];
  readonly faults: readonly Fault[];
  readonly badDays: BadDays;
  readonly onClose: () => void;
}

const tabs = ['calls', 'faults', 'platform'] as const;

/** What crossed the wire between chat and bot, and the bad days ordered for it. */
export function Inspector({ traffic, faults, badDays, onClose }: InspectorProps): JSX.Element {
  const { t, boot } = useDesk();
  const offered = tabs.filter((one) => one !== 'platform' || boot.platform);
  const counts = { calls: traffic.length, faults: faults.length || '', platform: '' };
  const [tab, setTab] = useState<(typeof tabs)[number]>('calls');
  return (
    <aside class="inspector" aria-label={t.inspector}>
      <header class="panel-head">
        <h2>{t.inspector}</h2>
        <div class="tabs" role="tablist" aria-label={t.inspector}>
          {offered.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={one === tab}
              onClick={() => setTab(one)}
            >
              {t[one]} <small>{counts[one]}</small>
            </button>
          ))}
        </div>
        <button type="button" class="icon-button" aria-label={t.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {tab === 'calls' && <Calls traffic={traffic} />}
      {tab === 'faults' && <Faults faults={faults} badDays={badDays} />}
      {tab === 'platform' && <PlatformActs />}
    </aside>
  );
}

function Calls({ traffic }: { traffic: readonly TrafficEntry[] }): JSX.Element {
  const { t, me } = useDesk();
  const [filter, setFilter] = useState('');
  const [picked, setPicked] = useState<number>();
  const shown = traffic.filter((entry) => matches(entry, filter)).toReversed();
  const entry = traffic.find((one) => one.id === picked);
  const time = new Intl.DateTimeFormat(me.locale, { timeStyle: 'medium', timeZone: me.timeZone });
  return (
    <div class={`calls ${entry ? 'detailed' : ''}`}>
      <div class="call-list">
        <input
          type="search"
          class="field"
          placeholder={t.filter}
          aria-label={t.filter}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        {shown.length === 0 && <p class="quiet">{traffic.length === 0 ? t.nothingYet : t.noMatch}</p>}
        <ul>
          {shown.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                class={`call ${failed(one) ? 'failed' : ''}`}
                aria-current={one.id === picked}
                onClick={() => setPicked(one.id)}
              >
                <Way direction={one.direction} />
                <b>{one.name}</b>
                <span class="status">{one.status || '–'}</span>
                <span class="ms">{Math.round(one.ms)} ms</span>
                <time>{time.format(one.at)}</time>
                {one.note !== '' && <small>{one.note}</small>}
              </button>
            </li>
          ))}
        </ul>
      </div>
      {entry ? (
        <Call entry={entry} onClose={() => setPicked(undefined)} />
      ) : (
        <p class="call-empty quiet">{t.pickCall}</p>
      )}
    </div>
  );
}

export function Way({ direction }: { direction: TrafficEntry['direction'] }): JSX.Element {
  const { t } = useDesk();
  return (
    <span class={`way ${direction}`} title={t.direction[direction]} aria-label={t.direction[direction]}>
      {direction === 'in' ? '←' : '→'}
    </span>
  );
}

const failed = ({ status, response }: TrafficEntry) =>
  status === 0 || status >= 400 || response.startsWith('{"ok":false');

const matches = (entry: TrafficEntry, filter: string): boolean =>
  filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) =>
      [entry.name, String(entry.status), entry.note, entry.request, entry.response].some((text) =>
        text.toLowerCase().includes(word),
      ),
    );

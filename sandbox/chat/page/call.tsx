import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { TrafficEntry } from '../../wire/traffic.ts';
import { useDesk } from './desk.ts';
import { Icon } from './icons.tsx';
import { Way } from './inspector.tsx';
import { pretty } from './pretty.ts';

/** One call, in full. */
export function Call({ entry, onClose }: { entry: TrafficEntry; onClose: () => void }): JSX.Element {
  const { t } = useDesk();
  return (
    <section class="call-detail" aria-label={entry.name}>
      <header>
        <Way direction={entry.direction} />
        <b>{entry.name}</b>
        <span class="quiet">{t.direction[entry.direction]}</span>
        <span>
          {entry.status} · {Math.round(entry.ms)} ms
        </span>
        <button type="button" class="icon-button" aria-label={t.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <p class="call-url">{entry.url}</p>
      {entry.note !== '' && <p class="call-note">{entry.note}</p>}
      <details>
        <summary>{t.headers}</summary>
        <dl>
          {Object.entries(entry.requestHeaders).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Body label={t.request} text={pretty(entry.request, entry.requestHeaders['content-type'])} />
      <Body label={t.response} text={pretty(entry.response)} />
    </section>
  );
}

function Body({ label, text }: { label: string; text: string }): JSX.Element {
  const { t } = useDesk();
  const [copied, setCopied] = useState('');
  return (
    <div class="call-body">
      <h3>
        {label}
        {text !== '' && (
          <button
            type="button"
            class="link-button"
            onClick={() =>
              void navigator.clipboard.writeText(text).then(
                () => setCopied(text),
                () => setCopied(''),
              )
            }
          >
            {copied === text ? t.copied : t.copy}
          </button>
        )}
      </h3>
      {text === '' ? <p class="quiet">{t.empty}</p> : <pre tabIndex={0}>{text}</pre>}
    </div>
  );
}

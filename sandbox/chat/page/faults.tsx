import type { JSX } from 'preact';
import type { Fault, FaultInput } from '../../wire/faults.ts';
import { addFault, clearFaults } from './api.ts';
import { useDesk } from './desk.ts';

/** The bad days one can order from a chat app, and where. One of each kind, mild enough to watch the bot get over it. */
export interface BadDays {
  readonly at: string;
  readonly offers: readonly FaultInput[];
}

const offers: readonly FaultInput[] = [
  { kind: 'ratelimited', on: '*', times: 3, retryAfter: 3 },
  { kind: 'status', on: '*', times: 3, status: 503 },
  { kind: 'lost', on: 'chat.postMessage', times: 1 },
  { kind: 'reset', on: '*', times: 3 },
  { kind: 'slow', on: '*', times: 3, ms: 4000 },
  { kind: 'error', on: 'chat.update', times: 1, error: 'cant_update_message' },
  { kind: 'no-block', on: '*', block: 'data_visualization' },
];

export const slackBadDays: BadDays = { at: '/_control', offers };

interface FaultsProps {
  readonly faults: readonly Fault[];
  readonly badDays: BadDays;
}

export function Faults({ faults, badDays: { at, offers } }: FaultsProps): JSX.Element {
  const { t } = useDesk();
  const about = (fault: Fault | FaultInput) =>
    `${fault.on === '*' ? t.allCalls : fault.on} · ${fault.times === undefined ? t.always : t.times(fault.times)}`;
  return (
    <div class="faults">
      <p>{t.faultsText}</p>
      <div class="fault-offers">
        {offers.map((fault) => (
          <button
            key={`${fault.kind} ${fault.on}`}
            type="button"
            class="button"
            onClick={() => void addFault(at, fault)}
          >
            {t.faultNames[fault.kind]} <small>{about(fault)}</small>
          </button>
        ))}
      </div>
      {faults.length === 0 ? (
        <p class="quiet">{t.noFaults}</p>
      ) : (
        <>
          <ul class="fault-list">
            {faults.map((fault, index) => (
              <li key={index}>
                <b>{t.faultNames[fault.kind]}</b> <span>{about(fault)}</span>
              </li>
            ))}
          </ul>
          <button type="button" class="button danger" onClick={() => void clearFaults(at)}>
            {t.clearFaults}
          </button>
        </>
      )}
    </div>
  );
}

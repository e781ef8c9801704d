import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { topUp, turnClock } from './api.ts';
import { useDesk } from './desk.ts';

/** What happens at the partner platform without the bot: money arrives. */
export function PlatformActs(): JSX.Element {
  const { t } = useDesk();
  const [amount, setAmount] = useState('50000.00');
  const [account, setAccount] = useState<'cash' | 'credit'>('cash');
  const [said, setSaid] = useState('');
  const credit = async (rebate: boolean) => {
    const { error } = await topUp({ amount: amount.trim(), account, ...(rebate ? { rebate } : {}) });
    setSaid(error === undefined ? t.topUpDone(amount) : t.topUpRefused(error));
  };
  return (
    <div class="faults">
      <p>{t.platformText}</p>
      <TurnClock />
      <h3>{t.topUpTitle}</h3>
      <label>
        {t.topUpAmount}{' '}
        <input type="text" value={amount} onInput={(event) => setAmount(event.currentTarget.value)} />
      </label>
      <div class="fault-offers">
        {(['cash', 'credit'] as const).map((kind) => (
          <label key={kind}>
            <input type="radio" name="account" checked={account === kind} onChange={() => setAccount(kind)} />{' '}
            {kind === 'cash' ? t.topUpCash : t.topUpCredit}
          </label>
        ))}
      </div>
      <div class="fault-offers">
        <button type="button" class="button primary" onClick={() => void credit(false)}>
          {t.topUpSend}
        </button>
        <button type="button" class="button" onClick={() => void credit(true)}>
          {t.topUpRebate}
        </button>
      </div>
      <p class="quiet" role="status">
        {said}
      </p>
    </div>
  );
}

/** Nine o'clock in Shanghai on the day after the one shown, where the customers' days are counted. */
function nextMorning(from: Date): Date {
  const day = new Date(from.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return new Date(Date.parse(`${day}T09:00:00+08:00`) + 86_400_000);
}

/** Tomorrow morning comes at once: digests are sent, bills grow. */
function TurnClock(): JSX.Element {
  const { t } = useDesk();
  const [now, setNow] = useState<Date>();
  const turn = async (to: Date | undefined) => {
    await turnClock(to);
    setNow(to);
  };
  return (
    <>
      <h3>{t.clockTitle}</h3>
      <p>{t.clockText}</p>
      <div class="fault-offers">
        <button
          type="button"
          class="button primary"
          onClick={() => void turn(nextMorning(now ?? new Date()))}
        >
          {t.clockMorning}
        </button>
        <button type="button" class="button" onClick={() => void turn(undefined)}>
          {t.clockReal}
        </button>
      </div>
      <p class="quiet" role="status">
        {now ? t.clockNow(now.toLocaleString()) : t.clockIsReal}
      </p>
    </>
  );
}

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { topUp } from './api.ts';
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

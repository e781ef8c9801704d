import { decimal } from '../src/kernel/decimal.ts';
import { shiftDay } from '../src/kernel/day.ts';
import { type Awaited, match, type Movement } from '../src/kernel/remittance/match.ts';

const records = 10_000;
const remittances = 1_000;
const rounds = 10;

/** Amounts that repeat as they do in life: round sums, and some to the cent. */
const amountOf = (index: number, amounts: number) => decimal(String(10_000 + (index % amounts) * 37.25));

const movement = (index: number, amounts: number): Movement => ({
  changeId: `c${index}`,
  account: index % 5 === 0 ? 'credit' : 'cash',
  amount: amountOf(index, amounts),
  detail: index % 9 === 0 ? 'SOURCE_OPERAIION_RECHARGE_REBATE' : 'SOURCE_OPERAIION_RECHARGE',
  direction: 'income',
  day: shiftDay('2025-11-24', index % 365),
});

function awaited(index: number, amounts: number): Awaited {
  const from = shiftDay('2025-11-24', (index * 7) % 340);
  return {
    id: `r${index}`,
    account: index % 5 === 0 ? 'credit' : 'cash',
    amount: amountOf(index, amounts),
    from,
    to: shiftDay(from, 28),
    declined: index % 50 === 0 ? [`c${index}`] : [],
  };
}

/** 10,000 top-ups against 1,000 remittances: target 1 s. The last row is the worst there is: all of one amount. */
export function benchRemit(): Promise<void> {
  for (const amounts of [5_000, 100, 1]) {
    const movements = Array.from({ length: records }, (_, index) => movement(index, amounts));
    const open = Array.from({ length: remittances }, (_, index) => awaited(index, amounts));
    const times = Array.from({ length: rounds }, () => {
      const begun = performance.now();
      match(open, movements);
      return performance.now() - begun;
    }).sort((a, b) => a - b);
    const median = times[Math.floor(rounds / 2)] ?? 0;
    const ratio = (median / 1_000).toFixed(3);
    console.log(
      `${records} records × ${remittances} remittances, ${amounts} amounts: median ${median.toFixed(0)} ms, ` +
        `${ratio} of the second that is allowed`,
    );
  }
  return Promise.resolve();
}

import { boot } from './boot.ts';
import { type Clock, systemClock } from './kernel/clock.ts';

// The bot as the practice world starts it: its calendar can be turned by the parent process. `main.ts` has no such switch.
let aheadMs = 0;
process.on('message', (message) => {
  if (typeof message === 'object' && message !== null && 'aheadMs' in message)
    aheadMs = Number(message.aheadMs);
});

const calendar: Clock = {
  now: () => new Date(systemClock.now().getTime() + aheadMs),
  sleep: (ms, signal) => systemClock.sleep(ms, signal),
};

await boot(calendar);

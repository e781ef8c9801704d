import { benchAck } from './ack.ts';
import { benchAudit } from './audit.ts';
import { benchDigest } from './digest.ts';
import { benchExport, benchMemory } from './export.ts';
import { benchMoney } from './money.ts';
import { benchPractice } from './practice.ts';
import { benchQueue } from './queue.ts';
import { benchRemit } from './remit.ts';

const benches = {
  ack: benchAck,
  queue: benchQueue,
  export: benchExport,
  memory: benchMemory,
  audit: benchAudit,
  money: benchMoney,
  remit: benchRemit,
  digest: benchDigest,
  practice: benchPractice,
};
const names = Object.keys(benches).filter(isBench);
function isBench(name: string): name is keyof typeof benches {
  return Object.hasOwn(benches, name);
}

// `npm run bench` runs all, `npm run bench -- ack queue` some.
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !isBench(name));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${names.join(', ')}`);
  process.exitCode = 1;
} else {
  for (const name of asked.length > 0 ? asked.filter(isBench) : names) {
    console.log(`\n── ${name}`);
    await benches[name]();
  }
}

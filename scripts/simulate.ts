import { simulateMany } from '../test/simulation/simulate-many.ts';

// npm run simulate -- [first seed] [how many]: one seed again after it failed, or many at night.
const [first = 1, count = 100_000] = process.argv.slice(2).map(Number);
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(count) || count < 1) {
  console.error('npm run simulate -- [first seed] [how many]');
  process.exit(2);
}
const startedAt = performance.now();
const { broken, ...tally } = await simulateMany(first, count, (done) => {
  if (done % 5_000 === 0) console.log(`${done} schedules`);
});
for (const line of broken) console.log(line);
console.log(JSON.stringify(tally));
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(`${count} schedules from seed ${first} in ${seconds} s, ${broken.length} broken`);
process.exit(broken.length === 0 ? 0 : 1);

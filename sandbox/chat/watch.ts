import type { World } from './state/world.ts';

/** The first truthy answer of `look`, asked now and after every change. */
export function watch<T>(
  world: World,
  look: () => T | undefined | null | false,
  timeoutMs = 10_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      world.listeners.delete(ask);
    };
    const ask = () => {
      try {
        const found = look();
        if (!found) return;
        end();
        resolve(found);
      } catch (error: unknown) {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`nothing of the kind happened within ${timeoutMs} ms; lately:\n${lately(world)}`));
    }, timeoutMs);
    world.listeners.add(ask);
    ask();
  });
}

const lately = (world: World): string =>
  [
    ...world.messages
      .slice(-5)
      .map((message) => `message by ${message.author}: ${message.text.slice(0, 200)}`),
    ...world.traffic
      .slice(-8)
      .map((entry) => `${entry.direction} ${entry.name} → ${entry.status} ${entry.response.slice(0, 200)}`),
  ].join('\n');

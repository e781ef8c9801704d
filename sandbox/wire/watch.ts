export interface Scene {
  readonly listeners: Set<(change: never) => void>;
  /** What happened last, for the sentence of a test that waited in vain. */
  readonly lately: () => string;
}

/** The first truthy answer of `look`, asked now and after every change. */
export function watch<T>(
  { listeners, lately }: Scene,
  look: () => T | undefined | null | false,
  timeoutMs = 10_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      listeners.delete(ask);
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
      reject(new Error(`nothing of the kind happened within ${timeoutMs} ms; lately:\n${lately()}`));
    }, timeoutMs);
    listeners.add(ask);
    ask();
  });
}

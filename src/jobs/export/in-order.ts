import { Readable } from 'node:stream';

export interface Ahead {
  /** How many sources are read at once. */
  readonly sources: number;
  /** How many items of each may wait for their turn. */
  readonly items: number;
}

/**
 * The items of many sources in the order of the sources, while the next ones are read already. What waits is bounded, so
 * a slow consumer slows the reading down.
 */
export async function* inOrder<T>(
  sources: Iterable<() => AsyncIterable<T>>,
  ahead: Ahead,
): AsyncGenerator<T, void, undefined> {
  const waiting = sources[Symbol.iterator]();
  const started: Readable[] = [];
  const fill = () => {
    while (started.length < ahead.sources) {
      const next = waiting.next();
      if (next.done) return;
      started.push(begin(next.value(), ahead.items));
    }
  };
  try {
    for (;;) {
      fill();
      const [reader] = started;
      if (!reader) return;
      yield* itemsOf<T>(reader);
      started.shift();
    }
  } finally {
    for (const reader of started) reader.destroy();
  }
}

function begin(source: AsyncIterable<unknown>, items: number): Readable {
  const reader = Readable.from(source, { objectMode: true, highWaterMark: items });
  // Whoever iterates over it gets the error; one that is never reached must not bring the process down.
  reader.on('error', () => undefined);
  reader.read(0);
  return reader;
}

// A stream made from an iterable of T yields T; the type of streams does not say of what.
const itemsOf = <T>(reader: Readable): AsyncIterable<T> => reader;

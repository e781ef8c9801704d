export interface Surface {
  readonly blocks: number;
  readonly characters: number;
}

export interface Room {
  readonly blocks: number;
  readonly characters: number;
}

/** What a part came to in the room it was given. `complete` is false when something is missing and nothing says so. */
export interface Drawn<B> {
  readonly blocks: readonly B[];
  readonly complete: boolean;
}

/** What is served first when a message cannot hold everything: the same in every app. */
export const rank = {
  title: 0,
  notice: 1,
  actions: 2,
  facts: 3,
  progress: 3,
  text: 4,
  notes: 4,
  chart: 5,
  table: 6,
  code: 7,
  divider: 8,
} as const;

/** A part of a card on its way to blocks. Lower ranks are served first; elastic parts share what the others leave. */
export interface Part<B> {
  readonly rank: number;
  readonly elastic: boolean;
  draw(room: Room): Drawn<B>;
}

export interface Fitting<B> {
  /** Blocks that are shown or not; as many from the start as there is room for. */
  readonly fixed: (rank: number, blocks: readonly B[]) => Part<B>;
  readonly startOf: (blocks: readonly B[], room: Room) => Drawn<B>;
  /** Everything if it fits; else the most important parts, in their order, and `cutNote` to say that there was more. */
  readonly fit: (parts: readonly Part<B>[], surface: Surface, cutNote: B) => B[];
}

/** Fits blocks of an app into a message of it; `weight` is what one of them costs in characters. */
export function fitting<B>(weight: (block: B) => number): Fitting<B> {
  const startOf = (blocks: readonly B[], room: Room): Drawn<B> => {
    let left = room.characters;
    const kept: B[] = [];
    for (const block of blocks) {
      left -= weight(block);
      if (left < 0 || kept.length >= room.blocks) return { blocks: kept, complete: false };
      kept.push(block);
    }
    return { blocks: kept, complete: true };
  };

  const drawAll = (parts: readonly Part<B>[], room: Room): Drawn<B> => {
    let { blocks, characters } = room;
    let elastic = parts.filter((part) => part.elastic).length;
    const drawn = new Map<Part<B>, Drawn<B>>();
    const order = parts.toSorted((a, b) => Number(a.elastic) - Number(b.elastic) || a.rank - b.rank);
    for (const part of order) {
      const share = part.elastic ? elastic-- : 1;
      const result = part.draw({ blocks, characters: Math.floor(characters / share) });
      blocks -= result.blocks.length;
      characters -= result.blocks.reduce((sum, block) => sum + weight(block), 0);
      drawn.set(part, result);
    }
    return {
      blocks: parts.flatMap((part) => drawn.get(part)?.blocks ?? []),
      complete: [...drawn.values()].every((result) => result.complete),
    };
  };

  return {
    startOf,
    fixed: (rank, blocks) => ({ rank, elastic: false, draw: (room) => startOf(blocks, room) }),
    fit: (parts, surface, cutNote) => {
      const brackets = 2;
      const room = { blocks: surface.blocks, characters: surface.characters - brackets };
      const whole = drawAll(parts, room);
      if (whole.complete) return [...whole.blocks];
      const less = { blocks: room.blocks - 1, characters: room.characters - weight(cutNote) };
      return [...drawAll(parts, less).blocks, cutNote];
    },
  };
}

import { type SlackBlock, weight, weights } from './blocks.ts';
import type { Surface } from './limits.ts';

export interface Room {
  readonly blocks: number;
  readonly characters: number;
}

/** What a part came to in the room it was given. `complete` is false when something is missing and nothing says so. */
export interface Drawn {
  readonly blocks: readonly SlackBlock[];
  readonly complete: boolean;
}

/** A part of a card on its way to blocks. Lower ranks are served first; elastic parts share what the others leave. */
export interface Part {
  readonly rank: number;
  readonly elastic: boolean;
  draw(room: Room): Drawn;
}

/** Blocks that are shown or not; as many from the start as there is room for. */
export function fixed(rank: number, blocks: readonly SlackBlock[]): Part {
  return { rank, elastic: false, draw: (room) => startOf(blocks, room) };
}

export function startOf(blocks: readonly SlackBlock[], room: Room): Drawn {
  let left = room.characters;
  const kept: SlackBlock[] = [];
  for (const block of blocks) {
    left -= weight(block);
    if (left < 0 || kept.length >= room.blocks) return { blocks: kept, complete: false };
    kept.push(block);
  }
  return { blocks: kept, complete: true };
}

/** Everything if it fits; else the most important parts, in their order, and `cutNote` to say that there was more. */
export function fit(parts: readonly Part[], surface: Surface, cutNote: SlackBlock): SlackBlock[] {
  const brackets = 2;
  const room = { blocks: surface.blocks, characters: surface.characters - brackets };
  const whole = drawAll(parts, room);
  if (whole.complete) return [...whole.blocks];
  const less = { blocks: room.blocks - 1, characters: room.characters - weight(cutNote) };
  return [...drawAll(parts, less).blocks, cutNote];
}

function drawAll(parts: readonly Part[], room: Room): Drawn {
  let { blocks, characters } = room;
  let elastic = parts.filter((part) => part.elastic).length;
  const drawn = new Map<Part, Drawn>();
  const order = parts.toSorted((a, b) => Number(a.elastic) - Number(b.elastic) || a.rank - b.rank);
  for (const part of order) {
    const share = part.elastic ? elastic-- : 1;
    const result = part.draw({ blocks, characters: Math.floor(characters / share) });
    blocks -= result.blocks.length;
    characters -= weights(result.blocks);
    drawn.set(part, result);
  }
  return {
    blocks: parts.flatMap((part) => drawn.get(part)?.blocks ?? []),
    complete: [...drawn.values()].every((result) => result.complete),
  };
}

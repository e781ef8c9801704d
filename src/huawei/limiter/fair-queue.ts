/** A queue whose owners take turns, however much one of them brings. */
export interface FairQueue<T> {
  readonly size: number;
  add(owner: string, item: T): void;
  remove(owner: string, item: T): void;
  next(): T | undefined;
}

export function fairQueue<T>(): FairQueue<T> {
  // A Map keeps the order of insertion: its first owner is the next one served, and then goes to the end.
  const byOwner = new Map<string, T[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(owner, item) {
      const items = byOwner.get(owner);
      if (items) items.push(item);
      else byOwner.set(owner, [item]);
      size += 1;
    },
    remove(owner, item) {
      const items = byOwner.get(owner) ?? [];
      const index = items.indexOf(item);
      if (index < 0) return;
      items.splice(index, 1);
      size -= 1;
      if (items.length === 0) byOwner.delete(owner);
    },
    next() {
      const [first] = byOwner;
      if (!first) return undefined;
      const [owner, items] = first;
      const item = items.shift();
      byOwner.delete(owner);
      if (items.length > 0) byOwner.set(owner, items);
      size -= 1;
      return item;
    },
  };
}

/** A list begins with room for so many numbers; each further block has twice the room of the one before, up to the largest. */
const FIRST_ROOM = 2;
const LARGEST_ROOM = 256;
/** Behind the room of a block stands where the next one begins. */
const LINK = 1;

/**
 * Many growing lists of ascending whole numbers in one flat array, outside the heap: a word that stands in one case only costs
 * twelve bytes, not an array.
 */
export class PostingLists {
  #pool = new Uint32Array(1024);
  #used = 0;
  /** By list: where it begins, where the next number goes, how many numbers there are, and how many fit before a new block. */
  #begins = new Uint32Array(256);
  #next = new Uint32Array(256);
  #counts = new Uint32Array(256);
  #left = new Uint16Array(256);
  #rooms = new Uint16Array(256);

  /** Adds a number that is greater than all before it to a list; lists are numbered from 0. */
  add(list: number, value: number): void {
    if (list >= this.#begins.length) this.#growLists(list);
    if (this.#counts[list] === 0) this.#begin(list);
    else if (this.#left[list] === 0) this.#extend(list);
    const at = this.#next[list] ?? 0;
    this.#pool[at] = value;
    this.#next[list] = at + 1;
    this.#left[list] = (this.#left[list] ?? 0) - 1;
    this.#counts[list] = (this.#counts[list] ?? 0) + 1;
  }

  count(list: number): number {
    return this.#counts[list] ?? 0;
  }

  each(list: number, see: (value: number) => void): void {
    let left = this.count(list);
    let at = this.#begins[list] ?? 0;
    for (let room = FIRST_ROOM; left > 0; room = nextRoom(room)) {
      const end = at + Math.min(room, left);
      left -= end - at;
      for (; at < end; at++) see(this.#pool[at] ?? 0);
      at = left > 0 ? (this.#pool[at] ?? 0) : at;
    }
  }

  /** Of all arrays together. */
  get bytes(): number {
    const lists = [this.#begins, this.#next, this.#counts, this.#left, this.#rooms];
    return lists.reduce((sum, { byteLength }) => sum + byteLength, this.#pool.byteLength);
  }

  #begin(list: number): void {
    this.#begins[list] = this.#block(FIRST_ROOM);
    this.#open(list, this.#begins[list] ?? 0, FIRST_ROOM);
  }

  #extend(list: number): void {
    const room = nextRoom(this.#rooms[list] ?? FIRST_ROOM);
    const block = this.#block(room);
    this.#pool[this.#next[list] ?? 0] = block;
    this.#open(list, block, room);
  }

  #open(list: number, block: number, room: number): void {
    this.#next[list] = block;
    this.#left[list] = room;
    this.#rooms[list] = room;
  }

  #block(room: number): number {
    const begins = this.#used;
    this.#used += room + LINK;
    if (this.#used > this.#pool.length) {
      // Half as much again: doubling would waste up to as much as is used.
      const grown = new Uint32Array(Math.max(this.#used, Math.ceil(this.#pool.length * 1.5)));
      grown.set(this.#pool);
      this.#pool = grown;
    }
    return begins;
  }

  #growLists(list: number): void {
    const length = Math.max(list + 1, Math.ceil(this.#begins.length * 1.5));
    const grown = <A extends Uint32Array | Uint16Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.#begins = grown(this.#begins, new Uint32Array(length));
    this.#next = grown(this.#next, new Uint32Array(length));
    this.#counts = grown(this.#counts, new Uint32Array(length));
    this.#left = grown(this.#left, new Uint16Array(length));
    this.#rooms = grown(this.#rooms, new Uint16Array(length));
  }
}

const nextRoom = (room: number): number => Math.min(room * 2, LARGEST_ROOM);

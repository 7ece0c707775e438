import { randomUUID } from 'node:crypto';

/** As many uploads as may be in hand at a time: each holds its files in memory. */
const MOST_LOANS = 3;

/**
 * Files that a form brought, for as long as the engine looks at them: in memory, never on a disk. Another process cannot
 * see them, and says that it could not fetch them.
 */
export class LentFiles {
  readonly #byRef = new Map<string, Uint8Array>();
  #places = 0;

  /** Undefined while too many others are in hand. */
  loan(): FileLoan | undefined {
    if (this.#places >= MOST_LOANS) return undefined;
    this.#places += 1;
    const refs: string[] = [];
    return {
      lend: (bytes) => {
        const ref = randomUUID();
        refs.push(ref);
        this.#byRef.set(ref, bytes);
        return ref;
      },
      end: () => {
        this.#places -= 1;
        for (const ref of refs) this.#byRef.delete(ref);
      },
    };
  }

  read(ref: string): Uint8Array | undefined {
    return this.#byRef.get(ref);
  }
}

/** The files of one upload. */
export interface FileLoan {
  /** @returns The name by which the engine fetches it. */
  readonly lend: (bytes: Uint8Array) => string;
  /** Lets the files go. Called once. */
  readonly end: () => void;
}

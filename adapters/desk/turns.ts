/** More than this in line and somebody attacks; whoever comes then is asked to come back. */
const MOST_WAITING = 60;

export class TooBusyError extends Error {
  override readonly name = 'TooBusyError';
  readonly code = 'TOO_BUSY';

  constructor() {
    super('Too many wait to have a password looked at. They may try again in a minute.');
  }
}

export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so many work at once, the others in the order they came. @throws {TooBusyError} where too many wait. */
export function turns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work) => {
    if (working < atOnce) working += 1;
    else if (waiting.length < MOST_WAITING) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    } else throw new TooBusyError();
    try {
      return await work();
    } finally {
      // A place is handed on, or given up.
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    }
  };
}

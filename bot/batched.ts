/**
 * Makes single writes share one durable write: what is asked for while a write is under way waits and goes along with the
 * next one. Under load a hundred deliveries so cost one disk flush; a single one waits for nobody.
 *
 * @param write - Gets items in the order in which they were asked for and gives a result for each, in that order. When it
 *   fails, everybody in that batch is told.
 * @param most - Items a write may have, so that nobody waits for an endless one.
 */
export function batched<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  most = 256,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  let queue: Waiting[] = [];
  let isWriting = false;

  const flush = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, most);
      queue = queue.slice(most);
      try {
        const results = await write(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, at) => {
          const result = results[at];
          if (at < results.length) resolve(result as Result);
          else reject(new Error('A batch gave fewer results than it had items.'));
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (isWriting) return;
      isWriting = true;
      // What else arrives in this turn of the event loop goes along.
      setImmediate(() => void flush());
    });
}

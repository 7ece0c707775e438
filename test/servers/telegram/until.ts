/** Resolves as soon as something is so. @throws after a time in which it never was. */
export async function until(isSo: () => boolean, withinMs = 3_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`It was not so within ${withinMs} ms: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Asks every 40 ms until `isDone`; rejects with what was seen last when `withinMs` have passed. Works in hooks too. */
export async function until<T>(ask: () => Promise<T> | T, isDone: (seen: T) => boolean, withinMs = 20_000): Promise<T> {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    const seen = await ask();
    if (isDone(seen)) return seen;
    if (performance.now() > endsAt) throw new Error(`not within ${withinMs} ms; seen last: ${JSON.stringify(seen)}`);
    await pause(40);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

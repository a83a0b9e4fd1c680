/** Counts what went wrong lately. `hit` answers how many of the last `withinMs` there are now, this one included. */
export function createTally(withinMs: number, now: () => number): { readonly hit: () => number } {
  const times: number[] = [];
  return {
    hit() {
      const at = now();
      times.push(at);
      while (times[0] !== undefined && times[0] <= at - withinMs) times.shift();
      return times.length;
    },
  };
}

// What is wrong with the chains of a configuration: unknown or repeated items and stops, circles, stops in two queues.
import type { ConfigProblem } from './check-config.ts';
import type { HallConfig } from './config.ts';

type Stop = HallConfig['chains'][number]['stops'][number];

/** Each problem with its path into the document. */
export function chainProblems(config: Pick<HallConfig, 'chains' | 'items'>): ConfigProblem[] {
  const queueOf = new Map<string, string>(config.items.map(({ id, queue }) => [id, queue]));
  return config.chains.flatMap(({ stops }, i) => [
    ...itemProblems(stops, queueOf, `chains[${i}]`),
    ...stops.flatMap((stop, j) => stopProblems(stops, stop, `chains[${i}].stops[${j}]`)),
  ]);
}

function itemProblems(stops: readonly Stop[], queueOf: ReadonlyMap<string, string>, path: string): ConfigProblem[] {
  const seen = new Set<string>();
  return stops.flatMap(({ id, items }, j) => [
    ...items.flatMap((itemId, k): ConfigProblem[] => {
      const isKnown = queueOf.has(itemId);
      const isTwice = seen.has(itemId);
      seen.add(itemId);
      if (isKnown && !isTwice) return [];
      return [{ code: isKnown ? 'duplicate' : 'dangling', path: `${path}.stops[${j}].items[${k}]`, id: itemId }];
    }),
    ...(new Set(items.flatMap((itemId) => queueOf.get(itemId) ?? [])).size > 1 ? [{ code: 'chain.severalQueues' as const, path: `${path}.stops[${j}]`, id }] : []),
  ]);
}

function stopProblems(stops: readonly Stop[], stop: Stop, path: string): ConfigProblem[] {
  const ids = stops.map(({ id }) => id);
  const at = stops.indexOf(stop);
  const isTwice = ids.indexOf(stop.id) !== at;
  const after = stop.after.flatMap((id, k): ConfigProblem[] => {
    const where = `${path}.after[${k}]`;
    if (!ids.includes(id)) return [{ code: 'dangling', path: where, id }];
    if (leadsTo(stops, id, stop.id)) return [{ code: 'chain.circular', path: where, id }];
    return ids.indexOf(id) > at ? [{ code: 'chain.disordered', path: where, id }] : [];
  });
  return [...(isTwice ? [{ code: 'duplicate' as const, path: `${path}.id`, id: stop.id }] : []), ...after];
}

/** Whether `from` comes after `to`, directly or by way of others, or is the same. */
function leadsTo(stops: readonly Stop[], from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) for (const { after } of stops.filter((stop) => stop.id === id)) after.forEach((before) => seen.add(before));
  return seen.has(to);
}

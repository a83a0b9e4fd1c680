// The journey of a ticket as it is issued: which queues, with which items, and what comes after what (RULES.md, J3–J4).
import type { ItemCount, StopPlan } from './command.ts';
import type { HallConfig } from './config.ts';
import type { ChainId, Prefix, QueueId } from './ids.ts';
import type { Rejection } from './rejection.ts';

export type JourneyPlan = { readonly kind: 'plan'; readonly prefix: Prefix; readonly stops: readonly StopPlan[] };
export type NoJourney = { readonly kind: 'rejection'; readonly rejection: Rejection };

type Wanted = { readonly items: readonly ItemCount[]; readonly chain: ChainId | null };
type Chain = HallConfig['chains'][number];
type QueueOf = (itemId: string) => QueueId | undefined;

/**
 * Items by themselves make one stop a queue, all open at once; those of a chain go in its order. The number is of the
 * series of the first stop. Agents plan in the same way what they print while the hub is away.
 */
export function planJourney({ items, chain: chainId }: Wanted, config: Pick<HallConfig, 'items' | 'queues' | 'chains'>): JourneyPlan | NoJourney {
  // Looked for, not put into a map: a ticket has few items, and the map was a seventh of the hub's work for it.
  const queueOf: QueueOf = (itemId) => config.items.find(({ id }) => id === itemId)?.queue;
  const unknown = items.find(({ itemId }) => queueOf(itemId) === undefined);
  if (unknown) return no({ code: 'item.unknown', itemId: unknown.itemId });
  const chain = chainId === null ? null : config.chains.find(({ id }) => id === chainId);
  if (chain === undefined) return no({ code: 'chain.unknown', chain: chainId ?? '' });
  const foreign = chain && items.find(({ itemId }) => !chain.stops.some((stop) => stop.items.includes(itemId)));
  if (foreign) return no({ code: 'item.notInChain', itemId: foreign.itemId });
  const stops = chain ? chainStops(chain, items, queueOf) : sideBySide(items, queueOf);
  const prefix = config.queues.find(({ id }) => id === stops[0]?.queueId)?.prefix;
  return prefix === undefined ? no({ code: 'item.unknown', itemId: items[0]?.itemId ?? '' }) : { kind: 'plan', prefix, stops };
}

const no = (rejection: Rejection): NoJourney => ({ kind: 'rejection', rejection });

function sideBySide(items: readonly ItemCount[], queueOf: QueueOf): StopPlan[] {
  const byQueue = new Map<QueueId, ItemCount[]>();
  for (const item of items) {
    const queueId = queueOf(item.itemId);
    if (queueId !== undefined) byQueue.set(queueId, [...(byQueue.get(queueId) ?? []), item]);
  }
  return [...byQueue].map(([queueId, own]) => ({ queueId, items: own, after: [] }));
}

/** Stops of which nothing is wanted are left out; what came after them comes after what they came after. */
function chainStops({ stops }: Chain, items: readonly ItemCount[], queueOf: QueueOf): StopPlan[] {
  const kept = stops.map((stop) => ({ ...stop, own: items.filter(({ itemId }) => stop.items.includes(itemId)) })).filter(({ own }) => own.length > 0);
  const indexOf = new Map(kept.map(({ id }, index) => [id, index]));
  const before = (ids: readonly string[]): number[] =>
    ids.flatMap((id) => indexOf.get(id) ?? before(stops.find((stop) => stop.id === id)?.after ?? []));
  return kept.flatMap(({ own, after }): StopPlan[] => {
    const queueId = queueOf(own[0]?.itemId ?? '');
    return queueId === undefined ? [] : [{ queueId, items: own, after: [...new Set(before(after))].toSorted((a, b) => a - b) }];
  });
}

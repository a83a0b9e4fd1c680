// The journey of a ticket as it is issued: which queues, with which items, and what comes after what (RULES.md, J3–J4).
import type { ItemCount, StopPlan } from './command.ts';
import { itemOf, queueOf } from './config-index.ts';
import type { HallConfig } from './config.ts';
import type { ChainId, Prefix, QueueId } from './ids.ts';
import type { Rejection } from './rejection.ts';

export type JourneyPlan = { readonly kind: 'plan'; readonly prefix: Prefix; readonly stops: readonly StopPlan[] };
export type NoJourney = { readonly kind: 'rejection'; readonly rejection: Rejection };

type Wanted = { readonly items: readonly ItemCount[]; readonly chain: ChainId | null };
type Chain = HallConfig['chains'][number];
type Placed = { readonly item: ItemCount; readonly queueId: QueueId };

/**
 * Items by themselves make one stop a queue, all open at once; those of a chain go in its order. The number is of the
 * series of the first stop. Agents plan in the same way what they print while the hub is away.
 */
export function planJourney({ items, chain: chainId }: Wanted, config: Pick<HallConfig, 'items' | 'queues' | 'chains'>): JourneyPlan | NoJourney {
  const placed: Placed[] = [];
  for (const item of items) {
    const queueId = itemOf(config, item.itemId)?.queue;
    if (queueId === undefined) return no({ code: 'item.unknown', itemId: item.itemId });
    placed.push({ item, queueId });
  }
  if (chainId === null) return planned(sideBySide(placed), items, config);
  const chain = config.chains.find(({ id }) => id === chainId);
  if (!chain) return no({ code: 'chain.unknown', chain: chainId });
  const foreign = items.find(({ itemId }) => !chain.stops.some((stop) => stop.items.includes(itemId)));
  return foreign ? no({ code: 'item.notInChain', itemId: foreign.itemId }) : planned(chainStops(chain, placed), items, config);
}

function planned(stops: readonly StopPlan[], items: readonly ItemCount[], config: Pick<HallConfig, 'queues'>): JourneyPlan | NoJourney {
  const prefix = stops[0] && queueOf(config, stops[0].queueId)?.prefix;
  return prefix === undefined ? no({ code: 'item.unknown', itemId: items.map(({ itemId }) => itemId).join() }) : { kind: 'plan', prefix, stops };
}

const no = (rejection: Rejection): NoJourney => ({ kind: 'rejection', rejection });

function sideBySide(placed: readonly Placed[]): StopPlan[] {
  const byQueue = new Map<QueueId, ItemCount[]>();
  for (const { item, queueId } of placed) byQueue.set(queueId, [...(byQueue.get(queueId) ?? []), item]);
  return [...byQueue].map(([queueId, own]) => ({ queueId, items: own, after: [] }));
}

/** Stops of which nothing is wanted are left out; what came after them comes after what they came after. */
function chainStops({ stops }: Chain, placed: readonly Placed[]): StopPlan[] {
  const kept = stops.map((stop) => ({ ...stop, own: placed.filter(({ item }) => stop.items.includes(item.itemId)) })).filter(({ own }) => own.length > 0);
  const indexOf = new Map(kept.map(({ id }, index) => [id, index]));
  const before = (ids: readonly string[]): number[] =>
    ids.flatMap((id) => indexOf.get(id) ?? stops.filter((stop) => stop.id === id).flatMap((stop) => before(stop.after)));
  return kept.flatMap(({ own, after }) =>
    own.slice(0, 1).map(({ queueId }): StopPlan => ({ queueId, items: own.map(({ item }) => item), after: [...new Set(before(after))].toSorted((a, b) => a - b) })),
  );
}

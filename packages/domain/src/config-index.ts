// A hall has hundreds of items, and every number asks for one of them: each list of a configuration, which never changes, is indexed once.
import type { HallConfig } from './config.ts';
import type { ItemId, QueueId } from './ids.ts';

type Items = HallConfig['items'];
type Queues = HallConfig['queues'];

const itemById = onceForEach((items: Items) => new Map(items.map((item) => [item.id, item])));
const queueById = onceForEach((queues: Queues) => new Map(queues.map((queue) => [queue.id, queue])));
const itemsByQueue = onceForEach((items: Items) => Map.groupBy(items, ({ queue }) => queue));

/** The item of this id; undefined: the configuration has none. */
export const itemOf = ({ items }: Pick<HallConfig, 'items'>, id: ItemId): Items[number] | undefined => itemById(items).get(id);

/** The queue of this id; undefined: the configuration has none. */
export const queueOf = ({ queues }: Pick<HallConfig, 'queues'>, id: QueueId): Queues[number] | undefined => queueById(queues).get(id);

/** The items of a queue; of all queues where it has none of its own. */
export const itemsOf = ({ items }: Pick<HallConfig, 'items'>, queueId: QueueId): Items => itemsByQueue(items).get(queueId) ?? items;

/** What is painted above a window; its id where the configuration has none. */
export const labelOf = ({ windows }: Pick<HallConfig, 'windows'>, id: string): string => windows.reduce((label, window) => (window.id === id ? window.label : label), id);

/** `make(list)`, kept for as long as the list is. */
function onceForEach<List extends object, Value>(make: (list: List) => Value): (list: List) => Value {
  const known = new WeakMap<List, Value>();
  return (list) => {
    const value = known.get(list) ?? make(list);
    known.set(list, value);
    return value;
  };
}

// Handlers by type of event; types without one are nobody's concern.
import type { EventOf, EventType, HallEvent } from '@hallcall/domain';

export type Handlers<A extends readonly unknown[]> = { readonly [T in EventType]?: (event: EventOf<T>, ...more: A) => void };

export function handle<A extends readonly unknown[]>(handlers: Handlers<A>, event: HallEvent, ...more: A): void {
  // The table's own type says that what stands under a type takes events of that type.
  const handler = handlers[event.type] as ((event: HallEvent, ...more: A) => void) | undefined;
  handler?.(event, ...more);
}

// Ids of a view as names, from the configuration of the same version.
import type { HubConfig } from '@hallcall/client';
import { useMemo } from 'react';
import { useLanguage } from './language.tsx';

export type Names = {
  readonly windowLabel: (windowId: string) => string;
  readonly queue: (queueId: string) => string;
  readonly item: (itemId: string) => string;
  /** Usual minutes of an item; 0 when unknown. */
  readonly minutes: (itemId: string) => number;
};

/** Looks names up in the reader's language; what is unknown shows its id. */
export function useNames(config: HubConfig): Names {
  const { language } = useLanguage();
  return useMemo(() => {
    const windows = new Map(config.hall.windows.map(({ id, label }) => [String(id), label]));
    const queues = new Map(config.hall.queues.map(({ id, name }) => [String(id), name[language]]));
    const items = new Map(config.catalogue.departments.flatMap(({ items: list }) => list.map((item) => [String(item.id), item[language]])));
    const minutes = new Map(config.hall.items.map((item) => [String(item.id), item.minutes]));
    return {
      windowLabel: (id) => windows.get(id) ?? id,
      queue: (id) => queues.get(id) ?? id,
      item: (id) => items.get(id) ?? id,
      minutes: (id) => minutes.get(id) ?? 0,
    };
  }, [config, language]);
}

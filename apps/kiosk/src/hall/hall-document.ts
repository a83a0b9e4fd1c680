// The hall's names and the catalogue as this page looks things up in them.
import type { Catalogue, Department, Item, SearchIndex } from '@hallcall/catalogue';
import type { HallConfig, KioskView } from '@hallcall/domain';
import type { PublishedConfig } from '@hallcall/protocol';

/** As published: the catalogue carries its search index. */
export type HallDocument = PublishedConfig<Catalogue & { readonly search: SearchIndex }>;
export type QueueCount = KioskView['queues'][number];

export type Place = { readonly department: Department; readonly item: Item; readonly queueId: string };

/** Everything by id, made once a document. */
export type Hall = {
  readonly document: HallDocument;
  readonly departments: readonly DepartmentEntry[];
  readonly placeByItem: ReadonlyMap<string, Place>;
  readonly chains: HallConfig['chains'];
};

export type DepartmentEntry = {
  readonly department: Department;
  readonly zone: HallConfig['zones'][number] | null;
  /** First letter of its pinyin. */
  readonly letter: string;
  readonly queueIds: readonly string[];
};

export function readHall(document: HallDocument): Hall {
  const { hall, catalogue } = document;
  const queueOfItem = new Map<string, string>(hall.items.map(({ id, queue }) => [id, queue]));
  const placeByItem = new Map<string, Place>();
  for (const department of catalogue.departments) {
    for (const item of department.items) {
      const queueId = queueOfItem.get(item.id);
      if (queueId !== undefined) placeByItem.set(item.id, { department, item, queueId });
    }
  }
  const departments = catalogue.departments.map((department, index) => ({
    department,
    zone: hall.zones.find(({ id }) => id === department.zone) ?? null,
    letter: (catalogue.search.departments[index]?.initials[0] ?? '').toUpperCase(),
    queueIds: [...new Set(department.items.flatMap(({ id }) => queueOfItem.get(id) ?? []))],
  }));
  return { document, departments: departments.filter(({ queueIds }) => queueIds.length > 0), placeByItem, chains: hall.chains };
}

/** People in front for a queue; null when nobody knows. */
export function waitingIn(view: KioskView | null, queueId: string): number | null {
  return view?.queues.find((queue) => queue.queueId === queueId)?.waiting ?? null;
}

/** People waiting at a department, all its queues together; null when nobody knows. */
export function waitingAt(view: KioskView | null, { queueIds }: DepartmentEntry): number | null {
  if (view === null) return null;
  return queueIds.reduce((sum, queueId) => sum + (waitingIn(view, queueId) ?? 0), 0);
}

/** Everybody who waits in the hall. */
export function waitingInAll(view: KioskView | null): number | null {
  return view === null ? null : view.queues.reduce((sum, { waiting }) => sum + waiting, 0);
}

// The hall's names and the catalogue as this page looks things up in them.
import type { Catalogue, Department, Item, SearchIndex } from '@hallcall/catalogue';
import type { HallConfig, KioskView, QuotaFull } from '@hallcall/domain';
import type { PublishedConfig } from '@hallcall/protocol';

/** As published: the catalogue carries its search index. */
export type HallDocument = PublishedConfig<Catalogue & { readonly search: SearchIndex }>;

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

/** People in front at one queue or several together; `waitMinutes` null: no window is open for any. `isUpTo`: they differ, it is the longest. */
export type Waiting = { readonly count: number; readonly waitMinutes: number | null; readonly isUpTo: boolean };

/** What is known of waiting at these queues; null when nobody knows. */
export function waitingAt(view: KioskView | null, queueIds: readonly string[]): Waiting | null {
  const queues = view?.queues.filter(({ queueId }) => queueIds.includes(queueId)) ?? [];
  if (queues.length === 0) return null;
  const minutes = queues.flatMap(({ waitMinutes }) => waitMinutes ?? []);
  const longest = minutes.length === 0 ? null : Math.max(...minutes);
  return { count: queues.reduce((sum, { waiting }) => sum + waiting, 0), waitMinutes: longest, isUpTo: new Set(minutes).size > 1 };
}

/** Why no number is given for the item of a place, or null; without a place of its department. */
export function fullAt(view: KioskView | null, { departmentId, itemId }: { readonly departmentId: string; readonly itemId: string | null }): QuotaFull | null {
  return view?.full?.find(({ scope, id }) => (scope === 'department' ? id === departmentId : id === itemId)) ?? null;
}

/** Everybody who waits in the hall. */
export function waitingInAll(view: KioskView | null): number | null {
  return view === null ? null : view.queues.reduce((sum, { waiting }) => sum + waiting, 0);
}

/** Documents from before there were bookings do not name them. */
export const takesBookings = ({ document }: Hall): boolean => Boolean(document.hall.bookings);

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { importCatalogueText, indexCatalogue } from '@hallcall/catalogue';
import type { KioskView } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { fullAt, readHall, waitingAt, waitingInAll, type HallDocument } from './hall-document.ts';

function sample(): HallDocument {
  const imported = importCatalogueText(readFileSync(createRequire(import.meta.url).resolve('@hallcall/catalogue/sample'), 'utf8'));
  if (!imported.ok) throw new Error('the sample does not import');
  const { catalogue } = imported;
  const items = catalogue.departments.flatMap(({ id, items: own }) => own.map((item) => ({ id: item.id, department: id, queue: `q-${id}`, minutes: 5 })));
  const zones = [...new Set(catalogue.departments.map(({ zone }) => zone))].map((id) => ({ id, name: { zh: id, en: id } }));
  // Only what this page reads of the hall.
  return { version: 1, hall: { items, zones }, catalogue: { ...catalogue, search: indexCatalogue(catalogue) } } as unknown as HallDocument;
}

// The brands stand for shapes that these texts have.
const view = { day: null, isRecovering: false, full: [{ scope: 'item', id: 'D01-02', per: 'day', nextFree: null }, { scope: 'department', id: 'tax', per: 'slot', nextFree: null }], queues: [
  { queueId: 'q-market', waiting: 3, windows: 1, waitMinutes: 10 }, { queueId: 'q-tax', waiting: 4, windows: 0, waitMinutes: null }, { queueId: 'q-bank', waiting: 0, windows: 2, waitMinutes: 2 },
] } as unknown as KioskView;

test('every department and item of the sample can be reached, with zone, letter and queue', () => {
  const hall = readHall(sample());
  expect([hall.departments.length, hall.placeByItem.size]).toEqual([43, 399]);
  expect(hall.departments.every(({ zone, letter, queueIds }) => zone !== null && /^[A-Z]$/u.test(letter) && queueIds.length === 1)).toBe(true);
  expect(hall.departments.find(({ department }) => department.id === 'market')).toMatchObject({ letter: 'S', queueIds: ['q-market'] });
});

test('an item without a queue in the hall is not offered, nor a department without any', () => {
  const document = sample();
  const hall = readHall({ ...document, hall: { ...document.hall, items: document.hall.items.filter(({ queue }) => queue === 'q-market') } });
  expect(hall.departments.map(({ department }) => department.id)).toEqual(['market']);
  expect([...hall.placeByItem.values()].every(({ queueId }) => queueId === 'q-market')).toBe(true);
});

test('counts and minutes come from the view, of several queues together the longest; without a view nobody knows', () => {
  expect(waitingAt(view, ['q-market'])).toEqual({ count: 3, waitMinutes: 10, isUpTo: false });
  expect(waitingAt(view, ['q-tax'])).toEqual({ count: 4, waitMinutes: null, isUpTo: false });
  expect(waitingAt(view, ['q-market', 'q-tax'])).toEqual({ count: 7, waitMinutes: 10, isUpTo: false });
  expect(waitingAt(view, ['q-bank', 'q-market'])).toEqual({ count: 3, waitMinutes: 10, isUpTo: true });
  expect([waitingAt(view, ['q-none']), waitingAt(null, ['q-tax']), waitingInAll(view), waitingInAll(null)]).toEqual([null, null, 7, null]);
});

const fullOf = (departmentId: string, itemId: string | null) => fullAt(view, { departmentId, itemId })?.id ?? null;

test('an item is full with its department or by itself; without a view nobody knows', () => {
  expect([fullOf('market', 'D01-01'), fullOf('market', 'D01-02'), fullOf('market', null), fullOf('tax', 'D02-01'), fullOf('tax', null)]).toEqual([null, 'D01-02', null, 'tax', 'tax']);
  expect(fullAt(null, { departmentId: 'tax', itemId: null })).toBeNull();
});

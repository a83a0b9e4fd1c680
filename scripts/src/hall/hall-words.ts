// What the voice of a hall has to say: its departments by name and reading, and the labels of its windows.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readHallSource, sampleSource } from '@hallcall/hub/hall';
import type { Language } from '@hallcall/text';
import type { VoiceDepartment } from '@hallcall/voice';
import { isNumberedPinyin } from '@hallcall/voice/reading';

export type HallWords = {
  readonly departments: readonly VoiceDepartment[];
  readonly windowLabels: readonly string[];
  /** Readings of the catalogue that are no numbered pinyin and are therefore not used. */
  readonly ignoredReadings: readonly { readonly name: string; readonly reading: string }[];
};

/** The hall of DATA/hall.json, or the sample where there is none. Throws `Refusal` for a faulty hall, in `language`. */
export function hallWords(dataDir: string, { isSample, language }: { readonly isSample: boolean; readonly language: Language }): HallWords {
  const { hall, catalogueText } = isSample || !existsSync(join(dataDir, 'hall.json')) ? sampleSource() : readHallSource(dataDir, language);
  const readings = readingsIn(catalogueText);
  const departments = hall.departments.map(({ id, name }) => ({ id: String(id), zh: name.zh, en: name.en, reading: readings.get(id) ?? null }));
  return {
    departments: departments.map((department) => (isUsable(department.reading) ? department : { ...department, reading: null })),
    windowLabels: hall.windows.map(({ label }) => label),
    ignoredReadings: departments.flatMap(({ zh, reading }) => (reading === null || isUsable(reading) ? [] : [{ name: zh, reading }])),
  };
}

const isUsable = (reading: string | null): boolean => reading !== null && isNumberedPinyin(reading);

/** Only this of the catalogue matters here; a hub that starts on it looks at the rest. */
function readingsIn(catalogueText: string): ReadonlyMap<string, string> {
  const json: unknown = JSON.parse(catalogueText.replace(/^\uFEFF/, ''));
  if (typeof json !== 'object' || json === null || !('departments' in json) || !Array.isArray(json.departments)) return new Map();
  return new Map(json.departments.flatMap((department: unknown) => entryOf(department)));
}

function entryOf(department: unknown): [string, string][] {
  if (typeof department !== 'object' || department === null || !('id' in department) || !('reading' in department)) return [];
  const { id, reading } = department;
  return typeof id === 'string' && typeof reading === 'string' ? [[id, reading]] : [];
}

// What the checks found, by the field of the result that it belongs to. The same thing found again in a later round counts once.

export const fields = ['lost', 'doubled', 'gaps', 'disagreeing', 'starved', 'unsynced'] as const;
export type Field = (typeof fields)[number];
export type Finding = { readonly field: Field; readonly text: string };

export type Findings = {
  readonly add: (found: readonly Finding[]) => void;
  readonly count: (field: Field) => number;
  readonly isEmpty: () => boolean;
  readonly lines: () => readonly string[];
};

export const finding = (field: Field, text: string): Finding => ({ field, text });

export function createFindings(): Findings {
  const textsByField = new Map<Field, Set<string>>(fields.map((field) => [field, new Set()]));
  const lines = (): string[] => fields.flatMap((field) => [...(textsByField.get(field) ?? [])].map((text) => `${field}: ${text}`));
  return {
    add(found) {
      for (const { field, text } of found) textsByField.get(field)?.add(text);
    },
    count: (field) => textsByField.get(field)?.size ?? 0,
    isEmpty: () => lines().length === 0,
    lines,
  };
}

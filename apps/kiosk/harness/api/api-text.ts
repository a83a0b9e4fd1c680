import { readElectronApi, type ElectronApi } from './read-electron-api.ts';

/** The table as a file: one type a line, so that a difference can be read. */
export function apiText(version: string, source: string): string {
  const { types, main, renderer } = readElectronApi(source);
  const lines = Object.entries(types).map(([name, type]) => `    ${JSON.stringify(name)}: ${JSON.stringify(type)}`);
  return `{\n  "version": ${JSON.stringify(version)},\n  "main": ${JSON.stringify(main)},\n  "renderer": ${JSON.stringify(renderer)},\n  "types": {\n${lines.join(',\n')}\n  }\n}\n`;
}

export type ApiFile = ElectronApi & { readonly version: string };

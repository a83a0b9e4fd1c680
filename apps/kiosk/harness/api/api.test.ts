import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createGuard } from '../electron/guard.ts';
import { apiText, type ApiFile } from './api-text.ts';
import { apiFile, electronTypes, electronVersion } from './electron-files.ts';
import { readElectronApi } from './read-electron-api.ts';

test('the table is that of the installed electron: write-electron-api.ts after a new version, and read what changed', () => {
  expect(readFileSync(apiFile, 'utf8')).toBe(apiText(electronVersion(), electronTypes()));
});

const small = `
declare namespace Electron {
  interface Base { on(event: 'born', listener: () => void): this; readonly age: number }
  class Thing extends Base {
    static make(name?: string): Thing;
    static readonly count: number;
    on(event: 'moved', listener: () => void): this;
    on(event: 'gone', listener: () => void): this;
    go(where: string): void;
    go(where: string, how: string): void;
    say(...words: string[]): void;
  }
  namespace Main { const thing: Thing; class Thing extends Electron.Thing {} }
  namespace Renderer { const other: typeof Thing }
}
declare module 'electron' { export = Electron.Main }`;

test('members, overloads, rests, statics, events, bases and exports are read', () => {
  expect(readElectronApi(small)).toEqual({
    types: {
      Base: { extends: null, properties: ['age'], methods: { on: [2, 2] }, staticProperties: [], staticMethods: {}, events: ['born'] },
      Thing: {
        extends: 'Base', properties: [], methods: { go: [1, 2], on: [2, 2], say: [0, null] }, staticProperties: ['count'], staticMethods: { make: [0, 1] },
        events: ['gone', 'moved'],
      },
    },
    main: { Thing: 'typeof Thing', thing: 'Thing' }, renderer: { other: 'typeof Thing' },
  });
});

test('the guard passes what Electron has, and names what it has not', () => {
  const api: ApiFile = { version: '0', ...readElectronApi(small) };
  const calls: string[] = [];
  const guard = createGuard(api, ({ type, name, args }) => calls.push(`${type}.${name} ${args.length}`));
  const target: Record<string, unknown> = { age: 3, go: (where: string) => where, on: () => undefined };
  const thing = guard.object('Thing', target);
  // As a caller that TypeScript does not watch.
  const call = (name: string, ...args: unknown[]): unknown => (thing[name] as (...given: unknown[]) => unknown)(...args);
  expect([thing['age'], call('go', 'home'), call('on', 'born', () => undefined)]).toEqual([3, 'home', undefined]);
  expect(calls).toEqual(['Thing.go 1', 'Thing.on 2']);
  expect(() => call('goo')).toThrow("electron@0: Thing has no member 'goo'");
  expect(() => call('go')).toThrow('takes 1 to 2 arguments, not 0');
  expect(() => call('on', 'movd', () => undefined)).toThrow("Thing has no event 'movd'");
  expect(() => call('say')).toThrow('stand-in: Thing.say is not implemented here');
  expect(() => { thing['age'] = 4; }).toThrow('is not to be set here');
  expect(() => guard.object('Thng', {})).toThrow('there is no type Thng');
  expect(() => guard.options('Thing', { age: 1, agee: 2 })).toThrow("Thing has no property 'agee'");
});

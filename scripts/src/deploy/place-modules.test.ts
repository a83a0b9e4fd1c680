import { expect, test } from 'vitest';
import { placeModule, type Places } from './place-modules.ts';

const nothing = (): Places => ({ programs: new Set(), files: new Set() });
const placed = (code: string, up = './', found = nothing()): string => placeModule(code, 'hardware/lamp/src/font.ts', { up, found });

test('a module keeps its place in the tree beside the bundle', () => {
  expect(placed('read(join(import.meta.dirname, "font.bin"))')).toBe(`read(join((import.meta.dirname + '/./hardware/lamp/src'), "font.bin"))`);
  expect(placed('read(new URL("../data/a.json", import.meta.url))')).toBe(
    `read(new URL("../data/a.json", new URL('./hardware/lamp/src/font.ts', import.meta.url).href))`,
  );
  expect(placed('stat(import.meta.filename)', '../../')).toBe(`stat((import.meta.dirname + '/../../hardware/lamp/src/font.ts'))`);
});

test('a program that is started by its path, and a package whose file is asked for, are found', () => {
  const found = nothing();
  const code = placed(
    `new Worker(new URL('./part/worker.ts', import.meta.url)); import.meta.resolve('@fonts/noto/unicode.json');\n` +
      `createRequire(import.meta.url).resolve('@hallcall/lamp/table')`,
    './', found,
  );
  expect(code).toBe(
    `new Worker(new URL('./part/worker.mjs', new URL('./hardware/lamp/src/font.ts', import.meta.url).href)); ` +
      `import.meta.resolve('@fonts/noto/unicode.json');\n` +
      `createRequire(new URL('./hardware/lamp/src/font.ts', import.meta.url).href).resolve('@hallcall/lamp/table')`,
  );
  expect([[...found.programs], [...found.files]]).toEqual([['hardware/lamp/src/part/worker.ts'], ['@fonts/noto/unicode.json', '@hallcall/lamp/table']]);
});

test('what would be missing in a bundle stops the build', () => {
  expect(() => placed(`spawn(join(import.meta.dirname, 'child.ts'))`)).toThrow('names the source file child.ts');
  expect(() => placed('import.meta.main')).toThrow('import.meta.main has no meaning in a bundle');
  expect(() => placed('import.meta.resolve(name)')).toThrow('import.meta.resolve has no meaning in a bundle');
  const tool = 'read(join(import.meta.dirname, "words.json"))';
  expect(() => placeModule(tool, 'scripts/src/lamps.ts', { up: './', found: nothing() })).toThrow('scripts/src/lamps.ts asks for its place');
});

test('imports and comments name source files freely', () => {
  const code = `import { a } from './a.ts';\n// see 'b.ts'\nexport {\n  c,\n} from './c.ts';\nconst d = await import('./d.ts');\nuse(import.meta.dirname);`;
  expect(placed(code)).toContain(`(import.meta.dirname + '/./hardware/lamp/src')`);
});

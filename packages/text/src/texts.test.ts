import { expect, test } from 'vitest';
import { en } from './en.ts';
import { texts } from './texts.ts';
import { zh } from './zh.ts';

/** One text; `facts` are those it read, `dropped` those it read and does not say. */
type Leaf = { readonly path: string; readonly text: string; readonly facts: readonly string[]; readonly dropped: readonly string[] };

const shape = (leaf: Leaf) => `${leaf.path} (${leaf.facts.join(', ')})`;
const alphabetically = (a: string, b: string) => a.localeCompare(b);

/** Numbers that occur in no text, one a fact: a text that drops a fact is missing its number. */
function recorder() {
  const sentinels = new Map<string, number>();
  const asked = new Proxy({}, {
    get: (_, key) => {
      const name = String(key);
      if (!sentinels.has(name)) sentinels.set(name, 7001 + sentinels.size * 1000);
      const value = sentinels.get(name) ?? 0;
      if (name.endsWith('Ms')) return value * 1000;
      if (name === 'held') return { prefix: 'A', n: value };
      if (name === 'fen') return value * 100;
      return name === 'ids' || name === 'free' ? [String(value)] : value;
    },
  });
  return { asked, sentinels };
}

function leaves(tree: unknown, path = ''): Leaf[] {
  if (typeof tree === 'string') return [{ path, text: tree, facts: [], dropped: [] }];
  if (typeof tree === 'function') {
    const { asked, sentinels } = recorder();
    const made = leaves(tree(asked), path);
    const whole = made.map((leaf) => leaf.text).join(' ').replaceAll(',', '');
    const facts = [...sentinels.keys()].toSorted(alphabetically);
    const dropped = facts.filter((name) => !whole.includes(String(sentinels.get(name))));
    return made.map((leaf) => ({ ...leaf, facts, dropped }));
  }
  if (typeof tree !== 'object' || tree === null) throw new Error(`${path} is neither a text nor a group`);
  return Object.entries(tree).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path} > ${key}`));
}

/** What stands in one tree and not, or with other facts, in the other. */
function differences(one: unknown, other: unknown): string[] {
  const [a, b] = [new Set(leaves(one).map(shape)), new Set(leaves(other).map(shape))];
  return [...[...a].filter((text) => !b.has(text)), ...[...b].filter((text) => !a.has(text))].toSorted(alphabetically);
}

const chinese = /\p{Script=Han}/u;
/** Written alike in every language: scripts wait for it, or it only joins two other texts. */
const alike = new Set(['commandLine > ready', 'catalogue > problemAt', 'hours > when > weekday', 'hours > when > date']);

test('both languages hold the same keys, and each text names the same facts', () => {
  expect(differences(zh, en)).toEqual([]);
  expect(leaves(zh).length).toBeGreaterThan(500);
});

test('a missing key, an extra key and a dropped fact are found at run time', () => {
  const { home: _, ...common } = en.common;
  expect(differences(zh, { ...en, common })).toEqual(['common > home ()']);
  expect(differences(zh, { ...en, common: { ...en.common, extra: 'Extra' } })).toEqual(['common > extra ()']);
  const deaf = { ...en.common, windowLabel: () => 'Window' };
  expect(differences(zh, { ...en, common: deaf })).toEqual(['common > windowLabel ()', 'common > windowLabel (label)']);
});

test('every text says the facts it reads', () => {
  expect([...leaves(zh), ...leaves(en)].filter((leaf) => leaf.dropped.length > 0)).toEqual([]);
  const forgetful = { text: ({ time }: { time: string }) => (time === '' ? '' : 'always') };
  expect(leaves(forgetful).map((leaf) => leaf.dropped)).toEqual([['time']]);
});

test('no text is empty, padded or contains an unfilled fact', () => {
  const bad = [...leaves(zh), ...leaves(en)].filter(
    ({ text }) => text !== text.trim() || text === '' || /undefined|NaN|\[object/.test(text),
  );
  expect(bad).toEqual([]);
});

test('every Chinese text is Chinese and no English text is', () => {
  expect(leaves(zh).filter(({ path, text }) => !chinese.test(text) && !alike.has(path))).toEqual([]);
  expect(leaves(en).filter(({ text }) => chinese.test(text) || !/[a-z]/i.test(text)).map((leaf) => leaf.path)).toEqual([
    'catalogue > problemAt',
  ]);
});

test('Chinese uses full-width punctuation between Chinese words', () => {
  expect(leaves(zh).filter(({ text }) => /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}/u.test(text))).toEqual([]);
});

test('texts of a language are that language', () => {
  expect([texts('zh').common.home, texts('en').common.home]).toEqual(['首页', 'Home']);
});

test('English counts have the right noun form', () => {
  expect([0, 1, 2, 1234].map((count) => en.kiosk.ticket.ahead({ count }))).toEqual([
    '0 people ahead of you',
    '1 person ahead of you',
    '2 people ahead of you',
    '1,234 people ahead of you',
  ]);
});

test('the ready line is the same in both languages', () => {
  const url = 'http://127.0.0.1:7000/';
  expect([zh.commandLine.ready({ url }), en.commandLine.ready({ url })]).toEqual(Array(2).fill(`Hallcall ready: ${url}`));
});

// What espeak-ng would say, as phonemes: the only ear for Mandarin on a silent machine.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engineText, readChinese } from './reading/index.ts';
import { emergencyScript, script } from './script/script.ts';
import { vocabulary } from './script/vocabulary.ts';
import type { ScriptCall, Token } from './types.ts';

const espeak = '/usr/bin/espeak-ng';
const isThere = existsSync(espeak);
if (!isThere) console.warn('NOT RUN: phonemes against espeak-ng, which is not installed');

/** Phonemes of each line; the voice of Debian 12 for plain `cmn` reads pinyin as English and is never asked for. */
function phonemes(lines: readonly string[]): string[] {
  const said = execFileSync(espeak, ['-v', 'cmn-latn-pinyin', '-q', '-x', '--stdin'], { input: lines.map((line) => `${line}.`).join('\n\n'), encoding: 'utf8' });
  return said.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}
const spoken = (tokens: readonly Token[]): string => tokens.flatMap((token) => (token.kind === 'clip' ? [engineText(readChinese(token.text, null))] : [])).join(' ');
const call: ScriptCall = { number: { prefix: 'A' as ScriptCall['number']['prefix'], n: 12 }, windowLabel: '3', department: null };

test.skipIf(!isThere)('golden phonemes', () => {
  const zh = script(call, { language: 'zh', form: 'full', digitOne: 'yao' });
  expect(phonemes([spoken(zh.tokens), 'lv4 shi1'])).toEqual([
    "tS;h'i21N_| 'ei51_| l'i35N_| j'Au55_| '@r51_| X'Au51_| t'Au51_| s'a55n_| X'Au51_| ts.hw'A55N_| kh'ou214_|",
    "l'y51_| s.'i.55_|",
  ]);
});

test.skipIf(!isThere)('no word of a hall is taken for English', () => {
  const sample: { departments: { id: string; zh: string; en: string; reading?: string }[] } = JSON.parse(
    readFileSync(new URL('../../catalogue/data/sample.json', import.meta.url), 'utf8'),
  );
  const departments = sample.departments.map(({ reading = null, ...department }) => ({ ...department, reading }));
  const clips = vocabulary('zh', departments, ['3A', '东1']);
  const said = phonemes(clips.map((clip) => spoken([clip])));
  expect(said.length).toBe(clips.length);
  expect(said.filter((line) => line.includes('(en)') || line.includes('??'))).toEqual([]);
  // Each syllable and each letter is one group of phonemes.
  const groups = said.map((line) => line.split(' ').length);
  expect(clips.filter((clip, i) => spoken([clip]).split(' ').length !== groups[i]).map(({ id }) => id)).toEqual([]);
});

test.skipIf(!isThere)('the oracle tells wrong from right: an English word, and digits left to the engine (零十二)', () => {
  expect(phonemes(['hello', 'qing3 A012 hao4'])).toEqual([expect.stringContaining('(en)'), expect.stringContaining("l,i35N_| s.i.35_|'@r51_|")]);
});

test.skipIf(!isThere)('the emergency', () => {
  expect(phonemes([spoken(emergencyScript('evacuate', 'zh').tokens)])[0]).toMatch(/^tS;h'i21N_\| ts\.'u51_\| j'i51_\|/);
});

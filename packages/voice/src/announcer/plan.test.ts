import type { Language } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { chime } from '../mix/chime.ts';
import { mix } from '../mix/mix.ts';
import { peakOf } from '../mix/shape.ts';
import { zoneVoice } from '../testing/fake-hall.ts';
import { syntheticBank } from '../testing/synthetic-bank.ts';
import type { ScriptCall } from '../types.ts';
import type { Step } from './ladder.ts';
import { planCall, planEmergency, type Sounds } from './plan.ts';

const tax = { id: 'tax', zh: '税务局', en: 'Tax Bureau', reading: 'shui4 wu4 ju2' };
const call: ScriptCall = { number: { prefix: 'A' as ScriptCall['number']['prefix'], n: 12 }, windowLabel: '3', department: tax };
const whole = syntheticBank({ languages: ['zh', 'en'], departments: [tax], scale: 1 });
const bell = chime();
/** The whole bank less some clips, in one language (`zh/er4`) or in all. */
const sounds = (without: readonly string[] = [], languages: readonly Language[] = ['zh', 'en']): Sounds => ({
  chime: bell,
  bank: { clip: (language, id) => (without.includes(id) || without.includes(`${language}/${id}`) || !languages.includes(language) ? null : whole.clip(language, id)) },
});
const both = sounds();
type Zone = Parameters<typeof zoneVoice>[0];
const plan = (zone: Zone, step: Step = 0, language: Language = 'zh', of = both) => planCall(of, { call, language, voice: zoneVoice(zone) }, step);
/** What is heard: ms, language by language, and what it comes to. */
const said = (...args: Parameters<typeof plan>) => {
  const { durationMs, subtitles, outcome, reason } = plan(...args);
  return [Math.round(durationMs), subtitles.map(({ language }) => language).join(' '), outcome, reason];
};

// Syllables 430 ms, words 360 ms, chime 1500 ms; a breath of 120 or 150 ms behind the number.
const zhFull = 11 * 430 + 120;
const zhShort = 9 * 430 + 120;
const enFull = 10 * 360 + 150;
const enShort = 7 * 360 + 150;

test('chime, the visitor’s own language, then the zone’s, each once', () => {
  expect(said({ languages: ['zh'] })).toEqual([1500 + zhFull, 'zh', 'spoken', null]);
  expect(said({ languages: ['zh', 'en'] })).toEqual([1500 + zhFull + 250 + enFull, 'zh en', 'spoken', null]);
  expect(said({ languages: ['zh', 'en'] }, 0, 'en')).toEqual([1500 + enFull + 250 + zhFull, 'en zh', 'spoken', null]);
  expect(said({ languages: ['zh'] }, 0, 'en')).toEqual([1500 + enFull + 250 + zhFull, 'en zh', 'spoken', null]);
});

test('repeats behind a longer gap, the chime once', () => {
  expect(said({ languages: ['zh', 'en'], repeats: 2 })).toEqual([1500 + 2 * (zhFull + 250 + enFull) + 800, 'zh en', 'spoken', null]);
  expect(said({ repeats: 3 })).toEqual([1500 + 3 * zhFull + 2 * 800, 'zh', 'spoken', null]);
});

test('the department where the zone names it', () => {
  expect(said({ namesDepartment: true })).toEqual([1500 + zhFull + 120 + 7 * 430, 'zh', 'spoken', null]);
  expect(plan({ namesDepartment: true }).subtitles[0]?.text).toBe('请 A\u00a0012 号到 3 号窗口，办理税务局业务');
});

test('each step of the ladder leaves more out, and the strongest that did gives the reason', () => {
  const zone: Zone = { languages: ['zh', 'en'], repeats: 2, namesDepartment: true };
  expect(said(zone, 1)).toEqual([1500 + zhFull + 120 + 7 * 430 + 250 + enFull + 3 * 360, 'zh en', 'shortened', 'noRepeats']);
  expect(said(zone, 2)).toEqual([1500 + zhShort + 250 + enShort, 'zh en', 'shortened', 'shortForm']);
  expect(said(zone, 3)).toEqual([1500 + zhShort, 'zh', 'shortened', 'oneLanguage']);
  expect(said(zone, 3, 'en')).toEqual([1500 + enShort, 'en', 'shortened', 'oneLanguage']);
  expect(said(zone, 4)).toEqual([1500, 'zh en', 'shortened', 'chimeOnly']);
});

test('a step that changes nothing is no shortening', () => {
  expect(said({}, 1)).toEqual([1500 + zhFull, 'zh', 'spoken', null]);
  expect(said({}, 3)).toEqual([1500 + zhShort, 'zh', 'shortened', 'shortForm']);
});

test('a missing clip: never a digit less, rather another sentence or language', () => {
  const zone: Zone = { languages: ['zh', 'en'], namesDepartment: true };
  expect(said(zone, 0, 'zh', sounds(['zh/er4']))).toEqual([1500 + enFull + 3 * 360, 'en', 'shortened', 'noVoice']);
  expect(said({ namesDepartment: true }, 0, 'zh', sounds(['department_tax']))).toEqual([1500 + zhFull, 'zh', 'shortened', 'noVoice']);
  expect(said({}, 0, 'zh', sounds(['qing3']))).toEqual([1500 + zhShort, 'zh', 'shortened', 'noVoice']);
  expect(said({}, 0, 'zh', sounds([], ['en']))).toEqual([1500 + enFull, 'en', 'shortened', 'noVoice']);
  expect(said(zone, 2, 'zh', sounds(['zh/er4']))).toEqual([1500 + enShort, 'en', 'shortened', 'shortForm']);
});

test('no language at all: the chime, and it counts as failed', () => {
  expect(said({ languages: ['zh', 'en'] }, 0, 'zh', sounds(['er4', 'two']))).toEqual([1500, 'zh en', 'failed', 'noVoice']);
  expect(said({}, 4, 'zh', sounds([], []))).toEqual([1500, 'zh', 'failed', 'noVoice']);
});

test('the chime comes first and the mix is as long as planned', () => {
  const { parts, durationMs, chimeMs } = plan({ languages: ['zh', 'en'], repeats: 2 });
  const { samples } = mix(parts, 1);
  expect([chimeMs, samples.length]).toEqual([1500, Math.round(durationMs * 48)]);
  expect(peakOf(samples.subarray(71_000, 72_000))).toBeLessThan(0.02);
  expect(peakOf(samples.subarray(72_000, 73_000))).toBeGreaterThan(0.4);
});

test('an emergency in every language there are clips for, those of the zones first', () => {
  const parts = (of = both, first: readonly Language[] = ['en']) => planEmergency(of, 'evacuate', first);
  expect(parts().subtitles.map(({ language }) => language)).toEqual(['en', 'zh']);
  const clips = (of: typeof both) => parts(of).parts.filter((part) => part.kind === 'sound').length;
  expect([clips(both), clips(sounds([], ['zh'])), clips(sounds([], []))]).toEqual([11, 6, 1]);
});

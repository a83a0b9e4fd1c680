// Mandarin: letters by name, digits of tickets one by one, windows as numbers. 2 is always 二, never 两.
import { texts } from '@hallcall/text';
import type { Token } from '../types.ts';
import { clip, departmentClip, letterClip, pause, type ClipToken } from './clip.ts';
import { displayedDigits, displayedNumber } from './displayed-number.ts';
import type { LanguageScript } from './language-script.ts';
import { labelClip, labelParts, type LabelPart } from './window-label.ts';

const digits = ['ling2', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3'] as const;
const ones = { yao: 'yao1', yi: 'yi1' } as const;
/** Letters that espeak-ng's Mandarin voice distorts, spelt as they are called; the others are read as they stand. */
const letterReadings: Readonly<Record<string, string>> = { R: 'a1', W: 'da2 bu4 liu2', Y: 'wai4' };
const breathMs = 120;

export const chineseScript: LanguageScript = {
  call({ number, windowLabel, department }, { form, digitOne }) {
    const one = ones[digitOne];
    const ticket = [...lettersOf(number.prefix), ...digitByDigit(displayedDigits(number), one), clip('hao4')];
    const window = [...windowName(windowLabel, one), clip('hao4_chuang1_kou3')];
    const shown = { number: displayedNumber(number), label: windowLabel };
    const say = texts('zh').announcement;
    if (form === 'short') return { tokens: [...ticket, pause(breathMs), ...window], subtitle: say.short(shown) };
    const tokens = [clip('qing3'), ...ticket, pause(breathMs), clip('dao4'), ...window];
    if (department === null) return { tokens, subtitle: say.call(shown) };
    const business = [pause(breathMs), clip('ban4_li3'), departmentClip(department.id, department.zh), clip('ye4_wu4')];
    return { tokens: [...tokens, ...business], subtitle: say.callFor({ ...shown, department: department.zh }) };
  },
  emergency: {
    evacuate: {
      tokens: [
        clip('qing3_zhu4_yi4'), pause(350), clip('xian4_zai4_you3_jin3_ji2_qing2_kuang4'), pause(350), clip('qing3_bu2_yao4_jing1_huang1'), pause(250),
        clip('ting1_cong2_gong1_zuo4_ren2_yuan2_zhi3_hui1'), pause(250), clip('cong2_zui4_jin4_de5_an1_quan2_chu1_kou3_li2_kai1'),
      ],
      subtitle: texts('zh').announcement.evacuate,
    },
  },
  words: [...digits, 'yao1', 'yi4', 'shi2', 'bai3', 'qing3', 'hao4', 'dao4', 'hao4_chuang1_kou3', 'ban4_li3', 'ye4_wu4'].map((id) => clip(id)),
  letter: letterOf,
  label: labelClip,
  department: ({ id, zh, reading }) => departmentClip(id, reading ?? zh),
};

function letterOf(letter: string): ClipToken {
  return letterClip(letter, letterReadings[letter] ?? letter);
}

function lettersOf(name: string): ClipToken[] {
  return Array.from(name, letterOf);
}

function digitByDigit(shown: string, one: string): ClipToken[] {
  return Array.from(shown, (sign) => clip(sign === '1' ? one : digit(Number(sign))));
}

function windowName(label: string, one: string): Token[] {
  return labelParts(label)?.flatMap((part) => partTokens(part, one)) ?? [labelClip(label)];
}

function partTokens(part: LabelPart, one: string): Token[] {
  switch (part.kind) {
    case 'cardinal': return cardinal(part.n).map((id) => clip(id));
    case 'digits': return digitByDigit(part.digits, one);
    case 'letters': return lettersOf(part.letters);
    case 'break': return [pause(breathMs)];
  }
}

/** 0–999: 十二, 二十一, 一百零二, 一百一十. The 一 of 一百 has the fourth tone, every other its first. */
function cardinal(n: number): string[] {
  const [hundreds, tens, units] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  if (hundreds > 0) {
    const head = [hundreds === 1 ? 'yi4' : digit(hundreds), 'bai3'];
    if (tens === 0) return units === 0 ? head : [...head, 'ling2', digit(units)];
    return [...head, digit(tens), 'shi2', ...(units === 0 ? [] : [digit(units)])];
  }
  if (tens === 0) return [digit(units)];
  return [...(tens === 1 ? [] : [digit(tens)]), 'shi2', ...(units === 0 ? [] : [digit(units)])];
}

function digit(value: number): string {
  return digits[value] ?? '';
}

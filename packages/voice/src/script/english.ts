// English: letters by name, digits of tickets one by one, windows as numbers.
import { texts } from '@hallcall/text';
import type { Token } from '../types.ts';
import { clip, departmentClip, letterClip, pause, type ClipToken } from './clip.ts';
import { displayedDigits, displayedNumber } from './displayed-number.ts';
import type { LanguageScript } from './language-script.ts';
import { labelClip, labelParts, type LabelPart } from './window-label.ts';

const units = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen',
  'sixteen', 'seventeen', 'eighteen', 'nineteen',
] as const;
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const breathMs = 150;

export const englishScript: LanguageScript = {
  call({ number, windowLabel, department }, { form }) {
    const ticket = [clip('ticket'), ...lettersOf(number.prefix), ...digitByDigit(displayedDigits(number)), pause(breathMs)];
    const window = windowName(windowLabel);
    const shown = { number: displayedNumber(number), label: windowLabel };
    const say = texts('en').announcement;
    if (form === 'short') return { tokens: [...ticket, clip('window'), ...window], subtitle: say.short(shown) };
    const tokens = [...ticket, clip('please_go_to_window'), ...window];
    if (department === null) return { tokens, subtitle: say.call(shown) };
    return {
      tokens: [...tokens, clip('for'), departmentClip(department.id, department.en)],
      subtitle: say.callFor({ ...shown, department: department.en }),
    };
  },
  emergency: {
    evacuate: {
      tokens: [
        clip('attention_please'), pause(350), clip('there_is_an_emergency'), pause(350), clip('please_stay_calm'), pause(250),
        clip('follow_the_staff'), pause(150), clip('and_leave_by_the_nearest_exit'),
      ],
      subtitle: texts('en').announcement.evacuate,
    },
  },
  words: [...units, ...tens.slice(2), 'hundred', 'hundred_and', 'ticket', 'please_go_to_window', 'window', 'for'].map((id) => clip(id)),
  letter: letterOf,
  label: labelClip,
  department: ({ id, en }) => departmentClip(id, en),
};

function letterOf(letter: string): ClipToken {
  return letterClip(letter, letter);
}

function lettersOf(name: string): ClipToken[] {
  return Array.from(name, letterOf);
}

function digitByDigit(shown: string): ClipToken[] {
  return Array.from(shown, (digit) => clip(unit(Number(digit))));
}

function windowName(label: string): Token[] {
  return labelParts(label)?.flatMap(partTokens) ?? [labelClip(label)];
}

function partTokens(part: LabelPart): Token[] {
  switch (part.kind) {
    case 'cardinal': return cardinal(part.n).map((id) => clip(id));
    case 'digits': return digitByDigit(part.digits);
    case 'letters': return lettersOf(part.letters);
    case 'break': return [pause(breathMs)];
  }
}

/** 0–999: twelve, twenty one, one hundred and two. */
function cardinal(n: number): string[] {
  if (n < 20) return [unit(n)];
  if (n < 100) return [tens[Math.floor(n / 10)] ?? '', ...(n % 10 === 0 ? [] : [unit(n % 10)])];
  const head = unit(Math.floor(n / 100));
  return n % 100 === 0 ? [head, 'hundred'] : [head, 'hundred_and', ...cardinal(n % 100)];
}

function unit(value: number): string {
  return units[value] ?? '';
}

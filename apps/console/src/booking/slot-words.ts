// A slot in words: wall times of the hall, and the date as the desk says it.
import { formatTime, type Language } from '@hallcall/text';

type Slot = { readonly from: number; readonly to: number };

/** `09:30–09:40`. */
export const slotWords = ({ from, to }: Slot, language: Language, timeZone: string): string => `${formatTime(from, language, timeZone)}–${formatTime(to, language, timeZone)}`;

/** Eight digits in two groups, as they are read out. */
export const codeWords = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

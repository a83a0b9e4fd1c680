// The voice that an operating system offers to this program.
import { systemTimers, type Timers } from '@hallcall/link';
import { espeakPlatform, macosPlatform, windowsPlatform } from './say-platform.ts';
import { createSayEngine } from './say-engine.ts';
import type { SpeechEngine } from './speech-engine.ts';

export type EngineOptions = {
  /** Program to run; a name is looked for in PATH. */
  readonly command: string;
  /** Longest a text may take, ms. */
  readonly deadlineMs: number;
  readonly timers: Timers;
};

const deadlineMs = 20_000;

/** The engine of this machine; null where there is none. */
export function systemEngine(platform: NodeJS.Platform): SpeechEngine | null {
  const limits = { deadlineMs, timers: systemTimers };
  if (platform === 'linux') return createEspeakEngine({ command: 'espeak-ng', ...limits });
  if (platform === 'win32') return createWindowsEngine({ command: 'powershell.exe', ...limits });
  return platform === 'darwin' ? createMacosEngine({ command: 'say', ...limits }) : null;
}

/** espeak-ng with the voices `cmn-latn-pinyin` and `en-us`. */
export function createEspeakEngine({ command, ...limits }: EngineOptions): SpeechEngine {
  return createSayEngine({
    ...limits,
    id: 'espeak-ng',
    voices: { zh: { name: 'cmn-latn-pinyin', speed: 150 / 160 }, en: { name: 'en-us', speed: 1 } },
    platform: () => espeakPlatform(command),
    isListed: (printed, voice) => printed.split(/\s+/).includes(voice),
  });
}

/**
 * **Unverified** on Windows. English only: its Chinese voices read characters, and the texts of clips are numbered pinyin;
 * Chinese packs are imported.
 */
export function createWindowsEngine({ command, ...limits }: EngineOptions): SpeechEngine {
  const voice = 'Microsoft Zira Desktop';
  const listed = new Set<string>();
  return createSayEngine({
    ...limits,
    id: 'windows-sapi',
    voices: { zh: null, en: { name: voice, speed: 1 } },
    platform: () => windowsPlatform(command, listed),
    isListed(printed, name) {
      const isThere = printed.split(/\r?\n/).includes(name);
      if (isThere) listed.add(name);
      return isThere;
    },
  });
}

/** **Unverified** on a Mac. English only, for the same reason as on Windows. */
export function createMacosEngine({ command, ...limits }: EngineOptions): SpeechEngine {
  return createSayEngine({
    ...limits,
    id: 'macos-say',
    voices: { zh: null, en: { name: 'Samantha', speed: 1 } },
    platform: () => macosPlatform(command),
    isListed: (printed, voice) => printed.split(/\r?\n/).some((line) => line.startsWith(`${voice} `)),
  });
}

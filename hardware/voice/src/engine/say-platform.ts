// The only file that imports `say`. Its classes as shipped end the process when a program is missing, run commands that
// stand in the text, and kill strangers on `stop`; here each of their doors is rebuilt. One object is for one run.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import SayMacos from 'say/platform/darwin.js';
import SayLinux from 'say/platform/linux.js';
import SayWindows from 'say/platform/win32.js';
import { encodedCommand, quoted, speakScript, voicesScript } from './powershell.ts';
import { supervise } from './supervise.ts';

/** A platform of `say` whose runs settle once and never end this process. */
export type SpeechPlatform = SayLinux & {
  /** What the platform's list of voices prints. */
  listVoices(done: (error: Error | null, printed: string) => void): void;
};

type Wanted = SayLinux.Wanted;
type Exported = Wanted & { readonly filename: string };

function hardened(Platform: typeof SayLinux): new () => SpeechPlatform {
  return class extends Platform {
    override speak(text: string, voice: string | null, speed: number | null, done: SayLinux.Done): void {
      supervise((refused) => super.speak(text, voice, speed, refused), () => this.child, done);
    }
    override export(text: string, voice: string | null, speed: number | null, file: string, done: SayLinux.Done): void {
      supervise((refused) => super.export(text, voice, speed, file, refused), () => this.child, done);
    }
    override getInstalledVoices(done: (error: Error | null, voices?: readonly string[]) => void): void {
      this.listVoices((error, printed) => (error ? done(error) : done(null, printed.split(/\r?\n/).filter((line) => line !== ''))));
    }
    /** Not by `say`, which keeps whatever is printed and gives the process no group that could be ended. */
    listVoices(done: (error: Error | null, printed: string) => void): void {
      const start = (): void => {
        const { command, args } = this.getVoices();
        this.child = spawn(command, args, { detached: process.platform !== 'win32' });
        this.child.stdin?.end();
      };
      supervise(start, () => this.child, done);
    }
    override runStopCommand(): void {
      if (this.child) killGroup(this.child);
    }
  };
}

/** The voices that may be asked for: Debian's plain `cmn` and `zh` read pinyin as English. */
const espeakVoices: ReadonlySet<string> = new Set(['cmn-latn-pinyin', 'en-us']);

/** Linux: espeak-ng in place of festival. The text goes in by standard input only; `command` is the program. */
export function espeakPlatform(command: string): SpeechPlatform {
  class Espeak extends hardened(SayLinux) {
    override baseSpeed = 160;
    override buildSpeakCommand({ text, voice, speed }: Wanted): SayLinux.Command {
      if (voice === null || !espeakVoices.has(voice)) throw new Error(`espeak-ng is never asked for the voice ${voice}`);
      const rate = String(this.convertSpeed(speed ?? 1));
      return { command, args: ['-v', voice, '-s', rate, '-a', '80', '--stdin'], pipedData: text, options: { detached: true } };
    }
    override buildExportCommand({ filename, ...wanted }: Exported): SayLinux.Command {
      const built = this.buildSpeakCommand(wanted);
      return { ...built, args: [...built.args, '-w', filename] };
    }
    override getVoices(): SayLinux.VoiceQuery {
      return { command, args: ['--voices'] };
    }
  }
  return new Espeak();
}

/**
 * macOS: text by standard input, so that none is taken for an option; 16-bit WAV. **Unverified**: written after Apple's
 * manual and never run on a Mac.
 */
export function macosPlatform(command: string): SpeechPlatform {
  class Macos extends hardened(SayMacos) {
    override buildSpeakCommand({ text, voice, speed }: Wanted): SayLinux.Command {
      const args = [...(voice === null ? [] : ['-v', voice]), ...(speed === null ? [] : ['-r', String(this.convertSpeed(speed))]), '-f', '-'];
      return { command, args, pipedData: text, options: { detached: true } };
    }
    override buildExportCommand({ filename, ...wanted }: Exported): SayLinux.Command {
      const built = this.buildSpeakCommand(wanted);
      return { ...built, args: ['-o', filename, '--data-format=LEI16@22050', ...built.args] };
    }
    override getVoices(): SayLinux.VoiceQuery {
      return { command, args: ['-v', '?'] };
    }
  }
  return new Macos();
}

/**
 * Windows: no shell, an encoded command, UTF-8 on standard input. `listed` are the voices that may be selected.
 * **Unverified**: never run on Windows.
 */
export function windowsPlatform(command: string, listed: ReadonlySet<string>): SpeechPlatform {
  class Windows extends hardened(SayWindows) {
    override buildSpeakCommand({ text, voice, speed }: Wanted): SayLinux.Command {
      return this.#build(text, speakScript({ voice: this.#listedVoice(voice), rate: this.convertSpeed(speed ?? 1), output: '' }));
    }
    override buildExportCommand({ text, voice, speed, filename }: Exported): SayLinux.Command {
      const output = `$speak.SetOutputToWaveFile(${quoted(filename)});`;
      return this.#build(text, speakScript({ voice: this.#listedVoice(voice), rate: this.convertSpeed(speed ?? 1), output }));
    }
    override getVoices(): SayLinux.VoiceQuery {
      return { command, args: encodedCommand(voicesScript) };
    }
    override runStopCommand(): void {
      if (this.child) execFile('taskkill', ['/pid', String(this.child.pid), '/T', '/F'], () => undefined);
    }
    #build(text: string, script: string): SayLinux.Command {
      return { command, args: encodedCommand(script), pipedData: text, options: {} };
    }
    #listedVoice(voice: string | null): string {
      if (voice === null || !listed.has(voice)) throw new Error(`no such voice is installed: ${voice}`);
      return voice;
    }
  }
  return new Windows();
}

/** The process and whatever it started: each run leads a group of its own. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

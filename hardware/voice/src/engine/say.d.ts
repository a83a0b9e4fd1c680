// `say` 0.16.0 as it is: its own typings describe neither the classes of its platforms nor what their callbacks get.
declare module 'say/platform/*.js' {
  import type { ChildProcess } from 'node:child_process';

  namespace Platform {
    type Done = (error: Error | null) => void;
    type Wanted = { readonly text: string; readonly voice: string | null; readonly speed: number | null };
    type Command = { command: string; args: string[]; pipedData: string; options: { detached?: boolean; shell?: boolean } };
    type VoiceQuery = { command: string; args: string[] };
  }

  class Platform {
    /** The newest process; null before the first and after its end. */
    child: ChildProcess | null;
    baseSpeed: number;
    speak(text: string, voice: string | null, speed: number | null, done: Platform.Done): void;
    export(text: string, voice: string | null, speed: number | null, file: string, done: Platform.Done): void;
    stop(done: Platform.Done): void;
    getInstalledVoices(done: (error: Error | null, voices?: readonly string[]) => void): void;
    convertSpeed(speed: number): number;
    buildSpeakCommand(wanted: Platform.Wanted): Platform.Command;
    buildExportCommand(wanted: Platform.Wanted & { readonly filename: string }): Platform.Command;
    getVoices(): Platform.VoiceQuery;
    runStopCommand(): void;
  }

  export = Platform;
}

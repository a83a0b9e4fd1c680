// What Windows is told: a script that no text, voice or file name can leave. Unverified on Windows.

/** Arguments that run a script with no profile, no questions and no shell in between. */
export function encodedCommand(script: string): string[] {
  return ['-NoProfile', '-NonInteractive', '-EncodedCommand', Buffer.from(`$ErrorActionPreference='Stop';${script}`, 'utf16le').toString('base64')];
}

/** A literal: nothing in single quotes is read as code, and PowerShell takes curly ones for the same. */
export function quoted(text: string): string {
  return `'${text.replaceAll(/['‘’‚‛]/g, (quote) => quote + quote)}'`;
}

const opened = 'Add-Type -AssemblyName System.Speech;$speak=New-Object System.Speech.Synthesis.SpeechSynthesizer;';

/** Reads the text from standard input as UTF-8; the console's own code page would garble Chinese. `rate` is −10 to 10. */
export function speakScript({ voice, rate, output }: { readonly voice: string; readonly rate: number; readonly output: string }): string {
  const input = '[Console]::InputEncoding=[Text.Encoding]::UTF8;';
  return `${input}${opened}$speak.SelectVoice(${quoted(voice)});$speak.Rate=${rate};${output}$speak.Speak([Console]::In.ReadToEnd());$speak.Dispose()`;
}

/** Prints the names of the installed voices, one a line. */
export const voicesScript = `[Console]::OutputEncoding=[Text.Encoding]::UTF8;${opened}$speak.GetInstalledVoices()|%{$_.VoiceInfo.Name}`;

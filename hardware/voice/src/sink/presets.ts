import { createCommandSink, type SinkDeps } from './command-sink.ts';
import type { Speaker } from './speaker.ts';

/**
 * PulseAudio or PipeWire (Debian package pulseaudio-utils). The variable is the player's buffer: with 30 ms words came out in
 * pieces on a busy machine, with 500 ms never, and neither the first sound nor the silence after a stop came later.
 */
export function paplaySink({ env, ...deps }: SinkDeps & { readonly env: Readonly<Record<string, string>> }): Speaker {
  const args = ['--raw', '--rate=48000', '--format=s16le', '--channels=1', '--client-name=hallcall', '--stream-name={title}'];
  // Without a locale of UTF-8, as under systemd, paplay refuses a Chinese title and would not sound at all.
  return createCommandSink({ command: 'paplay', args, env: { PULSE_LATENCY_MSEC: '500', LC_ALL: 'C.UTF-8', ...env }, ...deps });
}

/** ALSA without a sound server (Debian package alsa-utils). With PULSE_LATENCY_MSEC it would stay silent on ALSA's PulseAudio plug-in. */
export function aplaySink({ env, ...deps }: SinkDeps & { readonly env: Readonly<Record<string, string>> }): Speaker {
  const args = ['-q', '-t', 'raw', '-f', 'S16_LE', '-r', '48000', '-c', '1', '-'];
  return createCommandSink({ command: 'aplay', args, env, ...deps });
}

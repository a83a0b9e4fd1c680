import { createCommandSink, type SinkDeps } from './command-sink.ts';
import type { Speaker } from './speaker.ts';

/** PulseAudio or PipeWire (Debian package pulseaudio-utils). The variable makes the first sound come in 0.2–0.5 s instead of 0.6–1.3 s. */
export function paplaySink({ env, ...deps }: SinkDeps & { readonly env: Readonly<Record<string, string>> }): Speaker {
  const args = ['--raw', '--rate=48000', '--format=s16le', '--channels=1', '--client-name=hallcall', '--stream-name={title}'];
  return createCommandSink({ command: 'paplay', args, env: { PULSE_LATENCY_MSEC: '30', ...env }, ...deps });
}

/** ALSA without a sound server (Debian package alsa-utils). With PULSE_LATENCY_MSEC it would stay silent on ALSA's PulseAudio plug-in. */
export function aplaySink({ env, ...deps }: SinkDeps & { readonly env: Readonly<Record<string, string>> }): Speaker {
  const args = ['-q', '-t', 'raw', '-f', 'S16_LE', '-r', '48000', '-c', '1', '-'];
  return createCommandSink({ command: 'aplay', args, env, ...deps });
}

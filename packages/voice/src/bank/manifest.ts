import type { Manifest, ManifestClip } from '../types.ts';

/** A pack's `manifest.json` as parsed; null when it has not the shape of one. */
export function readManifest(json: unknown): Manifest | null {
  if (!isRecord(json) || json['version'] !== 1 || !isRecord(json['clips'])) return null;
  const { language, engine, voice, clips } = json;
  if ((language !== 'zh' && language !== 'en') || typeof engine !== 'string' || typeof voice !== 'string') return null;
  const entries = Object.entries(clips).filter((entry): entry is [string, ManifestClip] => isClip(entry[1]));
  if (entries.length !== Object.keys(clips).length) return null;
  return { version: 1, language, engine, voice, clips: Object.fromEntries(entries) };
}

function isClip(value: unknown): value is ManifestClip {
  if (!isRecord(value)) return false;
  const { file, sha256, gain, trimHeadMs, trimTailMs } = value;
  return isFileName(file) && typeof sha256 === 'string' && [gain, trimHeadMs, trimTailMs].every(isAmount);
}

/** A file of the pack's own folder. */
const isFileName = (value: unknown): boolean => typeof value === 'string' && /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}$/.test(value);
const isAmount = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 10_000;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

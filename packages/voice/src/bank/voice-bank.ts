import type { Language } from '@hallcall/domain';
import { mixRate } from '../mix/rate.ts';
import { resample } from '../mix/resample.ts';
import { scaled } from '../mix/shape.ts';
import { decodeWav, type WavProblem } from '../mix/wav-decode.ts';
import type { ClipId, Manifest, ManifestClip, Pcm, VoiceBank } from '../types.ts';

/** A clip that cannot be used; the rest of its pack can. */
export type ClipProblem = { readonly clip: ClipId; readonly problem: WavProblem | 'missing' };
/** The clips of one language, ready to mix. */
export type Pack = { readonly language: Language; readonly clips: ReadonlyMap<ClipId, Pcm>; readonly problems: readonly ClipProblem[] };

/** Decodes a pack; `read` gives the bytes of one of its files, null when there is none. Never throws for a bad file. */
export function openPack({ language, clips }: Manifest, read: (file: string) => Uint8Array | null): Pack {
  const ready = new Map<ClipId, Pcm>();
  const problems: ClipProblem[] = [];
  for (const [clip, entry] of Object.entries(clips)) {
    const bytes = read(entry.file);
    const wav = bytes && decodeWav(bytes);
    if (wav?.ok) ready.set(clip, cut(resample(wav.pcm, mixRate), entry));
    else problems.push({ clip, problem: wav?.problem ?? 'missing' });
  }
  return { language, clips: ready, problems };
}

/** One voice of several packs; a later pack of a language stands in for clips that the earlier ones lack. */
export function createVoiceBank(packs: readonly Pick<Pack, 'language' | 'clips'>[]): VoiceBank {
  return {
    clip(language, id) {
      for (const pack of packs) {
        const pcm = pack.language === language ? pack.clips.get(id) : undefined;
        if (pcm) return pcm;
      }
      return null;
    },
  };
}

function cut({ rate, samples }: Pcm, { gain, trimHeadMs, trimTailMs }: ManifestClip): Pcm {
  const samplesIn = (ms: number): number => Math.round((ms * rate) / 1000);
  return { rate, samples: scaled(samples.slice(samplesIn(trimHeadMs), Math.max(0, samples.length - samplesIn(trimTailMs))), gain) };
}

/** Mono sound; samples lie between −1 and 1. The same shape as the product's `Pcm`. */
export type Recording = { readonly rate: number; readonly samples: Float32Array };

/** Loudness of a recording: 0 is silence, a full sine 0.71. */
export function rms({ samples }: Recording): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

/** A stretch of a recording, milliseconds from its beginning. */
export function cut({ rate, samples }: Recording, fromMs: number, toMs: number): Recording {
  return { rate, samples: samples.slice(Math.round((fromMs * rate) / 1000), Math.round((toMs * rate) / 1000)) };
}

/** Zero crossings of the low-pass kernel on either side. */
const reach = 8;

/** Every n-th sample, behind a low-pass that keeps what it can carry. The rate must be a multiple. */
export function decimate({ rate, samples }: Recording, to: number): Recording {
  const step = rate / to;
  if (!Number.isInteger(step)) throw new Error(`${rate} Hz is no multiple of ${to} Hz`);
  if (step === 1) return { rate, samples };
  const kernel = lowPass(step);
  const half = (kernel.length - 1) / 2;
  const out = new Float32Array(Math.floor(samples.length / step));
  for (let i = 0; i < out.length; i += 1) {
    const first = i * step - half;
    let sum = 0;
    for (let tap = Math.max(0, -first); tap < kernel.length && first + tap < samples.length; tap += 1) {
      sum += (samples[first + tap] ?? 0) * (kernel[tap] ?? 0);
    }
    out[i] = sum;
  }
  return { rate: to, samples: out };
}

function lowPass(step: number): Float32Array {
  const half = reach * step;
  const taps = Float32Array.from({ length: 2 * half + 1 }, (_, i) => {
    const x = ((i - half) / step) * 0.9;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * (i - half)) / (half + 1)));
  });
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

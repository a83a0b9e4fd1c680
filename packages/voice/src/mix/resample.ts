// Band-limited change of the sample rate: a windowed sinc, one kernel for each phase between two input samples.
import type { Pcm } from '../types.ts';

/** Zero crossings of the sinc on either side: enough that speech keeps its band to 90 % without ringing. */
const reach = 16;

/** The same sound at another rate; its length is that of the input to the nearest sample. */
export function resample({ rate: from, samples }: Pcm, rate: number): Pcm {
  if (from === rate) return { rate, samples };
  const divisor = greatestCommonDivisor(from, rate);
  const [up, down] = [rate / divisor, from / divisor];
  const kernels = createKernels(up, Math.min(1, rate / from));
  const out = new Float32Array(Math.round((samples.length * up) / down));
  for (let i = 0; i < out.length; i += 1) {
    const position = i * down;
    out[i] = convolve(samples, Math.floor(position / up), kernels(position % up));
  }
  return { rate, samples: out };
}

/** Kernels by phase (0 ≤ phase < up), made when first needed; each passes a constant unchanged. */
function createKernels(up: number, cutoff: number): (phase: number) => Float32Array {
  const half = Math.ceil(reach / cutoff);
  const made = new Map<number, Float32Array>();
  return (phase) => {
    const known = made.get(phase);
    if (known) return known;
    const taps = Float32Array.from({ length: 2 * half }, (_, tap) => {
      const distance = tap - half + 1 - phase / up;
      return sinc(distance * cutoff) * hann(distance / half);
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    const kernel = taps.map((tap) => tap / sum);
    made.set(phase, kernel);
    return kernel;
  };
}

/** The value just behind sample `at`; outside the sound is silence. */
function convolve(samples: Float32Array, at: number, kernel: Float32Array): number {
  const first = at - kernel.length / 2 + 1;
  let sum = 0;
  for (let tap = 0; tap < kernel.length; tap += 1) sum += (samples[first + tap] ?? 0) * (kernel[tap] ?? 0);
  return sum;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function hann(x: number): number {
  return Math.abs(x) >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

// Correlation of a short sound with every offset of a longer one, through the Fourier transform: seconds of speech in milliseconds.

/** Up to here multiplying is quicker than transforming. */
const fewOffsets = 64;

/** For each offset at which the pattern fits whole: the sum of the products of its samples with those of the signal. */
export function correlate(signal: Float32Array, pattern: Float32Array): Float64Array {
  const offsets = signal.length - pattern.length + 1;
  if (offsets <= 0) return new Float64Array(0);
  if (offsets <= fewOffsets) return Float64Array.from({ length: offsets }, (_, at) => productAt(signal, pattern, at));
  const result = new Float64Array(offsets);
  const size = blockSize(signal.length, pattern.length);
  const transform = createTransform(size);
  const spectrum = transform.forward(pattern);
  const step = size - pattern.length + 1;
  for (let at = 0; at < offsets; at += step) {
    const block = transform.forward(signal.subarray(at, at + size));
    multiplyConjugate(block, spectrum);
    result.set(transform.backward(block).subarray(0, Math.min(step, offsets - at)), at);
  }
  return result;
}

function productAt(signal: Float32Array, pattern: Float32Array, at: number): number {
  let sum = 0;
  for (let i = 0; i < pattern.length; i += 1) sum += (pattern[i] ?? 0) * (signal[at + i] ?? 0);
  return sum;
}

/** A power of two; blocks of four patterns waste little and stay in the cache. */
function blockSize(signal: number, pattern: number): number {
  return 2 ** Math.ceil(Math.log2(Math.min(signal, pattern * 4)));
}

type Spectrum = { readonly re: Float64Array; readonly im: Float64Array };

function multiplyConjugate({ re, im }: Spectrum, other: Spectrum): void {
  for (let i = 0; i < re.length; i += 1) {
    const a = re[i] ?? 0;
    const b = im[i] ?? 0;
    const c = other.re[i] ?? 0;
    const d = other.im[i] ?? 0;
    re[i] = a * c + b * d;
    im[i] = b * c - a * d;
  }
}

type Transform = { forward(samples: Float32Array): Spectrum; backward(spectrum: Spectrum): Float64Array };

function createTransform(size: number): Transform {
  const cos = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sin = Float64Array.from({ length: size / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / size));
  return {
    forward(samples) {
      const re = new Float64Array(size);
      re.set(samples);
      const spectrum = { re, im: new Float64Array(size) };
      fourier(spectrum, cos, sin);
      return spectrum;
    },
    // The transform with real and imaginary part exchanged runs backwards.
    backward({ re, im }) {
      fourier({ re: im, im: re }, cos, sin);
      return re.map((value) => value / size);
    },
  };
}

/** In place, radix 2. */
function fourier({ re, im }: Spectrum, cos: Float64Array, sin: Float64Array): void {
  const size = re.length;
  reorder(re, im);
  for (let half = 1; half < size; half *= 2) {
    const turn = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k += 1) {
        const a = start + k;
        const b = a + half;
        const c = cos[k * turn] ?? 0;
        const s = sin[k * turn] ?? 0;
        const x = re[b] ?? 0;
        const y = im[b] ?? 0;
        const turnedRe = x * c + y * s;
        const turnedIm = y * c - x * s;
        re[b] = (re[a] ?? 0) - turnedRe;
        im[b] = (im[a] ?? 0) - turnedIm;
        re[a] = (re[a] ?? 0) + turnedRe;
        im[a] = (im[a] ?? 0) + turnedIm;
      }
    }
  }
}

function reorder(re: Float64Array, im: Float64Array): void {
  for (let i = 1, j = 0; i < re.length; i += 1) {
    let bit = re.length >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
      [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
    }
  }
}

/** A black-and-white picture: one bit a dot, 1 = black, rows of `widthBytes` bytes, the leftmost dot in bit 7. */
export type Bitmap = { readonly widthBytes: number; readonly height: number; readonly bits: Uint8Array };

const opaque = 127;
const dark = 128;

/** Packs RGBA pixels; a dot is black where the pixel is opaque and its luminance below half. */
export function packBitmap(width: number, height: number, rgba: Uint8ClampedArray): Bitmap {
  const widthBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(widthBytes * height);
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    const row = y * widthBytes;
    for (let x = 0; x < width; x += 1, at += 4) {
      if ((rgba[at + 3] ?? 0) < opaque) continue;
      const luminance = 0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0);
      if (luminance < dark) bits[row + (x >> 3)] = (bits[row + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { widthBytes, height, bits };
}

/** The picture as `GS v 0` commands of at most `maxBand` lines each, without the white at its right. */
export function rasterCommands(picture: Bitmap, maxBand: number): Uint8Array[] {
  const widthBytes = inkWidth(picture);
  const commands: Uint8Array[] = [];
  for (let top = 0; top < picture.height; top += maxBand) {
    const lines = Math.min(maxBand, picture.height - top);
    const command = new Uint8Array(8 + widthBytes * lines);
    command.set([0x1d, 0x76, 0x30, 0x30, widthBytes & 0xff, widthBytes >> 8, lines & 0xff, lines >> 8]);
    for (let line = 0; line < lines; line += 1) {
      const from = (top + line) * picture.widthBytes;
      command.set(picture.bits.subarray(from, from + widthBytes), 8 + line * widthBytes);
    }
    commands.push(command);
  }
  return commands;
}

function inkWidth({ widthBytes, height, bits }: Bitmap): number {
  let width = 1;
  for (let y = 0; y < height; y += 1) {
    for (let x = widthBytes - 1; x >= width; x -= 1) {
      if ((bits[y * widthBytes + x] ?? 0) !== 0) width = x + 1;
    }
  }
  return width;
}

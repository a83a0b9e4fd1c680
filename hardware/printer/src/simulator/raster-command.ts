/** A picture as it arrived; factors of 2 double its dots. */
export type Raster = { width: number; height: number; bits: Uint8Array; scaleX: number; scaleY: number };

/** Reads `GS v 0`. */
export function rasterOf(bytes: Uint8Array): Raster {
  const [, , , mode = 0, xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = bytes;
  return {
    width: (xLow + xHigh * 256) * 8,
    height: yLow + yHigh * 256,
    bits: bytes.slice(8),
    scaleX: (mode & 1) + 1,
    scaleY: ((mode >> 1) & 1) + 1,
  };
}

/** Reads what follows function 112 of `GS ( L` and `GS 8 L`: tone, horizontal and vertical factor, colour, width and height in dots, data. */
export function storedRaster(bytes: Uint8Array): Raster {
  const [, scaleX = 1, scaleY = 1, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = bytes;
  const width = Math.ceil((xLow + xHigh * 256) / 8) * 8;
  return { width, height: yLow + yHigh * 256, bits: bytes.slice(8), scaleX, scaleY };
}

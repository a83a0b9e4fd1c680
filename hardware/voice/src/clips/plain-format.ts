/** True for whole numbers of 16 bit on one channel; `bytes` are a WAV file that could be decoded. */
export function isPlainFormat(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 24 <= view.byteLength; at += 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) % 2)) {
    if (view.getUint32(at, false) !== 0x666d_7420) continue; // 'fmt '
    return view.getUint16(at + 8, true) === 1 && view.getUint16(at + 10, true) === 1 && view.getUint16(at + 22, true) === 16;
  }
  return false;
}

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >> 1) ^ 0xa001 : value >> 1;
  return value;
});

/** CRC-16 with the reflected polynomial A001: start 0 is CRC-16/ARC (Onbon), start FFFF is CRC-16/MODBUS. */
export function crc16(bytes: Iterable<number>, start: 0 | 0xffff): number {
  let value: number = start;
  for (const byte of bytes) value = (value >> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  return value;
}

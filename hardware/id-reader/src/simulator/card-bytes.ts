// The whole answer to "read" as a reader gives it, built field by field; the driver's codec is not used here.
const fields = [['样例', 30], ['1', 2], ['01', 4], ['19000229', 16], ['样例区样例路0号', 70]] as const;
const later = [['样例签发处', 30], ['20000101', 16], ['长期', 16], ['', 36]] as const;

/** 1295 bytes. The photo is a pattern: its real content is a closed format. */
export function cardAnswer(number: string): Buffer {
  const text = Buffer.concat([...fields, [number, 36] as const, ...later].map(([value, bytes]) => Buffer.from(value.padEnd(bytes / 2, ' '), 'utf16le')));
  const photo = Buffer.alloc(1024, Uint8Array.of(0x57, 0x4c, 0x66, 0x00, 0xaa, 0x96));
  return framed(Buffer.concat([Buffer.from('00009001000400', 'hex'), text, photo]));
}

/** Puts preamble, length and checksum around what stands from SW1 on. */
function framed(content: Buffer): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(content.length + 1);
  const summed = Buffer.concat([head, content]);
  let check = 0;
  for (const byte of summed) check ^= byte;
  return Buffer.concat([Buffer.from('aaaaaa9669', 'hex'), summed, Buffer.of(check)]);
}

import { z } from 'zod';

/*
 * A frame of a no-name bar, described by data: which fields in which order, how they are counted, checked and escaped.
 */

const fields = ['head', 'address', 'command', 'length', 'text', 'checksum', 'tail'] as const;

/** A field of a frame. */
export type FrameField = (typeof fields)[number];

const field = z.enum(fields);
const width = z.union([z.literal(1), z.literal(2)]);
const order = z.enum(['little', 'big']);

/** Bytes as `"a5 5a"`. */
const hexBytes = z
  .string()
  .regex(/^(?:[0-9a-f]{2}(?: ?[0-9a-f]{2})*)?$/i, 'must be bytes in hex, like "a5 5a"')
  .transform((text) => Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex')));

/** What one byte of an answer must be: itself, part of the bar's address (`@`, as wide as in the frame), or anything (`..`). */
export type PatternByte = number | 'address' | 'any';

const pattern = z
  .string()
  .regex(
    /^(?:[0-9a-f]{2}|@|\.\.)(?: (?:[0-9a-f]{2}|@|\.\.))*$/i,
    'must be hex bytes, "@" for the address and ".." for any byte, like "a0 @ 06 .."',
  )
  .transform((text) =>
    text.split(' ').map((token): PatternByte => {
      if (token === '@') return 'address';
      return token === '..' ? 'any' : Number.parseInt(token, 16);
    }),
  );

const escapeCodes = z.record(z.string().regex(/^[0-9a-f]{2}$/i, 'must be one byte in hex, like "5a"'), hexBytes);

/** The declarative description of a frame. `null` means that the bar has no such thing. */
export const genericFrameSchema = z
  .strictObject({
    /** The fields in the order in which they are sent. */
    layout: z.array(field).min(1),
    head: hexBytes,
    address: z.strictObject({ width, order }).nullable(),
    command: hexBytes,
    /** How many bytes the counted fields have together, before escaping, and `plus`. */
    length: z.strictObject({ width, order, counts: z.array(field).min(1), plus: z.int().min(-255).max(255) }).nullable(),
    encoding: z.enum(['gb2312', 'gbk', 'gb18030', 'ascii']),
    /** Bytes sent before the text for each colour. */
    colours: z.strictObject({ red: hexBytes, green: hexBytes, amber: hexBytes }).nullable(),
    /** Bytes sent before text that is to blink. */
    blink: hexBytes.nullable(),
    /** The text that makes the bar dark. */
    blank: z.string(),
    /** Over the covered fields in the order of the frame, before escaping; `order` is that of a CRC's two bytes. */
    checksum: z
      .strictObject({ kind: z.enum(['sum8', 'xor', 'crc16-arc', 'crc16-modbus']), covers: z.array(field).min(1), order })
      .nullable(),
    tail: hexBytes,
    /** In these fields each byte on the left is sent as the bytes on the right. */
    escape: z.strictObject({ fields: z.array(field).min(1), codes: escapeCodes }).nullable(),
    /** What the bar answers, of fixed length. */
    ack: pattern.nullable(),
    nack: pattern.nullable(),
  })
  .superRefine((frame, context) => {
    for (const { path, message } of contradictions(frame)) context.addIssue({ code: 'custom', path, message });
  });

/** A checked description of a frame. */
export type GenericFrame = z.output<typeof genericFrameSchema>;

type Contradiction = { path: (string | number)[]; message: string };
type Draft = Pick<GenericFrame, 'layout' | 'head' | 'address' | 'command' | 'length' | 'checksum' | 'tail' | 'escape' | 'ack' | 'nack'>;

function contradictions(frame: Draft): Contradiction[] {
  return [...layoutProblems(frame), ...coverProblems(frame), ...patternProblems(frame)];
}

function layoutProblems(frame: Draft): Contradiction[] {
  const { layout } = frame;
  const described: Record<FrameField, boolean> = {
    head: frame.head.length > 0,
    address: frame.address !== null,
    command: frame.command.length > 0,
    length: frame.length !== null,
    text: true,
    checksum: frame.checksum !== null,
    tail: frame.tail.length > 0,
  };
  return fields.flatMap((name) => {
    const count = layout.filter((other) => other === name).length;
    if (count > 1) return [{ path: ['layout'], message: `names "${name}" twice` }];
    if (count === 0 && described[name]) return [{ path: ['layout'], message: `leaves out "${name}", which the frame has` }];
    if (count === 1 && !described[name]) return [{ path: ['layout'], message: `names "${name}", which the frame does not have` }];
    return [];
  });
}

function coverProblems({ layout, length, checksum, escape }: Draft): Contradiction[] {
  const lists = [
    { path: ['length', 'counts'], named: length?.counts ?? [], never: null },
    { path: ['checksum', 'covers'], named: checksum?.covers ?? [], never: 'checksum' },
    { path: ['escape', 'fields'], named: escape?.fields ?? [], never: null },
  ];
  return lists.flatMap(({ path, named, never }) =>
    named.flatMap((name, index) => {
      if (name === never) return [{ path: [...path, index], message: `cannot cover itself` }];
      return layout.includes(name) ? [] : [{ path: [...path, index], message: `"${name}" is not in the layout` }];
    }),
  );
}

function patternProblems({ address, ack, nack }: Draft): Contradiction[] {
  return Object.entries({ ack, nack }).flatMap(([name, bytes]) =>
    bytes?.includes('address') && address === null ? [{ path: [name], message: 'has "@", but the frame has no address' }] : [],
  );
}

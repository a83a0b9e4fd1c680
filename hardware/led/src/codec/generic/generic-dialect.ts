import type { BarContent } from '../../bar-content.ts';
import type { GenericProfile } from '../../profile.ts';
import type { Dialect, EncodedRequest } from '../dialect.ts';
import { encodeText } from '../text.ts';
import { encodeGenericFrame } from './encode-frame.ts';
import { createGenericReader } from './reply-reader.ts';

/** Speaks to bars whose frame is described by data. */
export function createGenericDialect(profile: GenericProfile): Dialect {
  const { frame } = profile;
  const send = (address: number, text: string, codes: readonly number[]): EncodedRequest => {
    const { bytes, missing } = encodeText(text, frame.encoding);
    const encoded = encodeGenericFrame(frame, address, Uint8Array.from([...codes, ...bytes]));
    return encoded.ok ? { ...encoded, missing } : encoded;
  };
  return {
    draw: (address, content) => send(address, content.text, codesOf(profile, content)),
    clear: (address) => send(address, frame.blank, []),
    createReader: () => createGenericReader(frame),
    anyAddress: null,
  };
}

function codesOf({ frame, colours }: GenericProfile, { colour, blink }: BarContent): number[] {
  const shown = colours.includes(colour) ? colour : (colours[0] ?? colour);
  return [...(frame.colours?.[shown] ?? []), ...(blink ? (frame.blink ?? []) : [])];
}

// SDT frames of readers for second-generation ID cards (二代证), 115200 8N1. To the reader: `AA AA AA 96 69 lenHi lenLo CMD
// PARA CHK`; back: `AA AA AA 96 69 lenHi lenLo SW1 SW2 SW3 data CHK`. The length counts what follows it, CHK included; CHK is
// the XOR from the length on. Of a card's answer the number is kept and nothing else: name, address and photo pass through.

/** What a reader can be asked. `status`: whether it is ready, without looking for a card. */
export type SdtCommand = 'status' | 'find' | 'select' | 'read';

/** SW3 of an answer. */
export const status = { done: 0x90, found: 0x9f, noCard: 0x80 } as const;

/** `number`: the characters of an answer that carries a card's text, unchecked; null in any other. `damaged`: its CHK is wrong. */
export type SdtReply = { readonly kind: 'reply'; readonly status: number; readonly number: string | null } | { readonly kind: 'damaged' };

const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const;
const codes: Readonly<Record<SdtCommand, readonly [number, number]>> = { status: [0x11, 0xff], find: [0x20, 0x01], select: [0x20, 0x02], read: [0x30, 0x01] };

/** The ten bytes of a request. */
export function encodeRequest(command: SdtCommand): Uint8Array {
  const body = [0x00, 0x03, ...codes[command]];
  return Uint8Array.of(...preamble, ...body, body.reduce((sum, byte) => sum ^ byte, 0));
}

/** A card's answer: SW, the lengths of text and photo (256 and 1024), both of them, CHK. */
const cardLength = 1288;
const lengthsOfCard = [0x01, 0x00, 0x04, 0x00] as const;
/** In the body: 3 + 4, then name 30, sex 2, nation 4, birth 16, address 70; the number has 18 characters of two bytes. */
const numberAt = 129;
const numberBytes = 36;
/** SW1 to SW3 and CHK. */
const shortest = 4;

export type ReplyReader = {
  /** The answers that end within `bytes`, which may be cut anywhere. */
  push(bytes: Uint8Array): SdtReply[];
};

/** Reads one stream of answers. What is not part of one is skipped. */
export function createReplyReader(): ReplyReader {
  const number = new Uint8Array(numberBytes);
  let matched = 0;
  let length = 0;
  let at = 0;
  let sum = 0;
  let sw3 = 0;
  let isCard = false;

  function begin(): void {
    [matched, length, at, sum, isCard] = [0, 0, 0, 0, false];
    number.fill(0);
  }

  function match(byte: number): void {
    if (byte === preamble[matched]) matched += 1;
    // A fourth AA in a row may still be the third of the preamble.
    else matched = byte === 0xaa ? (matched === 3 ? 3 : 1) : 0;
  }

  function takeLength(byte: number): void {
    length = length * 256 + byte;
    sum ^= byte;
    matched += 1;
    if (matched < preamble.length + 2) return;
    if (length < shortest || length > cardLength) begin();
    else isCard = length === cardLength;
  }

  function takeBody(byte: number): SdtReply | null {
    sum ^= byte;
    if (at === 2) sw3 = byte;
    if (at >= 3 && at < 7 && byte !== lengthsOfCard[at - 3]) isCard = false;
    if (isCard && at >= numberAt && at < numberAt + numberBytes) number[at - numberAt] = byte;
    at += 1;
    if (at < length) return null;
    const reply: SdtReply = sum === 0 ? { kind: 'reply', status: sw3, number: isCard ? decodeNumber(number) : null } : { kind: 'damaged' };
    begin();
    return reply;
  }

  return {
    push(bytes) {
      const replies: SdtReply[] = [];
      for (const byte of bytes) {
        if (matched < preamble.length) match(byte);
        else if (matched < preamble.length + 2) takeLength(byte);
        else {
          const reply = takeBody(byte);
          if (reply !== null) replies.push(reply);
        }
      }
      return replies;
    },
  };
}

const decodeNumber = (bytes: Uint8Array): string => new TextDecoder('utf-16le').decode(bytes);

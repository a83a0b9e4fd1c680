// What a reader does with the bytes it gets. Requests are known by their bytes as the vendors print them, not by the driver's code.
import { cardAnswer } from './card-bytes.ts';

export type ReaderMachine = {
  receive(bytes: Uint8Array): void;
  /** Lays a card on, or takes away what lies there. */
  lay(number: string | null): void;
  isCardOn(): boolean;
  readonly faults: Set<'silent' | 'damaged' | 'slips'>;
};

export type MachineOptions = {
  readonly send: (bytes: Uint8Array) => void;
  /** True: a card that was read is not found again until it was taken away; false: it goes on being found. */
  readonly hidesReadCard: boolean;
};

const answers = {
  ready: 'aaaaaa9669000400009094', found: 'aaaaaa9669000800009f0000000097', none: 'aaaaaa9669000400008084',
  selected: 'aaaaaa9669000c00009000000000000000009c', notSelected: 'aaaaaa9669000400008185', notRead: 'aaaaaa9669000400004145',
} as const;
const requests: Readonly<Record<string, 'status' | 'find' | 'select' | 'read'>> = {
  aaaaaa9669000311ffed: 'status', aaaaaa96690003200122: 'find', aaaaaa96690003200221: 'select', aaaaaa96690003300132: 'read',
};
const requestBytes = 10;

export function createReaderMachine({ send, hidesReadCard }: MachineOptions): ReaderMachine {
  const faults: ReaderMachine['faults'] = new Set();
  let heard = Buffer.alloc(0);
  let card: string | null = null;
  let isHidden = false;
  let isSelected = false;

  function say(bytes: Buffer): void {
    if (faults.has('silent')) return;
    if (faults.has('damaged')) bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) ^ 0x40;
    send(bytes);
  }

  function read(): void {
    if (card === null || !isSelected) return say(Buffer.from(answers.notRead, 'hex'));
    const whole = cardAnswer(card);
    isSelected = false;
    if (faults.has('slips')) {
      card = null;
      return say(whole.subarray(0, 700));
    }
    isHidden = hidesReadCard;
    say(whole);
  }

  function answer(request: 'status' | 'find' | 'select' | 'read'): void {
    const isThere = card !== null && !isHidden;
    if (request === 'status') say(Buffer.from(answers.ready, 'hex'));
    if (request === 'find') say(Buffer.from(isThere ? answers.found : answers.none, 'hex'));
    if (request === 'select') {
      isSelected = isThere;
      say(Buffer.from(isThere ? answers.selected : answers.notSelected, 'hex'));
    }
    if (request === 'read') read();
  }

  return {
    faults,
    isCardOn: () => card !== null,
    lay(number) {
      [card, isHidden, isSelected] = [number, false, false];
    },
    receive(bytes) {
      heard = Buffer.concat([heard, bytes]);
      while (heard.length >= requestBytes) {
        const request = requests[heard.toString('hex', 0, requestBytes)];
        heard = heard.subarray(request === undefined ? 1 : requestBytes);
        if (request !== undefined) answer(request);
      }
    },
  };
}

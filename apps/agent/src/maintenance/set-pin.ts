// `agent --data DIR --set-maintenance-pin < file`: the PIN comes by standard input, so that no list of processes shows it.
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { makeFolder } from '@hallcall/host';
import { hashPin, pinCost } from '@hallcall/pin';
import { pinFileIn, writePinFile } from './pin-file.ts';

/** Six digits and more: five tries an hour do not find one of them. */
const form = /^\d{6,12}$/;

/** Keeps the one line of `input` as the PIN and forgets earlier tries; false, and nothing changed, when it is not 6 to 12 digits. */
export async function setPin(data: string, input: Readable): Promise<boolean> {
  const pin = (await text(input)).trim();
  if (!form.test(pin)) return false;
  makeFolder(data, 0o700);
  writePinFile(pinFileIn(data), { pin: await hashPin(pin, pinCost), failures: 0, lockedUntil: 0 });
  return true;
}

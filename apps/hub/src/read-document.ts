// Documents that people write by hand: JSON in UTF-8, with a byte order mark or without. Whatever else lies there is refused with its place.
import { readFileSync } from 'node:fs';
import { jsonFaultAt, type ShapeFault } from '@hallcall/domain';
import { Refusal } from './store/refusal.ts';

/** The text of a document. Throws `Refusal`: an editor that saves in another encoding would put wrong names on every screen. */
export function readDocument(file: string): string {
  const bytes = bytesOf(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw invalid(file, { of: 'notUtf8' }, error);
  }
}

/** What such a text of `file` says. Throws `Refusal`. */
export function parseDocument(file: string, text: string): unknown {
  const place = jsonFaultAt(text);
  if (place !== null) throw invalid(file, { of: 'notJson', ...place });
  return JSON.parse(text);
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal({ code: 'file.missing', file }, { cause: error });
  }
}

const invalid = (file: string, fault: ShapeFault, cause?: unknown): Refusal => new Refusal({ code: 'config.invalid', file, problems: [{ path: '', fault }] }, { cause });

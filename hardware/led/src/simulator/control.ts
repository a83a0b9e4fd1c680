import { type Control, type ControlAnswer, type ControlRequest, openControl } from '@hallcall/link/simulator';
import type { BarState } from './bar.ts';
import { isLedFault, type LedFault, ledFaults } from './faults.ts';
import type { BarPicture } from './pictures.ts';

/** What the control port can do with a line of bars. `address` null means all bars. */
export type Controllable = {
  state(): Record<string, unknown> & { bars: readonly BarState[] };
  /** null where there is no such bar. */
  picture(address: number, isStill: boolean): BarPicture | null;
  setFault(fault: LedFault, on: boolean, address: number | null): Promise<void>;
  powerCycle(address: number | null): void;
};

/**
 * Serves on 127.0.0.1: `GET state`, `GET bars/N.png` (the bar as it is now, with an ETag; `?still` for a picture that
 * does not depend on the moment), `POST fault {fault, on, address?}`, `POST power {address?}`. Answers are JSON; a
 * refusal is `{error}` with status 400, 404 or 405.
 */
export function openLedControl(port: number, bars: Controllable): Promise<Control> {
  return openControl(port, (request) => answer(request, bars));
}

async function answer(request: ControlRequest, bars: Controllable): Promise<ControlAnswer> {
  const { method, path, body } = request;
  const isPost = path === '/fault' || path === '/power';
  if (method !== (isPost ? 'POST' : 'GET')) return { status: 405, body: { error: `${method} is not for ${path}` } };
  if (path === '/state') return { status: 200, body: bars.state() };
  const picture = /^\/bars\/(\d+)\.png$/.exec(path)?.[1];
  if (picture !== undefined) return pictureAnswer(request, bars.picture(Number(picture), request.query.has('still')));
  if (path === '/fault') await setFault(fieldsOf(await body()), bars);
  else if (path === '/power') bars.powerCycle(addressOf(fieldsOf(await body()), bars));
  else return { status: 404, body: { error: `there is nothing at ${path}` } };
  return { status: 200, body: bars.state() };
}

function pictureAnswer({ knownTag }: ControlRequest, picture: BarPicture | null): ControlAnswer {
  if (picture === null) return { status: 404, body: { error: 'there is no such bar' } };
  const { tag } = picture;
  return knownTag === tag ? { status: 304, body: null, tag } : { status: 200, body: picture.png(), tag };
}

async function setFault(fields: ReadonlyMap<string, unknown>, bars: Controllable): Promise<void> {
  const fault = fields.get('fault');
  const on = fields.get('on');
  if (!isLedFault(fault)) throw new Error(`fault must be one of ${ledFaults.join(', ')}`);
  if (typeof on !== 'boolean') throw new Error('on must be true or false');
  await bars.setFault(fault, on, addressOf(fields, bars));
}

function fieldsOf(body: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(typeof body === 'object' && body !== null ? Object.entries(body) : []);
}

function addressOf(fields: ReadonlyMap<string, unknown>, bars: Controllable): number | null {
  const address = fields.get('address') ?? null;
  if (address === null) return null;
  const known = bars.state().bars.map((bar) => bar.address);
  const found = known.find((other) => other === address);
  if (found === undefined) throw new Error(`address must be one of ${known.join(', ')}`);
  return found;
}

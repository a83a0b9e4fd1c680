import { type Control, type ControlAnswer, type ControlRequest, ControlRefusal, openControl } from '@hallcall/link/simulator';
import { type IdReaderFault, idReaderFaults, isIdReaderFault } from './faults.ts';

/** What is told of the simulated reader; never a number. */
export type IdReaderState = {
  readonly cards: readonly string[];
  /** The label of the card that lies there, or null. */
  readonly card: string | null;
  readonly faults: readonly IdReaderFault[];
  readonly port: number | null;
};

export type Controllable = {
  state(): IdReaderState;
  /** Lays the invented card of this label on, or takes it away. False: there is none of that label. */
  lay(label: string | null): boolean;
  setFault(fault: IdReaderFault, on: boolean): Promise<void>;
};

/** Serves on 127.0.0.1: `GET state`, `POST card {card: label | null}`, `POST fault {fault, on}`. Refusals are `{error}`. */
export function openIdReaderControl(port: number, reader: Controllable): Promise<Control> {
  return openControl(port, (request) => answer(request, reader));
}

async function answer({ method, path, body }: ControlRequest, reader: Controllable): Promise<ControlAnswer> {
  if (method === 'GET' && path === '/state') return { status: 200, body: reader.state() };
  if (method !== 'POST') throw new ControlRefusal(405, `${method} is not for ${path}`);
  const fields = new Map<string, unknown>(Object.entries(Object(await body())));
  if (path === '/card') lay(fields.get('card'), reader);
  else if (path === '/fault') await setFault(fields, reader);
  else throw new ControlRefusal(404, `there is nothing at ${path}`);
  return { status: 200, body: reader.state() };
}

function lay(label: unknown, reader: Controllable): void {
  const isKnown = (label === null || typeof label === 'string') && reader.lay(label);
  if (!isKnown) throw new Error(`card must be null or one of ${reader.state().cards.join(', ')}`);
}

async function setFault(fields: ReadonlyMap<string, unknown>, reader: Controllable): Promise<void> {
  const [fault, on] = [fields.get('fault'), fields.get('on')];
  if (!isIdReaderFault(fault)) throw new Error(`fault must be one of ${idReaderFaults.join(', ')}`);
  if (typeof on !== 'boolean') throw new Error('on must be true or false');
  await reader.setFault(fault, on);
}

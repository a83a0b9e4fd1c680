// A client written from PROTOCOL.md alone: Socket.IO's text frames over a plain WebSocket, no library between.
import { randomBytes } from 'node:crypto';
import { PROTOCOL_VERSION, type Beat, type Reply, type ViewMessage, type Welcome } from '@hallcall/protocol';

export const randomId = (): string => randomBytes(16).toString('base64url');

export type RawClient = {
  readonly welcome: Welcome;
  /** Every view received, oldest first. */
  readonly views: readonly ViewMessage[];
  readonly beats: readonly Beat[];
  readonly byes: () => number;
  /** The newest view of a name. */
  readonly view: <N extends ViewMessage['name']>(name: N) => Extract<ViewMessage, { name: N }>['view'];
  /** Sends any message as a command and resolves with the reply; rejects when the connection closes first. */
  readonly send: (message: unknown) => Promise<Reply>;
  /** Sends a command in a fresh envelope that is valid by the hub's clock of the welcome. */
  readonly command: (command: Record<string, unknown>, more?: Partial<EnvelopeFields>) => Promise<Reply>;
  readonly emit: (event: string, body: unknown) => void;
  /** Emits an event and resolves with whatever it is answered. */
  readonly ask: (event: string, body: unknown) => Promise<unknown>;
  readonly closed: Promise<void>;
  readonly close: () => void;
};

export type EnvelopeFields = { hallId: string; commandId: string; expiresAt: number | null };

const facts = new Set(['ticket.issueOffline', 'paper.report', 'reprint.record', 'call.acknowledge', 'speech.report', 'agent.report', 'visitors.turnedAway']);

/** Connects and waits for the welcome. Rejects with the refusal's message. */
export function connectRaw(url: string, auth: Record<string, unknown>, now: () => number): Promise<RawClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}socket.io/?EIO=4&transport=websocket`);
  const views: ViewMessage[] = [];
  const beats: Beat[] = [];
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  let byes = 0;
  let nextAck = 0;
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => {
      for (const { reject } of waiting.values()) reject(new Error('closed before a reply'));
      resolve();
    });
  });

  const ask = (event: string, body: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = nextAck++;
      waiting.set(id, { resolve, reject });
      socket.send(`42${id}${JSON.stringify([event, body])}`);
    });
  const send = async (message: unknown): Promise<Reply> => (await ask('command', message)) as Reply;

  return new Promise((resolve, reject) => {
    const onEvent = (name: string, body: unknown): void => {
      if (name === 'view') views.push(body as ViewMessage);
      if (name === 'beat') beats.push(body as Beat);
      if (name === 'bye') byes += 1;
      if (name === 'welcome') {
        const welcome = body as Welcome;
        const client: RawClient = {
          welcome, views, beats, send, ask, closed,
          byes: () => byes,
          view: (wanted) => {
            const found = views.findLast((message) => message.name === wanted);
            if (!found) throw new Error(`no view ${wanted} yet`);
            return found.view as never;
          },
          command: (command, more = {}) =>
            send({
              hallId: welcome.hallId, commandId: randomId(), command,
              expiresAt: facts.has(String(command['type'])) ? null : now() + 10_000, ...more,
            }),
          emit: (event, content) => socket.send(`42${JSON.stringify([event, content])}`),
          close: () => socket.close(),
        };
        // The views of the connection follow the welcome in the same breath.
        setTimeout(() => resolve(client), 20);
      }
    };
    socket.addEventListener('message', ({ data }) => {
      const text = String(data);
      if (text.startsWith('0')) socket.send(`40${JSON.stringify(auth)}`);
      else if (text === '2') socket.send('3');
      else if (text.startsWith('44')) reject(new Error((JSON.parse(text.slice(2)) as { message: string }).message));
      else if (text.startsWith('42')) onEvent(...(JSON.parse(text.slice(2)) as [string, unknown]));
      else if (text.startsWith('43')) {
        const at = text.indexOf('[');
        const id = Number(text.slice(2, at));
        const [reply] = JSON.parse(text.slice(at)) as [unknown];
        waiting.get(id)?.resolve(reply);
        waiting.delete(id);
      }
    });
    socket.addEventListener('error', () => reject(new Error('the connection failed')));
  });
}

/** The handshake of the protocol this program speaks. */
export const auth = (token: string, seen: { epoch: number; seq: number } | null = null): Record<string, unknown> => ({
  token, protocol: PROTOCOL_VERSION, seen,
});

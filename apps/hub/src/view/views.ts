// Every role's whole view, built only for rooms with somebody in them and sent only when its content has changed.
import { agentView, boardView, consoleView, kioskView, voiceView, waitsNow, windowView, type Presence, type Waits } from '@hallcall/domain';
import type { ViewMessage } from '@hallcall/protocol';
import type { CloseDesk } from '../close/close-desk.ts';
import type { Engine } from '../engine/engine.ts';
import { createFrames } from './frames.ts';
import { logView } from './log-view.ts';
import { roomKey, type Room } from './rooms.ts';

export type ViewsOptions = {
  readonly engine: Engine;
  readonly build: string;
  readonly now: () => number;
  readonly presence: () => Presence;
  /** What the tables know of closed days. */
  readonly close: Pick<CloseDesk, 'lastRoot' | 'papers'>;
  /** Keys of the rooms with somebody in them. */
  readonly rooms: () => Iterable<string>;
  readonly send: (key: string, message: ViewMessage) => void;
};

export type Views = {
  /** Something may have changed: events, presence, or time. */
  readonly touch: () => void;
  /**
   * The view of a room as it is now, for a connection that is about to join; null while memory cannot be trusted.
   * `isFirst`: nobody else is in the room.
   */
  readonly join: (room: Room, isFirst: boolean) => ViewMessage | null;
  readonly stop: () => void;
};

export function createViews(options: ViewsOptions): Views {
  const { engine, rooms, send } = options;
  const roomByKey = new Map<string, Room>();
  /** What everybody in a room has: the content last sent, or null when they differ. */
  const sent = new Map<string, string | null>();

  const forget = (key: string): void => {
    roomByKey.delete(key);
    sent.delete(key);
  };

  const frames = createFrames(() => {
    if (!engine.isReadable()) return;
    const present = new Set(rooms());
    for (const key of roomByKey.keys()) if (!present.has(key)) forget(key);
    const waits = waitsAt(options);
    for (const [key, room] of roomByKey) {
      const message = build(options, room, waits);
      if (!message) continue;
      const content = contentOf(message);
      if (sent.get(key) === content) continue;
      sent.set(key, content);
      send(key, message);
    }
  });

  return {
    touch: frames.touch,
    join(room, isFirst) {
      const key = roomKey(room);
      const message = engine.isReadable() ? build(options, room, waitsAt(options)) : null;
      const content = message && contentOf(message);
      roomByKey.set(key, room);
      sent.set(key, isFirst || sent.get(key) === content ? content : null);
      return message;
    },
    stop: frames.stop,
  };
}

/** What a reader would see change: everything but the position in the log. */
const contentOf = ({ view, config, epoch }: ViewMessage): string => JSON.stringify([epoch, config, view]);

/** Many views say how long people wait: worked out once for all of them, when the first one asks. */
function waitsAt({ engine, now }: ViewsOptions): () => Waits {
  let waits: Waits | null = null;
  return () => (waits ??= waitsNow(engine.state(), engine.config().hall, now()));
}

/** Null for a window or board that the configuration in force no longer has. */
function build({ engine, build: program, now, presence, close }: ViewsOptions, room: Room, waits: () => Waits): ViewMessage | null {
  const state = engine.state();
  const { hall, version } = engine.config();
  const head = { epoch: engine.epoch(), seq: engine.seq(), config: version, build: program };
  switch (room.name) {
    case 'kiosk':
      return { ...head, name: room.name, id: room.id, view: kioskView(state, hall, { now: now(), waits: waits() }) };
    case 'agent':
      return { ...head, name: room.name, id: room.id, view: { ...agentView(state, hall, room.id), dayPapers: close.papers(room.id), lastRoot: close.lastRoot() } };
    case 'voice':
      return { ...head, name: room.name, id: room.id, view: voiceView(state, hall, room.id, presence().voice) };
    case 'window':
      if (!hall.windows.some(({ id }) => id === room.id)) return null;
      return { ...head, name: room.name, id: room.id, view: windowView(state, hall, room.id, { now: now(), waits: waits() }) };
    case 'board':
      if (!hall.boards.some(({ id }) => id === room.id)) return null;
      return { ...head, name: room.name, id: room.id, view: boardView(state, hall, room.id, { now: now(), waits: waits(), voice: presence().voice }) };
    case 'console':
      return { ...head, name: room.name, id: room.id, view: { ...consoleView(state, hall, { now: now(), presence: presence(), waits: waits() }), lastRoot: close.lastRoot() } };
    case 'log':
      return { ...head, name: room.name, id: room.id, view: logView(state, engine.recent()) };
  }
}


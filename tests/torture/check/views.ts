// Everybody sees what the fold of the log says, without asking: pages over their own lines, and the figures of the console.
import { isDeepStrictEqual } from 'node:util';
import { computedView, roomsOf, shownView, withoutMinutes } from '../../chaos/agreement.ts';
import { connectPeer } from '../../chaos/peer.ts';
import { pause } from '../../chaos/until.ts';
import { finding, type Finding } from '../findings.ts';
import type { Stage } from '../stage.ts';
import { countsIn } from './counts.ts';
import type { Follower } from './follower.ts';
import { readLog } from './log-row.ts';

const withinMs = 6_000;

/** Findings that are still there after a while: views are sent in frames, and lines have just been mended. */
export async function viewFindings(stage: Stage, follower: Follower): Promise<readonly Finding[]> {
  const endsAt = performance.now() + withinMs;
  for (;;) {
    const found = await look(stage, follower);
    if (found.length === 0 || performance.now() > endsAt) return found;
    await pause(150);
  }
}

async function look({ hall, actors, boards }: Stage, follower: Follower): Promise<readonly Finding[]> {
  const manager = await connectPeer(hall.hub().url, hall.sample.manager.token);
  const [{ now }, console] = [manager.welcome, manager.view('console')];
  manager.close();
  const peers = await Promise.all(actors.map(async ({ name, onlooker, peer }) => ({ name, onlooker, peer: await peer.peer() })));
  const counts = hall.read((db) => {
    follower.advance(db);
    return countsIn(readLog(db, 0));
  });
  const { state, config } = follower.hall();
  const computed = (name: Parameters<typeof computedView>[2]['name'], windowId: string, boardId: string): unknown =>
    computedView(state, config, { name, windowId, boardId, now, devices: console.devices });
  // A board that the configuration has no longer gets no view.
  const onBoard = (boardId: string): unknown => (config.boards.some(({ id }) => id === boardId) ? computed('board', '', boardId) : null);
  const seen = [
    ...peers.flatMap(({ name, onlooker, peer }) =>
      roomsOf(onlooker).map((room) => ({ who: `${name}, ${room}`, shown: shownView(peer, room), computed: computed(room, onlooker.windowId, '') }))),
    ...boards.map(({ boardId, shown }) => ({ who: boardId, shown: withoutMinutes(shown()), computed: onBoard(boardId) })),
    { who: 'the figures of the console', shown: console.totals, computed: counts },
  ];
  return seen.flatMap(({ who, shown, computed: expected }) => (isSame(shown, expected) ? [] : [finding('disagreeing', `${who}: shows ${short(shown, expected)}`)]));
}

/** Who is speaking is nothing the log knows. */
const withoutSpeaking = (view: unknown): unknown => (typeof view === 'object' && view !== null && 'speaking' in view ? { ...view, speaking: [] } : view);

const isSame = (shown: unknown, computed: unknown): boolean => isDeepStrictEqual(withoutSpeaking(shown), computed);

/** The parts that differ. */
function short(shown: unknown, computed: unknown): string {
  if (typeof shown !== 'object' || shown === null || typeof computed !== 'object' || computed === null) return JSON.stringify(shown);
  const [own, other] = [shown as Record<string, unknown>, computed as Record<string, unknown>];
  const parts = Object.keys({ ...own, ...other }).filter((key) => !isDeepStrictEqual(own[key], other[key]));
  return parts.map((key) => `${key} ${JSON.stringify(own[key])} instead of ${JSON.stringify(other[key])}`).join('; ').slice(0, 600);
}

// The model's hub behind a real Socket.IO server: what an agent meets on the wire, and ways to fall silent.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { agentView, DaySummary, kioskView, openDayPapers, waitsNow, type DayPaperOrder, type DayRoot } from '@hallcall/domain';
import type { ClientEvents, Envelope, Reply, ServerEvents, ViewMessage } from '@hallcall/protocol';
import { Server, type Socket } from 'socket.io';
import { countingIds, modelConfig } from '../model/model-hall.test.helper.ts';
import { band, createModelHub, kiosk } from '../model/model-hub.test.helper.ts';
import { modelDocument } from './model-document.test.helper.ts';

export const credentials = { hallId: 'model', deviceId: kiosk.deviceId, token: 'secret-token-of-k1', band };
/** Half a day from now by the model hall's clock, in full hours: no test of this length meets a change of its day. */
export const awayFromNow = (): string => `${new Date(Date.now() + 20 * 3_600_000).toISOString().slice(11, 13)}:00`;

/** Null: not one of these. */
type HubPages = (url: string, body: string) => { readonly status: number; readonly body: unknown } | null;
export type StandInHub = Awaited<ReturnType<typeof startStandInHub>>;

const summary = DaySummary.parse({
  opened: { at: Date.UTC(2026, 10, 23, 0, 30), by: 'timetable', clerkId: null }, closed: { at: Date.UTC(2026, 10, 23, 9, 12), by: 'manager', clerkId: 'm1' },
  issued: 128, done: 117, abandoned: 4, missed: 7, meanWaitMs: 612_000, p90WaitMs: 1_440_000, noticesIssued: { count: 9, fen: 123_450 }, noticesPaid: { count: 8, fen: 103_450 },
  numbers: [{ prefix: 'A', first: 1, last: 88 }, { prefix: 'ZG', first: 1, last: 40 }], offline: 2,
});

/** `change` replaces parts of the configuration. `answers` false: commands are carried out and not answered. `beats` false: silence on an open socket. `aheadMs`: its clock before this machine's. `chineseClips`: its manifest. `pages`: further ones. */
export async function startStandInHub(change: Parameters<typeof modelConfig>[0] = {}) {
  const live = { aheadMs: 0, answers: true, beats: true, isConfirmed: false, health: null as unknown, asked: 0, chineseClips: '', dayKey: '', roots: [] as DayRoot[], pages: null as HubPages | null };
  const now = (): number => Date.now() + live.aheadMs;
  const model = createModelHub(now, countingIds('h'), modelConfig({ day: { changesAt: awayFromNow(), guardsClock: false }, ...change }));
  const envelopes: Envelope[] = [];
  const fetches: string[] = [];
  const http = createServer((request, response) => answerHttp(request, response));
  const io = new Server<ClientEvents, ServerEvents>(http);

  io.use((socket, next) => next(socket.handshake.auth['token'] === credentials.token ? undefined : new Error('session.unknown')));
  io.on('connection', (socket) => {
    socket.emit('welcome', { hallId: 'model', actor: kiosk, epoch: model.epoch, seq: model.length, now: now(), build: 'hub' });
    showTo(socket);
    socket.on('command', (envelope, reply) => onCommand(envelope, reply));
    socket.on('health', (report) => { live.health = report; });
  });
  const timer = setInterval(() => {
    model.tick();
    if (live.beats) io.emit('beat', { now: now(), epoch: model.epoch, seq: model.length });
  }, 500);

  function onCommand(envelope: Envelope, reply: (reply: Reply) => void): void {
    if (!live.beats) return;
    live.asked += 1;
    envelopes.push(envelope);
    const answer = model.handle(envelope);
    if (live.answers) reply(answer);
    for (const socket of io.sockets.sockets.values()) showTo(socket);
  }

  function showTo(socket: Socket<ClientEvents, ServerEvents>): void {
    if (!live.beats) return;
    const base = { epoch: model.epoch, seq: model.length, config: 1, build: 'hub' };
    const views: ViewMessage[] = [
      { ...base, name: 'kiosk', id: '', view: kioskView(model.state, model.config, { now: now(), waits: waitsNow(model.state, model.config, now()) }) },
      { ...base, name: 'agent', id: kiosk.deviceId, view: { ...agentView(model.state, model.config, kiosk.deviceId), lastRoot: live.roots[0] ?? null, dayPapers: dayPapers() } },
    ];
    for (const view of views) socket.emit('view', view);
  }

  /** What the hub's tables add: the same summary for every day. */
  function dayPapers(): DayPaperOrder[] {
    return openDayPapers(model.state, kiosk.deviceId).flatMap(({ jobId, copy, part, date }) => live.roots.filter((root) => root.date === date).slice(0, 1).map((root) => ({ jobId, copy, part, root, summary })));
  }

  function answerHttp(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    fetches.push(url);
    let body = '';
    request.on('data', (chunk) => { body += String(chunk); }).on('end', () => {
      const own = live.pages?.(url, body) ?? null;
      const answer = own === null ? pages(url) : { status: own.status, body: JSON.stringify(own.body) };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  }

  function pages(url: string): { status: number; body: string } {
    if (url === '/config/1') return { status: 200, body: modelDocument(model.config) };
    if (url === '/roots') return { status: 200, body: JSON.stringify({ roots: live.roots }) };
    if (url === '/pairing') return { status: 201, body: JSON.stringify({ pairingId: 'p1', secret: 's1', code: '123456', expiresAt: 0 }) };
    if (url === '/pairing/claim') return live.isConfirmed ? { status: 200, body: JSON.stringify(credentials) } : { status: 202, body: '{}' };
    if (url === '/voice/zh/manifest.json' && live.chineseClips !== '') return { status: 200, body: live.chineseClips };
    if (url === '/day-key' && live.dayKey !== '') return { status: 200, body: JSON.stringify({ key: live.dayKey }) };
    return { status: 404, body: '{}' };
  }

  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  // A listening server has an address of this kind.
  const { port } = http.address() as AddressInfo;
  return {
    model, live, fetches, envelopes, url: `http://127.0.0.1:${port}`,
    tickets: () => [...model.state.ticketById.values()],
    /** Sends what a desk's command would make visible. */
    show: () => { for (const socket of io.sockets.sockets.values()) showTo(socket); },
    async close() {
      clearInterval(timer);
      await io.close();
    },
  };
}

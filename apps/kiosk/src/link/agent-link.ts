// The page's one connection to its agent: the streamed state in, its verbs out. No React here.
// A tap is sent again, with the same request id, until it has ended: the agent never makes a second ticket of it.
import type { AskIdentity, BookingsOfCard, BookingsProblem, CodeReply, KioskPageState, PageProblem, PassProblem, SearchedInVain, TakeTicket, TicketProgress } from '@hallcall/protocol';

export type AgentSnapshot = {
  /** False while the agent itself is silent: nothing shown is current and no tap gets through. */
  readonly isThere: boolean;
  readonly state: KioskPageState | null;
  readonly progressByRequest: ReadonlyMap<string, TicketProgress>;
};

export type AgentLink = {
  /** Changes identity only when something in it changes. */
  readonly snapshot: () => AgentSnapshot;
  readonly subscribe: (listener: () => void) => () => void;
  /** Hub time, epoch ms; null before the first state. */
  readonly hubNow: () => number | null;
  readonly take: (request: TakeTicket) => void;
  readonly reprint: (requestId: string) => void;
  readonly note: (requestId: string) => void;
  /** From now on a card laid on is for this tap, or no longer. An agent that is away is asked again when it is back. */
  readonly askIdentity: (asked: AskIdentity) => void;
  /** What a return pass or a booking is good for. An agent that is away, and one without its hub, need the same answer. */
  readonly findPass: (code: string) => Promise<CodeReply | PassProblem>;
  /** What is booked for whoever laid a card on for this tap; as above. */
  readonly findBookings: (requestId: string) => Promise<BookingsOfCard | BookingsProblem>;
  /** A search that found nothing; whether it arrives concerns nobody here. */
  readonly searched: (typed: string) => void;
  readonly close: () => void;
};

/** The browser's own, or a test's. `post` resolves with the status and the JSON body, and rejects when unreachable. */
export type AgentPorts = {
  readonly openStream: (on: { state: (data: string) => void; progress: (data: string) => void; beat: () => void }) => { close(): void };
  readonly post: (path: string, body: object) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** Monotonic, ms. */
  readonly now: () => number;
};

const silentAfterMs = 3_000;
const againMs = 500;
/** A kiosk that is not ready gets this long before the visitor is told, ms. */
const patienceMs = 8_000;

/** Opens the stream at once. */
export function openAgentLink(ports: AgentPorts): AgentLink {
  const listeners = new Set<() => void>();
  const wanted = new Map<string, TakeTicket>();
  let snapshot: AgentSnapshot = { isThere: false, state: null, progressByRequest: new Map() };
  let silence: ReturnType<typeof setTimeout> | undefined;
  let stateAt = 0;

  function set(change: Partial<AgentSnapshot>): void {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  }

  function heard(): void {
    clearTimeout(silence);
    silence = setTimeout(() => set({ isThere: false }), silentAfterMs);
    if (snapshot.isThere) return;
    set({ isThere: true });
    // An agent that was restarted knows the tap from its file, and waits for somebody to come back for it.
    for (const request of wanted.values()) void push(request, patienceMs);
  }

  function progress(next: TicketProgress): void {
    if (next.phase !== 'asking') wanted.delete(next.requestId);
    set({ progressByRequest: new Map(snapshot.progressByRequest).set(next.requestId, next) });
  }

  async function push(request: TakeTicket, patience: number): Promise<void> {
    const { requestId } = request;
    const answer = await ports.post('/page/take', request).catch(() => null);
    if (!wanted.has(requestId)) return;
    // The agent's own answers have these shapes.
    if (answer?.status === 200) return progress(answer.body as TicketProgress);
    const problem = answer === null ? null : (answer.body as PageProblem);
    if (problem !== null && (problem.code !== 'kiosk.notReady' || patience <= 0)) {
      progress({ requestId, phase: 'refused', refusal: { code: problem.code } });
    }
    // One that comes back within the three seconds was never away: nothing else would send the tap again.
    else if (answer !== null || snapshot.isThere) setTimeout(() => void push(request, patience - againMs), againMs);
  }

  async function ask(verb: 'reprint' | 'note', requestId: string): Promise<void> {
    const before = snapshot.progressByRequest.get(requestId);
    const answer = await ports.post(`/page/${verb}`, { requestId }).catch(() => null);
    // The stream may have overtaken the answer: what it said since is newer.
    if (snapshot.progressByRequest.get(requestId) !== before) return;
    // As above. When the agent is away the button stays as it is and can be pressed again.
    if (answer?.status === 200) progress(answer.body as TicketProgress);
  }

  const stream = ports.openStream({
    state(data) {
      // The agent's own message.
      stateAt = ports.now();
      set({ state: JSON.parse(data) as KioskPageState });
      heard();
    },
    progress: (data) => progress(JSON.parse(data) as TicketProgress),
    beat: heard,
  });

  return {
    snapshot: () => snapshot,
    hubNow: () => (snapshot.state === null ? null : snapshot.state.now + ports.now() - stateAt),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take(request) {
      if (wanted.has(request.requestId) || snapshot.progressByRequest.has(request.requestId)) return;
      wanted.set(request.requestId, request);
      progress({ requestId: request.requestId, phase: 'asking' });
      void push(request, patienceMs);
    },
    reprint: (requestId) => void ask('reprint', requestId),
    note: (requestId) => void ask('note', requestId),
    askIdentity: (asked) => void ports.post('/page/identity', asked).catch(() => null),
    searched: (typed) => void ports.post('/page/searched', { typed } satisfies SearchedInVain).catch(() => null),
    async findPass(code) {
      const answer = await ports.post('/page/pass', { code }).catch(() => null);
      // As above.
      if (answer?.status === 200) return answer.body as CodeReply;
      const problem = answer === null ? null : (answer.body as PageProblem);
      return problem !== null && isPassProblem(problem) ? problem : { code: 'pass.needsHub' };
    },
    async findBookings(requestId) {
      const answer = await ports.post('/page/bookings', { requestId }).catch(() => null);
      // As above.
      if (answer?.status === 200) return answer.body as BookingsOfCard;
      const isGone = answer !== null && (answer.body as PageProblem).code === 'booking.cardAgain';
      return { code: isGone ? 'booking.cardAgain' : 'pass.needsHub' };
    },
    close() {
      clearTimeout(silence);
      stream.close();
      listeners.clear();
    },
  };
}

const isPassProblem = (problem: PageProblem): problem is PassProblem => problem.code.startsWith('pass.') || problem.code.startsWith('booking.');

/** EventSource and fetch of the page's own origin. */
export const browserPorts: AgentPorts = {
  now: () => performance.now(),
  openStream(on) {
    const source = new EventSource('/page/events');
    source.addEventListener('state', (event: MessageEvent<string>) => on.state(event.data));
    source.addEventListener('progress', (event: MessageEvent<string>) => on.progress(event.data));
    source.addEventListener('beat', () => on.beat());
    return source;
  },
  async post(path, body) {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  },
};

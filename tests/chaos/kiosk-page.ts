// What a kiosk's page asks of its agent, and what lies in its tray: the same calls that the page makes.
import type { KioskPageState, TicketProgress } from '@hallcall/protocol';

export type Paper = { /** Counts the papers of a printer from 1. */ readonly nth: number; readonly number: string; readonly isReprint: boolean; readonly isOffline: boolean; readonly text: readonly string[]; readonly qr: readonly string[] };

export const postToAgent = (agentUrl: string, path: string, body: unknown): Promise<Response> =>
  fetch(new URL(path, agentUrl), {
    method: 'POST', headers: { 'content-type': 'application/json', origin: new URL(agentUrl).origin }, body: JSON.stringify(body),
  });

/** One tap, or the same one again. Null while the agent is away or not ready. */
export async function tapAgent(agentUrl: string, requestId: string, wish: Readonly<Record<string, unknown>>): Promise<TicketProgress | null> {
  try {
    const response = await postToAgent(agentUrl, '/page/take', { requestId, chain: null, language: 'zh', ...wish });
    return response.ok ? ((await response.json()) as TicketProgress) : null;
  } catch {
    return null;
  }
}

/** The agent hears the hub, knows its configuration, has told it everything and prints nothing. */
export const isSettled = ({ hub, config, outbox }: KioskPageState): boolean => hub.link === 'live' && config !== null && outbox.facts + outbox.jobs === 0;

/** What lies in the tray of a simulated printer for visitors, oldest first: not the papers of closed days. */
export const readPapers = async (printerUrl: string): Promise<readonly Paper[]> => (await readTray(printerUrl)).filter((paper) => !isOfClosedDay(paper));

/** Everything that lies there. */
export async function readTray(printerUrl: string): Promise<readonly Paper[]> {
  const tickets = (await (await fetch(new URL('/tickets', printerUrl))).json()) as { number: number; text: string[]; qr: string[] }[];
  return tickets.map(paperOf);
}

export const isOfClosedDay = ({ qr }: Pick<Paper, 'qr'>): boolean => qr[0]?.startsWith('hallcall-root:') === true;

/** `A 001` becomes `A 1`, as the tables write it. */
function paperOf({ number: nth, text, qr }: { number: number; text: string[]; qr: string[] }): Paper {
  const line = text.find((candidate) => /^[A-Z]{1,2}\s\d{3,4}$/.test(candidate)) ?? '';
  const [prefix = '', digits = ''] = line.split(/\s/);
  return { nth, number: `${prefix} ${Number(digits)}`, isReprint: text.includes('补打'), isOffline: text.includes('离线票'), text, qr };
}

/** The first state of the stream that the kiosk's page reads. */
export const readPage = async (agentUrl: string): Promise<KioskPageState> => JSON.parse(await firstState(agentUrl)) as KioskPageState;

/** The same, as text. */
export async function firstState(agentUrl: string): Promise<string> {
  const stop = new AbortController();
  const response = await fetch(new URL('/page/events', agentUrl), { signal: stop.signal });
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const found = /^event: state\ndata: (.*)\n$/m.exec(text)?.[1];
      if (found !== undefined) return found;
    }
  } finally {
    stop.abort();
  }
  throw new Error('the stream ended without a state');
}

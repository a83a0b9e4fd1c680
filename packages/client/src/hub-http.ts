// The hub's few HTTP calls. PINs and codes travel here and are never kept.
import type { WhyNotMe } from '@hallcall/domain';
import type {
  BookingMade, BookingOrder, BookingsReply, ClerkChange, Credentials, DaysReply, HttpProblem, LogReply, LogWish, MonthsReply, PairingClaim, PairingConfirm, PairingReply, PairingRequest, PaymentsReport,
  Registry, ReturnPassReply, SampleHall, SessionReply,
  Setup, SignIn, StatisticsReply,
} from '@hallcall/protocol';

export type HttpRefusal = HttpProblem | { readonly code: 'hub.unreachable' };
export type HttpResult<T> = { readonly ok: true; readonly status: number; readonly body: T } | { readonly ok: false; readonly problem: HttpRefusal };

/** What anybody may ask: which document names everything now, and what kind of hall this is. */
export type HubHealth = {
  readonly status: 'ok' | 'storageUnavailable';
  readonly hallId: string;
  readonly isSample: boolean;
  /** True until the first manager exists. */
  readonly needsSetup: boolean;
  readonly config: number;
  /** Hub time, epoch ms. */
  readonly now: number;
};

export type HubHttp = {
  readonly health: () => Promise<HttpResult<HubHealth>>;
  readonly signIn: (body: SignIn) => Promise<HttpResult<SessionReply>>;
  readonly signOut: () => Promise<HttpResult<null>>;
  readonly setUp: (body: Setup) => Promise<HttpResult<null>>;
  readonly registry: () => Promise<HttpResult<Registry>>;
  readonly changeClerk: (clerkId: string, body: ClerkChange) => Promise<HttpResult<null>>;
  /** Payment notices of an earlier day; `day` null: of the current one, and open ones of earlier days. */
  readonly payments: (day: string | null) => Promise<HttpResult<PaymentsReport>>;
  /** Every service day that the log knows, newest first. */
  readonly days: () => Promise<HttpResult<DaysReply>>;
  /** The figures of a day; `day` null: the newest. */
  readonly statistics: (day: string | null) => Promise<HttpResult<StatisticsReply>>;
  /** A day's events that fit, at most 100 at a time. */
  readonly log: (wish: LogWish) => Promise<HttpResult<LogReply>>;
  /** Null: the newest month. */
  readonly months: (month: string | null) => Promise<HttpResult<MonthsReply>>;
  readonly revokeDevice: (deviceId: string) => Promise<HttpResult<null>>;
  readonly askPairing: (body: PairingRequest) => Promise<HttpResult<PairingReply>>;
  readonly confirmPairing: (body: PairingConfirm) => Promise<HttpResult<null>>;
  /** Status 202 while nobody has confirmed it; `body` is then null. */
  readonly claimPairing: (body: PairingClaim) => Promise<HttpResult<Credentials | null>>;
  /** Which calls were made before a waiting number (`A12`), and by which rule. */
  readonly whyNotMe: (number: string) => Promise<HttpResult<WhyNotMe>>;
  /** Bookings of a date with its free slots; null: of today. */
  readonly bookings: (date: string | null) => Promise<HttpResult<BookingsReply>>;
  readonly book: (order: BookingOrder) => Promise<HttpResult<BookingMade>>;
  /** What a return pass is good for, by its eight digits. */
  readonly pass: (code: string) => Promise<HttpResult<ReturnPassReply>>;
  /** In the sample hall only. */
  readonly sample: () => Promise<HttpResult<SampleHall>>;
};

/** `url` is the hub's origin; `token` null before sign-in. Never throws: an unreachable hub is a problem, too. */
export function createHubHttp(deps: { readonly url: string; readonly token: string | null }): HubHttp {
  async function call<T>(method: string, path: string, body: unknown): Promise<HttpResult<T>> {
    const headers: Record<string, string> = {};
    if (deps.token !== null) headers['authorization'] = `Bearer ${deps.token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    try {
      const response = await fetch(deps.url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const text = await response.text();
      const parsed: unknown = text === '' ? null : JSON.parse(text);
      // The hub is of this page's own build: its bodies are what the protocol says.
      if (response.ok) return { ok: true, status: response.status, body: (response.status === 202 ? null : parsed) as T };
      return { ok: false, problem: problemOf(parsed) };
    } catch {
      return { ok: false, problem: { code: 'hub.unreachable' } };
    }
  }
  return {
    health: () => call('GET', '/health', undefined),
    signIn: (body) => call('POST', '/session', body),
    signOut: () => call('DELETE', '/session', undefined),
    setUp: (body) => call('POST', '/setup', body),
    registry: () => call('GET', '/registry', undefined),
    changeClerk: (clerkId, body) => call('PUT', `/clerks/${encodeURIComponent(clerkId)}`, body),
    payments: (day) => call('GET', `/payments${ofDay(day)}`, undefined),
    days: () => call('GET', '/days', undefined),
    statistics: (day) => call('GET', `/statistics${ofDay(day)}`, undefined),
    log: (wish) => call('GET', `/log?${logQuery(wish).toString()}`, undefined),
    months: (month) => call('GET', month === null ? '/months' : `/months?month=${encodeURIComponent(month)}`, undefined),
    revokeDevice: (deviceId) => call('DELETE', `/devices/${encodeURIComponent(deviceId)}`, undefined),
    askPairing: (body) => call('POST', '/pairing', body),
    confirmPairing: (body) => call('POST', '/pairing/confirm', body),
    claimPairing: (body) => call('POST', '/pairing/claim', body),
    whyNotMe: (number) => call('GET', `/why/${encodeURIComponent(number)}`, undefined),
    bookings: (date) => call('GET', `/bookings${date === null ? '' : `?date=${encodeURIComponent(date)}`}`, undefined),
    book: (order) => call('POST', '/bookings', order),
    pass: (code) => call('GET', `/pass/${encodeURIComponent(code)}`, undefined),
    sample: () => call('GET', '/sample', undefined),
  };
}

function logQuery({ day, number, windowId, kind, before }: LogWish): URLSearchParams {
  const wished = { day, number, window: windowId, kind, before: before === null ? null : String(before) };
  return new URLSearchParams(Object.entries(wished).filter((entry): entry is [string, string] => entry[1] !== null));
}

const ofDay = (day: string | null): string => (day === null ? '' : `?day=${encodeURIComponent(day)}`);

function problemOf(body: unknown): HttpRefusal {
  const isProblem = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
  return isProblem ? (body as HttpProblem) : { code: 'hub.unreachable' };
}

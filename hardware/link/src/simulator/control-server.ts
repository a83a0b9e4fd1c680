import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the control port was asked. */
export type ControlRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The tag of the picture the asker already has, or null. */
  knownTag: string | null;
  /** The body as JSON. Rejects with a ControlRefusal when it is too long or no JSON. */
  body: () => Promise<unknown>;
  /** The body as it arrives, for what is not JSON; rejects when it breaks off. */
  bytes: AsyncIterable<Uint8Array>;
};

/** An answer: JSON, or bytes of the named media type (PNG when none is named); `tag` names its content for the next request. */
export type ControlAnswer = { status: number; body: unknown; type?: string; tag?: string };

/** The running control port. */
export type Control = { url: string; close(): Promise<void> };

/** Thrown by an answer: becomes `{error}` with this status. Any other error becomes 400. */
export class ControlRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ControlRefusal';
    this.status = status;
  }
}

const largestBody = 4096;

/** Serves a simulator's control on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function openControl(port: number, answer: (request: ControlRequest) => Promise<ControlAnswer>): Promise<Control> {
  const server = createServer((request, response) => {
    answered(request, answer).then(
      (result) => reply(response, result),
      (error: unknown) => {
        const status = error instanceof ControlRefusal ? error.status : 400;
        reply(response, { status, body: { error: error instanceof Error ? error.message : String(error) } });
      },
    );
  });
  // What a body carries may take as long as it sounds.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answered(request: IncomingMessage, answer: (request: ControlRequest) => Promise<ControlAnswer>): Promise<ControlAnswer> {
  const url = URL.parse(`http://localhost${request.url ?? '/'}`);
  if (url === null) throw new ControlRefusal(400, 'that is no address');
  return answer({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    knownTag: request.headers['if-none-match'] ?? null,
    body: () => bodyOf(request),
    bytes: request,
  });
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > largestBody) throw new ControlRefusal(413, `the body is longer than ${largestBody} bytes`);
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ControlRefusal(400, 'the body is not JSON');
  }
}

function reply(response: ServerResponse, { status, body, type = 'image/png', tag }: ControlAnswer): void {
  const isBinary = body instanceof Uint8Array;
  response.writeHead(status, {
    'content-type': isBinary ? type : 'application/json; charset=utf-8',
    'cache-control': tag === undefined ? 'no-store' : 'no-cache',
    ...(tag === undefined ? {} : { etag: tag }),
  });
  if (status === 304) response.end();
  else response.end(isBinary ? body : `${JSON.stringify(body)}\n`);
}

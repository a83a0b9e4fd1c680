import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the control port was asked. */
export type ControlRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  /** The tag of the picture the asker already has, or null. */
  knownTag: string | null;
  /** The body as JSON. Rejects with a sentence when it is too long or no JSON. */
  body: () => Promise<unknown>;
};

/** An answer: JSON, or a PNG picture in a Buffer; `tag` names its content for the next request. */
export type ControlAnswer = { status: number; body: unknown; tag?: string };

/** The running control port. */
export type Control = { url: string; close(): Promise<void> };

const largestBody = 4096;

/**
 * Serves a simulator's control on 127.0.0.1; port 0 takes a free one. An error thrown by `answer` is answered as
 * `{error}` with status 400. Rejects when the port is taken.
 */
export async function openControl(port: number, answer: (request: ControlRequest) => Promise<ControlAnswer>): Promise<Control> {
  const server = createServer((request, response) => {
    answer(readRequest(request)).then(
      (result) => reply(response, result),
      (error: unknown) => reply(response, { status: 400, body: { error: error instanceof Error ? error.message : String(error) } }),
    );
  });
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

function readRequest(request: IncomingMessage): ControlRequest {
  const url = new URL(request.url ?? '/', 'http://localhost');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    knownTag: request.headers['if-none-match'] ?? null,
    body: () => bodyOf(request),
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > largestBody) throw new Error(`the body is longer than ${largestBody} bytes`);
    chunks.push(bytes);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function reply(response: ServerResponse, { status, body, tag }: ControlAnswer): void {
  const isPicture = Buffer.isBuffer(body);
  response.writeHead(status, {
    'content-type': isPicture ? 'image/png' : 'application/json; charset=utf-8',
    'cache-control': tag === undefined ? 'no-store' : 'no-cache',
    ...(tag === undefined ? {} : { etag: tag }),
  });
  if (status === 304) response.end();
  else response.end(isPicture ? body : `${JSON.stringify(body)}\n`);
}

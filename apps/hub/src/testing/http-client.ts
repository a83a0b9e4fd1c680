// JSON over HTTP as a page would speak it, with the status beside the body.
export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers };

export async function ask(url: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(new URL(path, url), {
    method, redirect: 'manual',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : parsed(text) };
}

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

// protocol: main's own handlers answer the requests of its schemes.
import type { Guard } from './guard.ts';

type Handler = (request: Request) => Response | Promise<Response>;

export function createProtocol(guard: Guard, beforeReady: (what: string) => void) {
  const schemes = new Set<string>();
  const handlers = new Map<string, Handler>();
  const object = guard.object('Protocol', {
    registerSchemesAsPrivileged(list: readonly { readonly scheme: string; readonly privileges?: object }[]) {
      beforeReady('protocol.registerSchemesAsPrivileged');
      for (const { scheme, privileges } of list) {
        guard.options('Privileges', privileges ?? {});
        schemes.add(scheme);
      }
    },
    handle(scheme: string, handler: Handler) {
      if (handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already`);
      handlers.set(scheme, handler);
    },
  });
  return {
    object, schemes,
    serve: async (address: string): Promise<Response> => {
      const handler = handlers.get(new URL(address).protocol.slice(0, -1));
      return handler === undefined ? new Response(null, { status: 404 }) : handler(new Request(address));
    },
  };
}

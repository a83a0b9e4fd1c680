// Taking the port, with a port in use said plainly.
import type { FastifyInstance } from 'fastify';
import type { HubOptions } from './options.ts';
import { Refusal } from './store/refusal.ts';

/** The address to open on this machine. Throws `Refusal` when the port is taken. */
export async function listen(app: FastifyInstance, { port, host, sample, tls }: Pick<HubOptions, 'port' | 'host' | 'sample' | 'tls'>): Promise<string> {
  try {
    await app.listen({ port, host: sample ? '127.0.0.1' : host });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Refusal({ code: 'port.inUse', port }, { cause: error });
    }
    throw error;
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}/`;
}

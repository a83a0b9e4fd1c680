// Staff and paired devices; read again after each change and when the hub records one.
import type { HttpRefusal, HttpResult, HubHttp } from '@hallcall/client';
import type { Registry } from '@hallcall/protocol';
import { useCallback, useEffect, useState } from 'react';

export type RegistryDesk = {
  readonly registry: Registry | null;
  readonly problem: HttpRefusal | null;
  readonly isWorking: boolean;
  /** Runs a change and reads the registry again; true when it was done. */
  readonly change: (call: () => Promise<HttpResult<null>>) => Promise<boolean>;
};

/** `changedBy` is anything that changes when the registry may have. */
export function useRegistry(http: HubHttp, changedBy: unknown): RegistryDesk {
  const [registry, setRegistry] = useState<Registry | null>(null);
  const [problem, setProblem] = useState<HttpRefusal | null>(null);
  const [isWorking, setWorking] = useState(false);
  const read = useCallback(async () => {
    const reply = await http.registry();
    if (reply.ok) setRegistry(reply.body);
    else setProblem(reply.problem);
  }, [http]);
  useEffect(() => {
    void read();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [read, changedBy]);
  const change = useCallback(
    async (call: () => Promise<HttpResult<null>>) => {
      setWorking(true);
      setProblem(null);
      const reply = await call();
      if (!reply.ok) setProblem(reply.problem);
      await read();
      setWorking(false);
      return reply.ok;
    },
    [read],
  );
  return { registry, problem, isWorking, change };
}

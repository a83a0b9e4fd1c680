// One command of a page at a time: its answer in words, and no second press while the first is under way.
import type { Rejection, WireCommand } from '@hallcall/domain';
import { useHub } from '@hallcall/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTexts } from './language.tsx';
import { refusalOf, type Refusal } from './reply-message.ts';

export type Commands = {
  readonly send: (command: WireCommand) => void;
  /** `resending`: no answer yet for a while. */
  readonly progress: 'idle' | 'working' | 'resending';
  readonly refusal: Refusal | null;
  readonly dismiss: () => void;
  /** Says at once what the hub would: nothing is sent. */
  readonly refuse: (rejection: Rejection) => void;
};

const slowMs = 2_500;
const refusalShownMs = 12_000;

/** Sends commands of a page's person; needs a HubProvider above. */
export function useCommands(): Commands {
  const hub = useHub();
  const t = useTexts();
  const isUnderWay = useRef(false);
  const [progress, setProgress] = useState<Commands['progress']>('idle');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    if (refusal === null) return undefined;
    const timer = setTimeout(() => setRefusal(null), refusalShownMs);
    return () => clearTimeout(timer);
  }, [refusal]);
  const run = useCallback(
    async (command: WireCommand) => {
      isUnderWay.current = true;
      setProgress('working');
      setRefusal(null);
      const slow = setTimeout(() => setProgress('resending'), slowMs);
      const result = await hub.send(command);
      clearTimeout(slow);
      isUnderWay.current = false;
      setProgress('idle');
      setRefusal(refusalOf(t, result));
    },
    [hub, t],
  );
  const send = useCallback(
    (command: WireCommand) => {
      if (!isUnderWay.current) void run(command);
    },
    [run],
  );
  const dismiss = useCallback(() => setRefusal(null), []);
  const refuse = useCallback((rejection: Rejection) => setRefusal(refusalOf(t, { kind: 'rejected', rejection })), [t]);
  return { send, progress, refusal, dismiss, refuse };
}

// A display that nobody has paired yet: shows its code until a manager confirms it, then goes to work.
import { createHubHttp } from '@hallcall/client';
import type { Credentials, PairingReply } from '@hallcall/protocol';
import { useTexts } from '@hallcall/ui';
import { Link2, WifiOff } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { BoardState } from './board-state.tsx';

const claimMs = 2_000;
const http = createHubHttp({ url: location.origin, token: null });

/** `name` is what the console shows beside the code. */
export function PairingPage({ name, onPaired }: { readonly name: string; readonly onPaired: (credentials: Credentials) => void }): ReactNode {
  const t = useTexts();
  const [pairing, setPairing] = useState<PairingReply | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked: PairingReply | null = null;
    const step = async (): Promise<void> => {
      if (asked === null) {
        const reply = await http.askPairing({ kind: 'display', name });
        if (reply.ok) asked = reply.body;
        if (isOver) return;
        setLost(!reply.ok);
        setPairing(asked);
      } else {
        const reply = await http.claimPairing({ pairingId: asked.pairingId, secret: asked.secret });
        if (isOver) return;
        setLost(!reply.ok && reply.problem.code === 'hub.unreachable');
        if (reply.ok && reply.body !== null) {
          onPaired(reply.body);
          return;
        }
        // An expired code is replaced by a fresh one.
        if (!reply.ok && reply.problem.code !== 'hub.unreachable') asked = null;
      }
      timer = setTimeout(() => void step(), claimMs);
    };
    void step();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [name, onPaired]);
  if (isLost || pairing === null) {
    const { what, action } = t.fault['hub.unreachable'];
    return isLost ? (
      <BoardState testId="board-unreachable" icon={WifiOff} title={what} lines={[action]} />
    ) : (
      <BoardState testId="board-connecting" icon={Link2} title={t.board.connecting} lines={[]} />
    );
  }
  return <BoardState testId="board-unpaired" icon={Link2} title={t.board.unpaired} code={pairing.code} lines={[t.fault['device.unpaired'].action]} />;
}

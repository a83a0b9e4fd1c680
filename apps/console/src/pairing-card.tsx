import type { PairingConfirm } from '@hallcall/protocol';
import { Button, Card, SelectField, TextField, useBilingual, useTexts } from '@hallcall/ui';
import { Link2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from './console-context.tsx';
import type { RegistryDesk } from './use-registry.ts';

const none = '-';

/** The code that a device shows, and what it becomes. */
export function PairingCard({ desk }: { readonly desk: RegistryDesk }): ReactNode {
  const t = useTexts();
  const read = useBilingual();
  const { config, http, canAct } = useConsole();
  const [code, setCode] = useState('');
  const [deviceId, setDeviceId] = useState('');
  const [board, setBoard] = useState<string>(none);
  const [paired, setPaired] = useState<string | null>(null);
  const { pairing } = t.console;
  const digits = code.replaceAll(/\D/g, '');
  const isReady = digits.length === 6 && deviceId.trim() !== '' && canAct && !desk.isWorking;
  const pair = async (): Promise<void> => {
    // The ids are checked by the hub; a wrong one is refused in words.
    const body = { code: digits, deviceId: deviceId.trim(), boardId: board === none ? null : board } as PairingConfirm;
    setPaired(null);
    if (!(await desk.change(() => http.confirmPairing(body)))) return;
    setPaired(body.deviceId);
    setCode('');
    setDeviceId('');
  };
  const boards = config.hall.boards.map(({ id, name }) => ({ id: String(id), name: read(name) }));
  return (
    <Card title={pairing.title}>
      <form
        className="flex flex-col gap-2 p-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void pair();
        }}
      >
        <p className="text-soft">{pairing.body}</p>
        <TextField label={pairing.code} value={code} onChange={setCode} inputMode="numeric" maxLength={7} isRequired />
        <TextField label={pairing.deviceId} value={deviceId} onChange={setDeviceId} hint={pairing.deviceIdHint} maxLength={48} isRequired />
        <SelectField
          label={pairing.boardChoice}
          value={board}
          onChange={setBoard}
          placeholder={pairing.boardChoice}
          options={[{ id: none, name: pairing.noBoard }, ...boards]}
        />
        <Button type="submit" variant="primary" icon={Link2} isDisabled={!isReady}>
          {pairing.submit}
        </Button>
        <output aria-live="polite" className="font-strong text-done">
          {paired === null ? '' : pairing.done({ device: paired })}
        </output>
      </form>
    </Card>
  );
}

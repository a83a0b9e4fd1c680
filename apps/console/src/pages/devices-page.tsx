import type { DevicePresence } from '@hallcall/domain';
import type { Registry } from '@hallcall/protocol';
import { formatTime, type Texts } from '@hallcall/text';
import { Button, Card, ConfirmDialog, EmptyState, Notice, problemMessage, StatusChip, useLanguage, useTexts } from '@hallcall/ui';
import { Monitor, Printer, Unlink } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { PairingCard } from '../pairing-card.tsx';
import { useRegistry } from '../use-registry.ts';

type Device = Registry['devices'][number];

/** Paired devices and how their parts do; pairing and its end. */
export function DevicesPage(): ReactNode {
  const t = useTexts();
  const { view, http } = useConsole();
  const desk = useRegistry(http, view.devices.length);
  const [revoking, setRevoking] = useState<Device | null>(null);
  const devices = desk.registry?.devices ?? [];
  const { devices: words } = t.console;
  return (
    <div className="grid min-h-0 flex-1 gap-2 overflow-auto xl:grid-cols-[2fr_1fr]">
      <Card title={words.title}>
        {desk.problem === null ? null : (
          <div className="p-2">
            <Notice message={problemMessage(t, desk.problem)} code={desk.problem.code} />
          </div>
        )}
        {devices.length === 0 ? <EmptyState icon={Monitor} title={words.none} /> : null}
        <ul data-testid="devices">
          {devices.map((device) => (
            <DeviceRow
              key={device.deviceId}
              device={device}
              presence={view.devices.find(({ deviceId }) => deviceId === device.deviceId) ?? null}
              onRevoke={() => setRevoking(device)}
            />
          ))}
        </ul>
      </Card>
      <PairingCard desk={desk} />
      <ConfirmDialog
        isOpen={revoking !== null}
        title={words.revoke}
        body={revoking === null ? '' : words.revokeConfirm({ device: revoking.name })}
        confirm={words.revoke}
        variant="danger"
        onConfirm={() => revoking !== null && void desk.change(() => http.revokeDevice(revoking.deviceId))}
        onClose={() => setRevoking(null)}
      />
    </div>
  );
}

function DeviceRow(props: { readonly device: Device; readonly presence: DevicePresence | null; readonly onRevoke: () => void }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { config } = useConsole();
  const { device, presence } = props;
  const Icon = device.kind === 'agent' ? Printer : Monitor;
  const isOnline = presence?.connected === true;
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5 last:border-0">
      <Icon aria-hidden size="1.6em" className="shrink-0 text-primary" />
      <div className="min-w-20 flex-1">
        <p className="font-strong">{device.name}</p>
        <p className="text-small text-soft">
          {device.deviceId}
          {device.boardId === null ? '' : ` · ${device.boardId}`}
          {device.band === null ? '' : ` · ${t.console.pairing.band(device.band)}`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1">
        {isOnline
          ? presence.parts.map(({ part, state, code, since, detail }, index) => (
              <StatusChip key={`${part} ${index}`} tone={state === 'ok' ? 'done' : state === 'warning' ? 'late' : 'fault'}>
                {partName(t, part)} {codeWord(t, code)}
                {state === 'ok' ? '' : ` · ${formatTime(since, language, config.hall.timeZone)}`}
                {detail === undefined ? '' : ` · ${detail}`}
              </StatusChip>
            ))
          : null}
        <StatusChip tone={isOnline ? 'done' : 'fault'}>{isOnline ? t.health.online : t.health.offline}</StatusChip>
      </div>
      <Button size="small" variant="danger" icon={Unlink} onPress={props.onRevoke}>
        {t.console.devices.revoke}
      </Button>
    </li>
  );
}

/** The word of a part or a code; one from a newer device stands as it is. */
function lookUp(table: Readonly<Record<string, string>>, key: string): string {
  return table[key] ?? key;
}
/** `led bus-1`: a kind and which of its kind. */
function partName(t: Texts, part: string): string {
  const [kind = '', name] = part.split(' ');
  return name === undefined ? lookUp(t.health.device, kind) : `${lookUp(t.health.device, kind)} ${name}`;
}
const codeWord = (t: Texts, code: string): string => lookUp({ ...t.printer.status, ...t.health.partState }, code);

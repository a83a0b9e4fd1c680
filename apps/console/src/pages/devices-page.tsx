import type { DevicePresence } from '@hallcall/domain';
import type { Registry } from '@hallcall/protocol';
import { Button, Card, ConfirmDialog, EmptyState, Notice, problemMessage, StatusChip, useTexts } from '@hallcall/ui';
import { Monitor, Printer, Unlink } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { deviceLink, type DeviceLink } from '../device-link.ts';
import { PairingCard } from '../pairing-card.tsx';
import { useRegistry } from '../use-registry.ts';
import { DeviceParts } from './device-parts.tsx';

type Device = Registry['devices'][number];
const tones = { online: 'done', offline: 'fault', notOpen: 'quiet' } as const satisfies Record<DeviceLink, string>;

/** Paired devices and how their parts do; pairing and its end. */
export function DevicesPage(): ReactNode {
  const t = useTexts();
  const { view, http } = useConsole();
  const desk = useRegistry(http, view.devices.length);
  const [revoking, setRevoking] = useState<Device | null>(null);
  const devices = desk.registry?.devices ?? [];
  const { devices: words } = t.console;
  return (
    <div className="grid min-h-0 flex-1 auto-rows-[minmax(min-content,auto)] gap-2 overflow-auto xl:grid-cols-[2fr_1fr]">
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
  const { config, isSample } = useConsole();
  const { device, presence } = props;
  const Icon = device.kind === 'agent' ? Printer : Monitor;
  const link = deviceLink({ kind: device.kind, presence, isSample });
  return (
    <li className="flex flex-col gap-1 border-b border-line px-3 py-1.5 last:border-0">
      <div className="flex flex-wrap items-center gap-2">
        <Icon aria-hidden size="1.6em" className="shrink-0 text-primary" />
        <div className="min-w-20 flex-1">
          <p className="font-strong">{device.name}</p>
          <p className="text-small text-soft">
            {device.deviceId}
            {device.boardId === null ? '' : ` · ${device.boardId}`}
            {device.band === null ? '' : ` · ${t.console.pairing.band(device.band)}`}
          </p>
        </div>
        <StatusChip tone={tones[link]}>{t.health[link]}</StatusChip>
        <Button size="small" variant="danger" icon={Unlink} onPress={props.onRevoke}>
          {t.console.devices.revoke}
        </Button>
      </div>
      {link === 'online' && presence ? <DeviceParts parts={presence.parts} timeZone={config.hall.timeZone} /> : null}
    </li>
  );
}

import type { ConsoleView } from '@hallcall/domain';
import { formatTime } from '@hallcall/text';
import { Button, Card, ConfirmDialog, StatusChip, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { Siren, Volume2, VolumeX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';

type Row = ConsoleView['zones'][number];

/** Who speaks where; zones switched silent; the emergency that is spoken over everything. */
export function VoicePage(): ReactNode {
  const t = useTexts();
  const read = useBilingual();
  const { view, config, commands, canAct } = useConsole();
  const zoneOf = (id: Row['zone']) => config.hall.zones.find((zone) => zone.id === id);
  const nameOf = (row: Row): string => view.devices.find(({ deviceId }) => deviceId === row.announcer)?.name ?? row.announcer ?? t.console.voice.nobody;
  return (
    <>
      <EmergencyCard />
      <Card title={t.console.voice.title} className="flex-1">
        <DataTable<Row>
          label={t.console.voice.title}
          rows={view.zones}
          keyOf={(row) => row.zone}
          columns={[
            { key: 'zone', title: t.common.zone, render: (row) => <strong className="text-label">{read(zoneOf(row.zone)?.name) || row.zone}</strong> },
            {
              key: 'announcer', title: t.console.voice.announcer,
              render: (row) => <StatusChip tone={row.announcer === null ? 'late' : 'done'}>{nameOf(row)}</StatusChip>,
            },
            { key: 'voice', title: t.common.status, render: (row) => <StatusChip tone={row.isMuted ? 'paused' : 'quiet'}>{row.isMuted ? t.console.voice.muted : t.console.voice.on}</StatusChip> },
            {
              key: 'act', title: t.common.actions, isRight: true,
              render: ({ zone, isMuted }) => (
                <Button
                  size="small" icon={isMuted ? Volume2 : VolumeX} isDisabled={!canAct} testId={`mute-${zone}`}
                  onPress={() => commands.send({ type: 'zone.mute', zone, isMuted: !isMuted })}
                >
                  {isMuted ? t.console.voice.unmute : t.console.voice.mute}
                </Button>
              ),
            },
          ]}
        />
      </Card>
    </>
  );
}

function EmergencyCard(): ReactNode {
  const t = useTexts().console.voice;
  const { language } = useLanguage();
  const { view, config, commands, canAct } = useConsole();
  const [isAsking, setAsking] = useState(false);
  const { emergency } = view;
  return (
    <Card title={t.emergency.title}>
      <div className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
        <p className={emergency === null ? 'text-soft' : 'font-strong text-called'}>
          {emergency === null ? t.emergency.hint : t.emergency.since({ time: formatTime(emergency.since, language, config.hall.timeZone) })}
        </p>
        {emergency === null ? (
          <Button variant="danger" icon={Siren} isDisabled={!canAct} testId="emergency-begin" onPress={() => setAsking(true)}>
            {t.emergency.begin}
          </Button>
        ) : (
          <Button variant="primary" isDisabled={!canAct} testId="emergency-end" onPress={() => commands.send({ type: 'emergency.end' })}>
            {t.emergency.end}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking} title={t.emergency.begin} body={t.emergency.confirm} confirm={t.emergency.begin} variant="danger"
        onConfirm={() => commands.send({ type: 'emergency.begin', kind: 'evacuate' })}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}

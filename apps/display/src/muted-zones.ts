// Where nobody will hear a call: the whole board, or some of its zones.
import type { HubConfig } from '@hallcall/client';
import type { BoardView } from '@hallcall/domain';
import { useBilingual, useTexts } from '@hallcall/ui';

/** More zones than this are counted, not named. */
const named = 2;

/** What the head says about zones that are switched silent; null: every zone can be heard. */
export function useMutedZones({ boardId, muted }: BoardView, { hall }: HubConfig): string | null {
  const t = useTexts();
  const read = useBilingual();
  if (muted.length === 0) return null;
  const zones = hall.boards.find(({ id }) => id === boardId)?.zones ?? [];
  if (zones.every((zone) => muted.includes(zone))) return t.console.voice.muted;
  if (muted.length > named) return t.board.mutedZones({ count: muted.length });
  const nameOf = (zone: string): string => read(hall.zones.find(({ id }) => id === zone)?.name) || zone;
  return `${muted.map((zone) => t.common.zoneLabel({ zone: nameOf(zone) })).join(' · ')} ${t.console.voice.muted}`;
}

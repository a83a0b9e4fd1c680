import type { RootAck } from '@hallcall/domain';

/** What an agent says of a root that differs, to be acknowledged as it is; null: from an older agent. */
export function differingRoot(detail: string): RootAck | null {
  const [, date, kept, told] = /^(\d{4}-\d\d-\d\d) ([0-9a-f]{64}) ([0-9a-f]{64})$/.exec(detail) ?? [];
  // The pattern is that of the brand.
  return date === undefined || kept === undefined || told === undefined ? null : { date: date as RootAck['date'], kept, told };
}

import type { HallConfig, Language } from '@hallcall/domain';
import { departmentClip, type VoiceBank } from '@hallcall/voice';

/**
 * Departments that `deviceId` is to name and has no clip of, `zh/market`: those calls are spoken without the name. Of languages that
 * have no clips at all nothing is said here.
 */
export function unreadNames(bank: VoiceBank, { zones, departments }: Pick<HallConfig, 'zones' | 'departments'>, { deviceId, missing }: Speaker): readonly string[] {
  const named = zones.filter(({ voice }) => voice.namesDepartment && voice.announcers.some((id) => id === deviceId));
  const unread = named.flatMap(({ id, voice }) =>
    departments
      .filter(({ zone }) => zone === id)
      .flatMap((department) => voice.languages.filter((language) => !missing.includes(language) && bank.clip(language, departmentClip(department.id, '').id) === null)
        .map((language) => `${language}/${department.id}`)),
  );
  return [...new Set(unread)];
}

type Speaker = { readonly deviceId: string | null; /** Languages without a pack. */ readonly missing: readonly Language[] };

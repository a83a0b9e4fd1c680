import type { HallConfig } from '@hallcall/domain';
import type { VoiceBank } from '@hallcall/voice';
import { expect, test } from 'vitest';
import { unreadNames } from './unread-names.ts';

const zone = (id: string, voice: object) => ({ id, voice: { announcers: ['tv'], languages: ['zh', 'en'], namesDepartment: true, ...voice } });
const hall = {
  zones: [zone('A', {}), zone('B', { namesDepartment: false }), zone('C', { announcers: ['other'] }), zone('D', { languages: ['zh'] })],
  departments: ['A', 'B', 'C', 'D'].map((id) => ({ id: `dep-${id}`, zone: id })),
} as unknown as HallConfig;
const bankWith = (...clips: string[]): VoiceBank => ({ clip: (language, id) => (clips.includes(`${language}/${id}`) ? ({} as never) : null) });

test('a department without a clip is named, for the zones and languages of this device alone', () => {
  const bank = bankWith('zh/department_dep-A');
  expect(unreadNames(bank, hall, { deviceId: 'tv', missing: [] })).toEqual(['en/dep-A', 'zh/dep-D']);
  expect(unreadNames(bank, hall, { deviceId: 'tv', missing: ['en'] })).toEqual(['zh/dep-D']);
  expect(unreadNames(bank, hall, { deviceId: null, missing: [] })).toEqual([]);
});

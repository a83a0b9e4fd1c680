// Whether a kiosk asks who comes, by the configuration alone.
import type { HallConfig, ItemId } from '@hallcall/domain';

/** `required`: no number at a kiosk without a card; `optional`: a card makes the limits a person has count; `no`: nobody is asked. */
export type IdentityAsked = 'no' | 'optional' | 'required';

export function identityAsked({ items, policy }: HallConfig, wanted: readonly ItemId[]): IdentityAsked {
  if (items.some(({ id, identity }) => identity === 'required' && wanted.includes(id))) return 'required';
  return policy.perPerson === null ? 'no' : 'optional';
}

// Whether a kiosk asks who comes, by the configuration alone.
import type { HallConfig, ItemId } from '@hallcall/domain';

/** `required`: no number at a kiosk without a card; `optional`: a card makes the limits a person has count; `no`: nobody is asked. */
export type IdentityAsked = 'no' | 'optional' | 'required';

export function identityAsked({ items, policy }: HallConfig, wanted: readonly ItemId[]): IdentityAsked {
  if (items.some(({ id, identity }) => identity === 'required' && wanted.includes(id))) return 'required';
  // A document of an older hub, as a page reads it, does not have it yet.
  return policy.perPerson ? 'optional' : 'no';
}

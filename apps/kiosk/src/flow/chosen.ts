import type { Need, PersonClass } from '@hallcall/domain';

/** What a visitor says of the own person before the number is taken. */
export type Chosen = { readonly personClass: PersonClass; readonly needs: readonly Need[] };
export const nothingChosen: Chosen = { personClass: 'ordinary', needs: [] };

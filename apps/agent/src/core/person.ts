// What a visitor told the kiosk about themselves, as it goes into issues, tickets and commands. Absent: an ordinary visitor.
import { Need, PersonClass } from '@hallcall/domain';
import { z } from 'zod';

/** The parts of a row or a request; older rows lack them. */
export const personShape = { personClass: PersonClass.optional(), needs: z.array(Need).max(5).optional() };

export type Person = { readonly personClass?: PersonClass | undefined; readonly needs?: readonly Need[] | undefined };

/** Only what was told. */
export const personOf = ({ personClass, needs }: Person): { personClass?: PersonClass; needs?: Need[] } => ({
  ...(personClass === undefined ? {} : { personClass }),
  ...(needs === undefined || needs.length === 0 ? {} : { needs: [...needs] }),
});

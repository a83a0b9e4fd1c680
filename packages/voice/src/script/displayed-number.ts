import type { TicketNumber } from '@hallcall/domain';
import { formatNumber } from '@hallcall/text';

/** The number as every screen shows it: `A 012`. What is spoken are exactly these letters and digits. */
export const displayedNumber = ({ prefix, n }: TicketNumber): string => formatNumber(prefix, n);

/** Its digits, at least three: `012`, `5003`. */
export const displayedDigits = (number: TicketNumber): string => displayedNumber(number).slice(number.prefix.length).trim();

/** The 64 digits of a root in groups of four, as the slip of the close prints them. */
export const rootInGroups = (root: string): string => (root.match(/.{1,4}/g) ?? []).join(' ');

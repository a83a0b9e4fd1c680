/** A card to lay on. */
export type SimulatedCard = { readonly label: string; readonly number: string };

/** Invented cards: the check digits are right, the area (99) and the day (29 February 1900) never existed. The last one's digit is wrong. */
export const sampleCards: readonly SimulatedCard[] = [
  { label: '甲', number: '990000190002290013' },
  { label: '乙', number: '990000190002290021' },
  { label: '丙', number: '99000019000229003X' },
  { label: '丁', number: '990000190002290049' },
];

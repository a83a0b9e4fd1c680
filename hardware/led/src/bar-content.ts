/** What a bar is to show: one line of text in one colour. */
export type BarContent = { readonly text: string; readonly colour: 'red' | 'green' | 'amber'; readonly blink: boolean };

/** Whether two bars with these contents look the same; null is a dark bar. */
export function isSameContent(one: BarContent | null, other: BarContent | null): boolean {
  if (one === null || other === null) return one === other;
  return one.text === other.text && one.colour === other.colour && one.blink === other.blink;
}

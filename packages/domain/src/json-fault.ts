// Where a document written by hand stops being JSON. Parsers name the place in their own words, or only quote what stands around it.

/** Line and column of the first character that cannot stand where it does, both from 1; null when the text is JSON. */
export function jsonFaultAt(text: string): { readonly line: number; readonly column: number } | null {
  if (errorOf(text) === null) return null;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (mayGoOn(text.slice(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  const before = text.slice(0, low);
  return { line: before.split('\n').length, column: low - before.lastIndexOf('\n') };
}

/** Whether something could follow that makes it JSON: the parser ran out of text, or minds nothing but its end. */
function mayGoOn(text: string): boolean {
  const error = errorOf(text);
  return error === null || error.includes('end of JSON') || Number(/at position (\d+)/.exec(error)?.[1]) === text.length;
}

function errorOf(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return String(error);
  }
}

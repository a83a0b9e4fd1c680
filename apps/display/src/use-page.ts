import { useEffect, useState } from 'react';

export type Page<T> = { readonly items: readonly T[]; readonly page: number; readonly pages: number };

/** The part of `items` shown now; it turns every `periodMs` while there is more than one page. */
export function usePage<T>(items: readonly T[], perPage: number, periodMs: number): Page<T> {
  const [turn, setTurn] = useState(0);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  useEffect(() => {
    if (pages < 2) return undefined;
    const timer = setInterval(() => setTurn((count) => count + 1), periodMs);
    return () => clearInterval(timer);
  }, [pages, periodMs]);
  const page = turn % pages;
  return { items: items.slice(page * perPage, (page + 1) * perPage), page: page + 1, pages };
}

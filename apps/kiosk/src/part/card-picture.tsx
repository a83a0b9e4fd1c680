// A card that lies flat on the reader's field: lines only, so that it stands in every contrast.
import type { ReactNode } from 'react';

export function CardPicture({ label }: { readonly label: string }): ReactNode {
  return (
    <svg role="img" aria-label={label} viewBox="0 0 240 150" className="kiosk-card text-primary" fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round">
      <rect x="8" y="26" width="224" height="116" rx="12" />
      <path d="M30 84 l-10 0 M210 84 l10 0 M120 34 l0 8" />
      <rect x="48" y="46" width="144" height="88" rx="8" strokeWidth="7" />
      <path d="M66 70 h54 M66 90 h42 M66 112 h74" />
      <circle cx="160" cy="76" r="12" />
      <path d="M140 108 c2 -20 38 -20 40 0" />
      <path d="M120 6 v16 m-9 -8 l9 9 l9 -9" />
    </svg>
  );
}

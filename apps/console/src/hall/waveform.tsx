import type { ReactNode } from 'react';

const height = 24;

/** The shape of a sound: a stroke for each of its peaks (0 to 100), around the middle line. */
export function Waveform(props: { readonly label: string; readonly peaks: readonly number[]; readonly isBroken: boolean }): ReactNode {
  const { peaks } = props;
  const width = Math.max(1, peaks.length);
  return (
    <svg role="img" aria-label={props.label} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className={`hall-wave ${props.isBroken ? 'text-called' : 'text-primary'}`}>
      <path d={strokes(peaks)} stroke="currentColor" strokeWidth={0.7} fill="none" />
    </svg>
  );
}

/** Silence is a thin line, too. */
function strokes(peaks: readonly number[]): string {
  return peaks
    .map((peak, index) => {
      const half = Math.max(0.5, (Math.min(100, Math.max(0, peak)) / 100) * (height / 2));
      return `M${index + 0.5} ${(height / 2 - half).toFixed(1)}V${(height / 2 + half).toFixed(1)}`;
    })
    .join('');
}

import { ExternalLink } from 'lucide-react';
import { useTexts } from '@hallcall/ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';

/** A page in a frame, laid out at its own size and drawn smaller: `width` × `height` in its own CSS pixels. */
export function ScaledFrame(props: {
  readonly title: string;
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly testId: string;
}): ReactNode {
  const t = useTexts();
  const { width, height } = props;
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0.4);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setScale(element.clientWidth / width));
    observer.observe(element);
    return () => observer.disconnect();
  }, [width]);
  return (
    <figure className="flex min-w-0 flex-col gap-0.5">
      <figcaption className="flex items-baseline justify-between gap-2">
        <strong className="truncate">{props.title}</strong>
        {/* `opener` keeps this tab's session for the new one: that is where the sample's sign-in lies. */}
        <a href={props.src} target="_blank" rel="opener" aria-label={`${t.hall.openAlone} · ${props.title}`} className="flex shrink-0 items-center gap-0.5 text-small text-primary">
          <ExternalLink aria-hidden size="1.1em" /> {t.hall.openAlone}
        </a>
      </figcaption>
      <div ref={box} className="overflow-hidden rounded-small border border-edge bg-sunken" style={{ height: height * scale }}>
        {/* The frames are this product's own pages; a sandbox with their origin and scripts would fence in nothing. */}
        {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
        <iframe
          title={props.title}
          src={props.src}
          data-testid={props.testId}
          className="origin-top-left border-0"
          style={{ width, height, transform: `scale(${scale})` }}
        />
      </div>
    </figure>
  );
}

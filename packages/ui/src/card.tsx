import type { ReactNode } from 'react';

/** One surface with one subject; `title` is a heading of the page's outline. */
export function Card(props: {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  readonly label?: string;
  /** 1 where the card is the whole page. */
  readonly level?: 1 | 2;
}): ReactNode {
  const Title = props.level === 1 ? 'h1' : 'h2';
  return (
    <section
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      className={`flex min-h-0 min-w-0 flex-col rounded-card border border-line bg-paper shadow-card ${props.className ?? ''}`}
    >
      {props.title === undefined ? null : (
        <header className="flex items-center justify-between gap-2 border-b border-line px-3 py-1.5">
          <Title className="text-label font-strong">{props.title}</Title>
          {props.aside}
        </header>
      )}
      {props.children}
    </section>
  );
}

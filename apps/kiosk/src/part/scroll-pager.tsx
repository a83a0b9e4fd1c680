// A long list under the finger, and two large buttons for those who cannot drag.
import { Button, useTexts } from '@hallcall/ui';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';

/** `resetKey`: a change of it goes back to the top. */
export function ScrollPager({ children, resetKey }: { readonly children: ReactNode; readonly resetKey: string }): ReactNode {
  return <Pages key={resetKey}>{children}</Pages>;
}

function Pages({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useTexts().kiosk.pager;
  const view = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ above: false, below: false });

  useEffect(() => {
    const element = view.current;
    if (element === null) return undefined;
    const measure = (): void =>
      setRoom({ above: element.scrollTop > 4, below: element.scrollTop + element.clientHeight < element.scrollHeight - 4 });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  const turn = (direction: 1 | -1): void => view.current?.scrollBy({ top: direction * view.current.clientHeight * 0.85 });
  return (
    <div className="flex min-h-0 flex-1 flex-col low-reach:flex-row low-reach:gap-2">
      {/* It scrolls by itself, so it takes the focus: a keyboard could not move it otherwise. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={view} tabIndex={0} className="kiosk-scroll min-h-0 flex-1 overflow-y-auto">
        <div className="pb-1">{children}</div>
      </div>
      {room.above || room.below ? (
        <div className="flex justify-center gap-2 pt-1 low-reach:flex-col low-reach:justify-start low-reach:gap-2 low-reach:pt-0">
          <Button size="kiosk" icon={ChevronUp} isDisabled={!room.above} onPress={() => turn(-1)}>
            {t.up}
          </Button>
          <Button size="kiosk" icon={ChevronDown} isDisabled={!room.below} onPress={() => turn(1)}>
            {t.down}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

import { Component, type ErrorInfo, type ReactNode } from 'react';
import { RotateCcw } from 'lucide-react';
import { Button } from './button.tsx';
import { useTexts } from './language.tsx';
import { FaultState } from './states.tsx';

type Props = { readonly children: ReactNode };
type Caught = { readonly name: string | null };

/** Shows the designed fault instead of a white page when a component throws. React wants a class for this. */
export class ErrorBoundary extends Component<Props, Caught> {
  override readonly state: Caught = { name: null };

  static getDerivedStateFromError(error: unknown): Caught {
    return { name: error instanceof Error ? error.name : 'Error' };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('page failed', error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.name === null ? this.props.children : <PageFault code={this.state.name} />;
  }
}

function PageFault({ code }: { readonly code: string }): ReactNode {
  const t = useTexts();
  return (
    <FaultState message={t.common.pageFault} code={`page.${code}`}>
      <Button variant="primary" size="large" icon={RotateCcw} onPress={() => location.reload()}>
        {t.common.reload}
      </Button>
    </FaultState>
  );
}

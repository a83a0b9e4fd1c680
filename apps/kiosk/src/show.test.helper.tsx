// Puts a piece of the kiosk's page up as the kiosk does: in Chinese, at the kiosk's scale.
import { LanguageProvider, ModesProvider, normalModes } from '@hallcall/ui';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

/** What is shown stays in `container` until it is closed. */
export async function show(piece: ReactNode) {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () => root.render(
    <LanguageProvider initial="zh" onChange={null}>
      <ModesProvider initial={normalModes} scale="kiosk" onChange={null}>{piece}</ModesProvider>
    </LanguageProvider>,
  ));
  const close = async (): Promise<void> => {
    await act(async () => root.unmount());
    container.remove();
  };
  return { container, close };
}

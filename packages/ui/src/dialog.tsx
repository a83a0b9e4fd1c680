import type { FormEvent, ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, type ButtonProps } from './button.tsx';
import { useTexts } from './language.tsx';

export type DialogProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons: back left, the one primary action right. */
  readonly actions?: ReactNode;
  /** `alertdialog` for a question that must be answered. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly isWide?: boolean;
  /** Makes body and buttons one form: Enter and a button of type submit call it. */
  readonly onSubmit?: () => void;
};

/** One question over the page; the page behind it waits. Its title and its buttons stay in sight, whatever lies between them scrolls. */
export function Dialog(props: DialogProps): ReactNode {
  return (
    <ModalOverlay
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
      isDismissable={props.role !== 'alertdialog'}
      className="hc-scrim fixed inset-0 z-10 flex items-center justify-center p-3"
    >
      <Modal className={`hc-dialog flex max-h-full w-full flex-col overflow-auto rounded-card border border-line bg-paper text-ink shadow-dialog ${props.isWide === true ? 'max-w-100' : 'max-w-72'}`}>
        <AriaDialog role={props.role ?? 'dialog'} className="flex min-h-0 flex-col gap-2 py-3 outline-none">
          <Heading slot="title" className="px-3 text-label font-strong">
            {props.title}
          </Heading>
          <MaybeForm onSubmit={props.onSubmit}>
            {/* The room around it keeps the ring of what has the focus whole. */}
            <div className="hc-dialog-body -my-1 flex min-h-12 flex-col gap-2 overflow-auto px-3 py-1">{props.children}</div>
            {props.actions === undefined ? null : <footer className="mt-1 flex shrink-0 px-3 flex-wrap items-center justify-between gap-2">{props.actions}</footer>}
          </MaybeForm>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function MaybeForm({ onSubmit, children }: { readonly onSubmit: (() => void) | undefined; readonly children: ReactNode }): ReactNode {
  if (onSubmit === undefined) return children;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return <form className="flex min-h-0 flex-col gap-2" onSubmit={submit}>{children}</form>;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
  readonly isOpen: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly variant?: 'primary' | 'danger';
  readonly size?: NonNullable<ButtonProps['size']>;
}): ReactNode {
  const t = useTexts();
  const size = props.size ?? 'desk';
  const confirm = (): void => {
    props.onClose();
    props.onConfirm();
  };
  const actions = (
    <>
      <Button size={size} onPress={props.onClose}>
        {t.common.back}
      </Button>
      <Button size={size} variant={props.variant ?? 'primary'} onPress={confirm} takesFocus>
        {props.confirm}
      </Button>
    </>
  );
  return (
    <Dialog role="alertdialog" title={props.title} isOpen={props.isOpen} onClose={props.onClose} actions={actions}>
      <p className="text-body">{props.body}</p>
    </Dialog>
  );
}

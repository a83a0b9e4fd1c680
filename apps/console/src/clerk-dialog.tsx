import type { HttpRefusal } from '@hallcall/client';
import type { Registry } from '@hallcall/protocol';
import { Button, Dialog, Notice, problemMessage, SelectField, TextField, useTexts } from '@hallcall/ui';
import { useState, type ReactNode } from 'react';

type Clerk = Registry['clerks'][number];
export type ClerkDraft = { readonly clerkId: string; readonly name: string; readonly role: Clerk['role']; readonly pin: string | null; readonly isDisabled: boolean };

/** The protocol's own least length of a PIN. */
export const leastPin = 4;

/** A new person, or a known one with another name, role or PIN. */
export function ClerkDialog(props: {
  readonly clerk: Clerk | null;
  readonly problem: HttpRefusal | null;
  readonly isWorking: boolean;
  readonly onSave: (draft: ClerkDraft) => void;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const { clerks, role: roles, setup } = t.console;
  const [clerkId, setClerkId] = useState(props.clerk?.clerkId ?? '');
  const [name, setName] = useState(props.clerk?.name ?? '');
  const [role, setRole] = useState<Clerk['role']>(props.clerk?.role ?? 'clerk');
  const [pin, setPin] = useState('');
  const isNew = props.clerk === null;
  const isShort = pin !== '' && pin.length < leastPin;
  const isReady = clerkId.trim() !== '' && name.trim() !== '' && !isShort && (pin !== '' || !isNew) && !props.isWorking;
  const save = (): void => {
    if (!isReady) return;
    props.onSave({ clerkId: clerkId.trim(), name: name.trim(), role, pin: pin === '' ? null : pin, isDisabled: props.clerk?.isDisabled ?? false });
  };
  const actions = (
    <>
      <Button onPress={props.onClose}>{t.common.back}</Button>
      <Button type="submit" variant="primary" isDisabled={!isReady}>
        {t.common.save}
      </Button>
    </>
  );
  return (
    <Dialog isOpen title={isNew ? clerks.add : `${clerks.resetPin} · ${props.clerk?.clerkId ?? ''}`} onClose={props.onClose} onSubmit={save} actions={actions}>
      {isNew ? <TextField label={clerks.id} value={clerkId} onChange={setClerkId} maxLength={48} isRequired takesFocus /> : null}
      <TextField label={clerks.name} value={name} onChange={setName} maxLength={60} isRequired />
      <SelectField
        label={clerks.role}
        value={role}
        onChange={setRole}
        placeholder={clerks.role}
        options={[{ id: 'clerk', name: roles.clerk }, { id: 'bank', name: roles.bank }, { id: 'manager', name: roles.manager }]}
      />
      <TextField
        label={clerks.pin}
        value={pin}
        onChange={setPin}
        type="password"
        maxLength={32}
        isRequired={isNew}
        autoComplete="new-password"
        error={isShort ? setup.pinTooShort({ minimum: leastPin }) : null}
      />
      {props.problem === null ? null : <Notice message={problemMessage(t, props.problem)} code={props.problem.code} />}
    </Dialog>
  );
}

// What exists only under --sample: the hall that comes with the program, and credentials made at its first start,
// so that the hall page can open every window and board at once. Loopback only.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { BoardId, ClerkId, DeviceId, serviceDateAt, WindowId, type HallConfig } from '@hallcall/domain';
import { hashPin } from '@hallcall/pin';
import type { Credentials, SampleHall } from '@hallcall/protocol';
import { z } from 'zod';
import type { Engine } from '../engine/engine.ts';
import type { HallSource } from '../hall-document.ts';
import { freeBand } from '../registry/number-band.ts';
import type { RegistryTables } from '../registry/registry-tables.ts';
import { hashToken, newToken, sixDigits } from '../registry/secret.ts';
import { sampleAgentId, sampleConfig } from './sample-config.ts';

const Person = z.strictObject({ clerkId: ClerkId, name: z.string(), pin: z.string(), token: z.string() });
const Secrets = z.strictObject({
  manager: Person,
  windows: z.array(z.strictObject({ windowId: WindowId, ...Person.shape })),
  boards: z.array(z.strictObject({ boardId: BoardId, deviceId: DeviceId, token: z.string() })),
  agent: z.strictObject({ deviceId: DeviceId, token: z.string() }),
});
type Secrets = z.infer<typeof Secrets>;

/** What the hall page is told, without the addresses that are known only later. */
export type SampleCredentials = Omit<SampleHall, 'agentUrl' | 'printerUrl'>;

/** The catalogue that comes with the program, and the hall made from it. */
export function sampleSource(): HallSource {
  const catalogueFile = createRequire(import.meta.url).resolve('@hallcall/catalogue/sample');
  const catalogueText = readFileSync(catalogueFile, 'utf8');
  // The program's own file; it passes the whole import before it is published.
  const made = JSON.parse(catalogueText) as Parameters<typeof sampleConfig>[0];
  return { hall: sampleConfig(made), catalogueText, catalogueFile };
}

/** Low: these PINs lie in plain text beside the database. */
const samplePinCost = 2 ** 10;

export type SampleDeps = {
  readonly engine: Engine;
  readonly tables: RegistryTables;
  readonly folder: string;
  readonly now: () => number;
};

/**
 * Makes sure that the sample's clerks, sessions and devices exist, and returns the secrets of their pages. Writes
 * DATA/sample.json and, for the kiosk's agent, its `Credentials` as DATA/agent-credentials.json (both 0600).
 */
export async function ensureSample(deps: SampleDeps): Promise<SampleCredentials> {
  const { hall } = deps.engine.config();
  const secrets = readOrMakeSecrets(join(deps.folder, 'sample.json'), hall);
  const people = [secrets.manager, ...secrets.windows];
  const hashes = await Promise.all(people.map(async ({ clerkId, pin }) => (deps.tables.clerk.get(clerkId) ? null : hashPin(pin, samplePinCost))));
  const credentials = await deps.engine.change((record) => {
    for (const [index, person] of people.entries()) {
      const pinHash = hashes[index];
      const atBank = secrets.windows.some((one) => one === person && takesPayments(hall, one.windowId));
      const role = person === secrets.manager ? 'manager' : atBank ? 'bank' : 'clerk';
      if (pinHash) {
        deps.tables.putClerk.run({ clerkId: person.clerkId, name: person.name, role, pinHash, disabledAt: null });
        record('clerkAdded', person.clerkId);
      }
      addSession(deps, person.clerkId, 'windowId' in person ? String(person.windowId) : null, person.token);
    }
    for (const { boardId, deviceId, token } of secrets.boards) addDevice(deps, { deviceId, boardId, token }, record);
    return addDevice(deps, { ...secrets.agent, boardId: null }, record);
  });
  writeSecret(join(deps.folder, 'agent-credentials.json'), credentials);
  const { clerkId, pin, token } = secrets.manager;
  return { manager: { clerkId, pin, token }, windows: secrets.windows, boards: secrets.boards.map(({ boardId, token: own }) => ({ boardId, token: own })) };
}

/** The bank's queue is served there: whoever calls a visitor who pays must be able to confirm it. */
const takesPayments = ({ windows, payment }: HallConfig, windowId: WindowId): boolean =>
  windows.some(({ id, queues }) => id === windowId && queues.some(({ queue }) => queue === payment?.queue));

/** Sample sessions are handed out anew at each start and never run out in between. */
function addSession({ tables, now }: SampleDeps, clerkId: ClerkId, windowId: string | null, token: string): void {
  const tokenHash = hashToken(token);
  tables.endSession.run(tokenHash);
  tables.addSession.run(tokenHash, clerkId, windowId, now(), now() + 10 * 365 * 86_400_000);
}

type SampleDevice = { readonly deviceId: DeviceId; readonly boardId: BoardId | null; readonly token: string };

function addDevice(
  { engine, tables, now }: SampleDeps,
  { deviceId, boardId, token }: SampleDevice,
  record: (what: 'devicePaired', id: string) => void,
): Credentials {
  const { hall } = engine.config();
  if (!tables.device.get(deviceId)) {
    tables.putDevice.run({ deviceId, kind: boardId === null ? 'agent' : 'display', name: deviceId, boardId, pairedAt: now() });
    const band = boardId === null ? freeBand(hall.policy.slots, tables.slots.all(), serviceDateAt(hall, now())) : null;
    if (band) tables.takeSlot.run(deviceId, band.first, band.last, now());
    record('devicePaired', deviceId);
  }
  tables.setToken.run(hashToken(token), deviceId);
  const device = tables.device.get(deviceId);
  const band = device && device.first !== null && device.last !== null ? { first: device.first, last: device.last } : null;
  return { hallId: hall.hallId, deviceId, token, boardId, band };
}

function readOrMakeSecrets(file: string, hall: HallConfig): Secrets {
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets: Secrets = {
    manager: person('manager', '样例值班长 Sample manager'),
    windows: hall.windows.map(({ id, label }) => ({ windowId: id, ...person(`c${label}`, `样例职员 ${label} Sample clerk ${label}`) })),
    boards: hall.boards.map(({ id }) => ({ boardId: id, deviceId: DeviceId.parse(`display-${id}`), token: newToken() })),
    agent: { deviceId: DeviceId.parse(sampleAgentId), token: newToken() },
  };
  writeSecret(file, secrets);
  return secrets;
}

const person = (id: string, name: string) => ({ clerkId: ClerkId.parse(id), name, pin: sixDigits(), token: newToken() });

const writeSecret = (file: string, content: unknown): void => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });

// How a device joins: it shows a six-digit code, a manager confirms it, the device claims its credentials once.
import { timingSafeEqual } from 'node:crypto';
import { serviceDateAt } from '@hallcall/domain';
import type { Credentials, HttpProblem, PairingClaim, PairingConfirm, PairingReply, PairingRequest } from '@hallcall/protocol';
import type { Engine } from '../engine/engine.ts';
import { freeBand } from './number-band.ts';
import type { PairingRow, RegistryTables } from './registry-tables.ts';
import { hashToken, newId, newToken, sixDigits } from './secret.ts';

const pairingMs = 10 * 60_000;
/** Codes open at once; more are refused so that guessing one stays hopeless. */
const openAtOnce = 50;

export type PairingDeps = { readonly engine: Engine; readonly tables: RegistryTables; readonly now: () => number };

export function requestPairing({ engine, tables, now }: PairingDeps, { kind, name }: PairingRequest): Promise<PairingReply | HttpProblem> {
  return engine.change(() => {
    tables.endOldPairings.run(now());
    if ((tables.openPairings.get() ?? 0) >= openAtOnce) return { code: 'request.tooMany', waitMs: pairingMs };
    let code = sixDigits();
    while (tables.pairingByCode.get(code)) code = sixDigits();
    const reply = { pairingId: newId(), secret: newToken(), code, expiresAt: now() + pairingMs };
    tables.addPairing.run(reply.pairingId, kind, name, hashToken(reply.secret), code, reply.expiresAt);
    return reply;
  });
}

/** The manager's confirmation; null when the device may now claim. */
export function confirmPairing({ engine, tables, now }: PairingDeps, { code, deviceId, boardId }: PairingConfirm): Promise<HttpProblem | null> {
  return engine.change((record) => {
    const pairing = tables.pairingByCode.get(code);
    if (!pairing || pairing.deviceId !== null) return { code: 'pairing.wrongCode' };
    if (pairing.expiresAt < now()) return { code: 'pairing.expired' };
    if (tables.device.get(deviceId)) return { code: 'device.exists' };
    const problem = boardProblem(engine, pairing, boardId);
    if (problem) return problem;
    const { hall } = engine.config();
    const band = pairing.kind === 'agent' ? freeBand(hall.policy.slots, tables.slots.all(), serviceDateAt(hall, now())) : null;
    if (pairing.kind === 'agent' && !band) return { code: 'pairing.noSlot' };
    tables.putDevice.run({ deviceId, kind: pairing.kind, name: pairing.name, boardId, pairedAt: now() });
    if (band) tables.takeSlot.run(deviceId, band.first, band.last, now());
    tables.confirmPairing.run(deviceId, pairing.pairingId);
    record('devicePaired', deviceId);
    return null;
  });
}

function boardProblem(engine: Engine, { kind }: PairingRow, boardId: PairingConfirm['boardId']): HttpProblem | null {
  if (kind === 'agent') {
    return boardId === null ? null : { code: 'request.malformed', path: 'boardId', problem: 'an agent shows no board' };
  }
  return engine.config().hall.boards.some(({ id }) => id === boardId) ? null : { code: 'board.unknown' };
}

/** `waiting` while nobody has confirmed; the credentials once. */
export function claimPairing({ engine, tables, now }: PairingDeps, { pairingId, secret }: PairingClaim): Promise<Credentials | 'waiting' | HttpProblem> {
  return engine.change(() => {
    const pairing = tables.pairing.get(pairingId);
    if (!pairing || pairing.expiresAt < now() || !timingSafeEqual(pairing.secretHash, hashToken(secret))) return { code: 'pairing.expired' };
    if (pairing.deviceId === null) return 'waiting';
    const device = tables.device.get(pairing.deviceId);
    if (!device) return { code: 'pairing.expired' };
    const token = newToken();
    tables.setToken.run(hashToken(token), device.deviceId);
    tables.endPairing.run(pairingId);
    const band = device.first !== null && device.last !== null ? { first: device.first, last: device.last } : null;
    return { hallId: engine.config().hall.hallId, deviceId: device.deviceId, token, boardId: device.boardId, band };
  });
}

/** Ends a device's rights at once. Its numbers rest until the next calendar day. */
export function revokeDevice({ engine, tables, now }: PairingDeps, deviceId: string): Promise<HttpProblem | null> {
  return engine.change((record) => {
    if (!tables.device.get(deviceId)) return { code: 'device.unknown' };
    tables.revoke.run(now(), deviceId);
    tables.freeSlot.run(serviceDateAt(engine.config().hall, now()), deviceId);
    tables.endPairingsOf.run(deviceId);
    record('deviceRevoked', deviceId);
    return null;
  });
}

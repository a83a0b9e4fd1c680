import { openPtyLine } from './pty-line.ts';
import { openTcpLine } from './tcp-line.ts';

/** The plug of a simulated device, whatever its kind. */
export type SimulatedLine = {
  /** The TCP port, or null on a pty. */
  port: number | null;
  send(bytes: Uint8Array): void;
  setReading(isReading: boolean): void;
  /** Breaks the connection once. */
  drop(): void;
  /** Takes the socket or the adapter away, or brings it back. */
  setPresent(isPresent: boolean): Promise<void>;
  close(): Promise<void>;
};

/** A TCP port on 127.0.0.1 (0 takes a free one), or the path at which a pty is made. */
export type LineChoice = { kind: 'tcp'; port: number } | { kind: 'pty'; path: string };

/** Opens the line. Rejects when the port is taken or socat is missing. */
export async function openSimulatedLine(line: LineChoice, onBytes: (bytes: Uint8Array) => void): Promise<SimulatedLine> {
  if (line.kind === 'tcp') {
    const tcp = await openTcpLine(line.port, onBytes);
    return {
      port: tcp.port,
      send: (bytes) => tcp.send(bytes),
      setReading: (on) => tcp.setReading(on),
      drop: () => tcp.drop(),
      setPresent: (on) => tcp.setListening(on),
      close: () => tcp.close(),
    };
  }
  const pty = await openPtyLine(line.path, onBytes);
  return {
    port: null,
    send: (bytes) => pty.send(bytes),
    setReading: (on) => pty.setReading(on),
    drop: () => void pty.setPlugged(false).then(() => pty.setPlugged(true)),
    setPresent: (on) => pty.setPlugged(on),
    close: () => pty.close(),
  };
}

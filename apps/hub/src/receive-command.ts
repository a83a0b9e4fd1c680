// One command as it comes off the wire: its size, its shape, its hall. What is well-formed goes to the engine.
import type { Actor } from '@hallcall/domain';
import { Envelope, limits, type EdgeRejection, type Reply } from '@hallcall/protocol';
import type { Engine } from './engine/engine.ts';

/** The part of a connection that carries bytes; `packet` precedes the event it decodes to. */
type Connection = { readonly conn: { on(event: 'packet', listener: (packet: { type: string; data?: unknown }) => void): unknown } };

/** A handler for the socket's `command`. Without a way to answer, a command is not taken. */
export function receiveCommand(engine: Engine, socket: Connection, actor: () => Actor): (envelope: unknown, answer: unknown) => void {
  // Measuring every message would cost more than handling it: only a connection that has sent a large packet is measured.
  let hasSentLarge = false;
  socket.conn.on('packet', ({ data }) => {
    if (typeof data === 'string' && data.length * 3 > limits.messageBytes) hasSentLarge = true;
  });
  return (message, answer) => {
    if (typeof answer !== 'function') return;
    // Socket.IO hands over the sender's acknowledgement as a plain function.
    const reply = answer as (reply: Reply) => void;
    const refusal = hasSentLarge ? sizeProblem(message) : null;
    if (refusal) return reply({ kind: 'rejected', rejection: refusal });
    const envelope = Envelope.safeParse(message);
    if (!envelope.success) return reply({ kind: 'rejected', rejection: malformed(envelope.error.issues) });
    const { hallId } = engine.config().hall;
    if (envelope.data.hallId !== hallId) return reply({ kind: 'rejected', rejection: { code: 'hall.wrong', hallId } });
    engine.submit(actor(), envelope.data, reply);
  };
}

function sizeProblem(message: unknown): EdgeRejection | null {
  const bytes = Buffer.byteLength(JSON.stringify(message) ?? '');
  return bytes > limits.messageBytes ? { code: 'message.tooLarge', limitBytes: limits.messageBytes } : null;
}

function malformed(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): EdgeRejection {
  const [first] = issues;
  return { code: 'command.malformed', path: first?.path.map(String).join('.') ?? '', problem: first?.message ?? 'not an envelope' };
}

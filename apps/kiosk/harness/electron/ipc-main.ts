// ipcMain: what the preload's world sent arrives here, as JSON, with a faked frame that says where it came from.
import { createEmitter } from './emitter.ts';
import type { Guard } from './guard.ts';
import type { Frame, Message } from './page-host.ts';

export type Delivery = { readonly message: Message; readonly from: Frame; readonly sender: object; readonly reply: (isOk: boolean, value: unknown) => void };
export type IpcHub = { readonly object: object; readonly deliver: (delivery: Delivery) => void; readonly channels: () => readonly string[] };

type Handler = (event: object, ...args: readonly unknown[]) => unknown;

export function createIpcMain(guard: Guard): IpcHub {
  const channels: string[] = [];
  const handlers = new Map<string, Handler>();
  const { listening, send } = createEmitter();

  const eventOf = ({ from, sender }: Delivery): object => {
    const top = from.isMain ? null : guard.object('WebFrameMain', { url: '', parent: null });
    return { sender, senderFrame: guard.object('WebFrameMain', { url: from.url, parent: top }), processId: 1, frameId: 1 };
  };

  async function invoke(delivery: Delivery): Promise<void> {
    const { channel, args } = delivery.message;
    try {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      delivery.reply(true, await handler(eventOf(delivery), ...args));
    } catch (error) {
      delivery.reply(false, `Error invoking remote method '${channel}': ${String(error)}`);
    }
  }

  return {
    object: guard.object('IpcMain', {
      ...listening,
      handle(channel: string, handler: Handler) {
        if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
        handlers.set(channel, handler);
      },
      removeHandler: (channel: string) => void handlers.delete(channel),
    }),
    channels: () => channels,
    deliver(delivery) {
      channels.push(delivery.message.channel);
      if (delivery.message.kind === 'invoke') void invoke(delivery);
      else send(delivery.message.channel, eventOf(delivery), ...delivery.message.args);
    },
  };
}

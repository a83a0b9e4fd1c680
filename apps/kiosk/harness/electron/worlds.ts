// What runs inside Chromium: the preload in a world of its own, and the bridge between it and the page. Both functions are sent as
// text and use nothing of this file. Values cross as JSON through events of the document, which both worlds see.

export type PreloadFacts = {
  /** Unguessable name of the events. */
  readonly events: string;
  /** Name of the binding that leads to main. */
  readonly binding: string;
  /** What the table knows of the two modules of a preload. */
  readonly known: { readonly contextBridge: readonly string[]; readonly ipcRenderer: readonly string[] };
  readonly isIsolated: boolean;
  readonly hasNode: boolean;
};

type Tree = { readonly fn: number } | { readonly value: unknown } | { readonly of: Readonly<Record<string, Tree>> };
type Answer = { readonly value?: unknown; readonly error?: string; readonly later?: boolean };

/** In the page's world, before anything of the page. */
export function pageSide({ events, hasNode }: PreloadFacts): void {
  if (globalThis.top !== globalThis.self) return;
  if (hasNode) Object.assign(globalThis, { require: () => ({}), process: { versions: { node: '0' } } });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let calls = 0;
  let answer: Answer = {};
  const hear = (name: string, on: (body: unknown) => void): void =>
    document.addEventListener(`${events}:${name}`, (event) => on(JSON.parse((event as CustomEvent<string>).detail)));

  function call(fn: number, args: unknown[]): unknown {
    calls += 1;
    const id = calls;
    answer = { error: 'the preload did not answer' };
    document.dispatchEvent(new CustomEvent(`${events}:call`, { detail: JSON.stringify({ id, fn, args }) }));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.later === true ? new Promise((resolve, reject) => waiting.set(id, { resolve, reject })) : answer.value;
  }

  function build(tree: Tree): unknown {
    if ('fn' in tree) return Object.freeze((...args: unknown[]) => call(tree.fn, args));
    return 'value' in tree ? tree.value : Object.freeze(Object.fromEntries(Object.entries(tree.of).map(([name, part]) => [name, build(part)])));
  }

  hear('return', (body) => void (answer = body as Answer));
  hear('expose', (body) => {
    const { key, tree } = body as { key: string; tree: Tree };
    Object.defineProperty(globalThis, key, { value: build(tree), writable: false, configurable: false, enumerable: true });
  });
  hear('settle', (body) => {
    const { id, value, error } = body as Answer & { id: number };
    const held = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) held?.resolve(value);
    else held?.reject(new Error(error));
  });
}

/** In the preload's world: the two modules of Electron that a sandboxed preload may have, then the built bundle itself. */
export function preloadSide(facts: PreloadFacts, bundle: (require: (name: string) => unknown, module: object, exports: object) => void): void {
  if (globalThis.top !== globalThis.self) return;
  const { events, binding, known, isIsolated } = facts;
  const toMain = Reflect.get(globalThis, binding) as (message: string) => void;
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  const tell = (name: string, body: object): boolean => document.dispatchEvent(new CustomEvent(`${events}:${name}`, { detail: JSON.stringify(body) }));

  function treeOf(value: unknown): Tree {
    if (typeof value === 'function') return { fn: functions.push(value as (...args: unknown[]) => unknown) - 1 };
    if (typeof value !== 'object' || value === null) return { value };
    return { of: Object.fromEntries(Object.entries(value).map(([name, part]) => [name, treeOf(part)])) };
  }

  function only(module: keyof typeof known, target: object): object {
    return new Proxy(target, {
      get(_, name) {
        if (typeof name === 'string' && !known[module].includes(name)) throw new Error(`electron: ${module} has no member '${name}'`);
        if (!(name in target)) throw new Error(`stand-in: ${module}.${String(name)} is not implemented here`);
        return Reflect.get(target, name) as unknown;
      },
    });
  }

  document.addEventListener(`${events}:call`, (event) => {
    const { id, fn, args } = JSON.parse((event as CustomEvent<string>).detail) as { id: number; fn: number; args: unknown[] };
    try {
      const value = functions[fn]?.(...args);
      if (!(value instanceof Promise)) return void tell('return', { value });
      tell('return', { later: true });
      value.then((settled: unknown) => tell('settle', { id, value: settled }), (error: unknown) => tell('settle', { id, error: String(error) }));
    } catch (error) {
      tell('return', { error: String(error) });
    }
  });
  Object.assign(globalThis, {
    standInReply(id: number, isOk: boolean, value: unknown) {
      const held = waiting.get(id);
      waiting.delete(id);
      if (isOk) held?.resolve(value);
      else held?.reject(new Error(String(value)));
    },
  });
  const electron = {
    contextBridge: only('contextBridge', {
      exposeInMainWorld(key: string, api: unknown) {
        if (!isIsolated) throw new Error('contextBridge API can only be used when contextIsolation is enabled');
        tell('expose', { key, tree: treeOf(api) });
      },
    }),
    ipcRenderer: only('ipcRenderer', {
      send: (channel: string, ...args: unknown[]) => toMain(JSON.stringify({ kind: 'send', channel, args })),
      invoke(channel: string, ...args: unknown[]) {
        asked += 1;
        const id = asked;
        toMain(JSON.stringify({ kind: 'invoke', id, channel, args }));
        return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      },
    }),
  };
  const module = { exports: {} };
  try {
    bundle((name) => {
      if (name !== 'electron' && name !== 'electron/renderer') throw new Error(`module not found in sandboxed preload: ${name}`);
      return electron;
    }, module, module.exports);
  } catch (error) {
    toMain(JSON.stringify({ kind: 'preloadError', message: String(error) }));
  }
}

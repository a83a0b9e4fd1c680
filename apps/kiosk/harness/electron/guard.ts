// Holds every use of Electron against the table read from electron.d.ts: a member, an event, an option or a number of arguments
// that Electron does not have throws, and so does one that it has and this stand-in does not.
import type { ApiFile } from '../api/api-text.ts';
import type { ApiType, Arity } from '../api/read-electron-api.ts';

export type Call = { readonly type: string; readonly name: string; readonly args: readonly unknown[] };
export type Guard = {
  /** `target` as an instance of the Electron type, or as its class. */
  readonly object: <T extends object>(type: string, target: T, side?: 'instance' | 'class') => T;
  /** Throws for a property that the options of this type do not have. */
  readonly options: (type: string, value: object) => void;
};

const eventVerbs = new Set(['on', 'once', 'off', 'addListener', 'removeListener']);

/** `record` is told of every call. */
export function createGuard(api: ApiFile, record: (call: Call) => void): Guard {
  const fail = (what: string): never => {
    throw new Error(`electron@${api.version}: ${what}`);
  };

  /** The type and those it extends. */
  function chain(type: string): readonly ApiType[] {
    const found = api.types[type];
    if (found === undefined) return [];
    return found.extends === null ? [found] : [found, ...chain(found.extends)];
  }

  function arityOf(type: string, name: string, side: 'instance' | 'class'): Arity | 'property' | null {
    for (const level of chain(type)) {
      const methods = side === 'class' ? level.staticMethods : level.methods;
      if (Object.hasOwn(methods, name)) return methods[name] ?? null;
      if ((side === 'class' ? level.staticProperties : level.properties).includes(name)) return 'property';
    }
    return null;
  }

  function checkCall(type: string, name: string, args: readonly unknown[], [fewest, most]: Arity): void {
    if (args.length < fewest || (most !== null && args.length > most)) {
      fail(`${type}.${name} takes ${fewest === most ? fewest : `${fewest} to ${most ?? 'any number of'}`} arguments, not ${args.length}`);
    }
    const events = eventVerbs.has(name) ? chain(type).flatMap((level) => level.events) : [];
    if (events.length > 0 && !events.includes(String(args[0]))) fail(`${type} has no event '${String(args[0])}'`);
  }

  function object<T extends object>(type: string, target: T, side: 'instance' | 'class' = 'instance'): T {
    if (api.types[type] === undefined) fail(`there is no type ${type}`);
    return new Proxy(target, {
      get(_, name) {
        const value: unknown = Reflect.get(target, name);
        // Node itself asks every object for these.
        if (typeof name === 'symbol' || name === 'then') return value;
        const arity = arityOf(type, name, side) ?? fail(`${type} has no member '${name}'`);
        if (!(name in target)) throw new Error(`stand-in: ${type}.${name} is not implemented here`);
        if (arity === 'property' || typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          checkCall(type, name, args, arity);
          record({ type, name, args });
          return Reflect.apply(value, target, args);
        };
      },
      set: (_, name) => fail(`${type}.${String(name)} is not to be set here`),
    });
  }

  function options(type: string, value: object): void {
    const known = new Set(chain(type).flatMap(({ properties }) => properties));
    for (const name of Object.keys(value)) if (!known.has(name)) fail(`${type} has no property '${name}'`);
  }

  return { object, options };
}

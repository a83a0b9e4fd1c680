// Reads electron.d.ts into a table: what each type has, how many arguments it takes, which events it sends, what main and preload
// can import. The stand-in module holds every use against this table, so that a name Electron does not have cannot pass.
import { parseSync, type Class, type Node, type TSInterfaceDeclaration, type TSModuleDeclaration } from 'oxc-parser';

/** Fewest and most arguments over all overloads; null: any number more. */
export type Arity = readonly [fewest: number, most: number | null];
export type ApiType = {
  readonly extends: string | null;
  readonly properties: readonly string[];
  readonly methods: Readonly<Record<string, Arity>>;
  readonly staticProperties: readonly string[];
  readonly staticMethods: Readonly<Record<string, Arity>>;
  readonly events: readonly string[];
};
export type ElectronApi = {
  readonly types: Readonly<Record<string, ApiType>>;
  /** Exported name → its type; `typeof X` for a class. */
  readonly main: Readonly<Record<string, string>>;
  readonly renderer: Readonly<Record<string, string>>;
};

type Declaration = TSInterfaceDeclaration | Class;
type Growing = {
  extends: string | null;
  properties: Set<string>; methods: Map<string, Arity>; staticProperties: Set<string>; staticMethods: Map<string, Arity>; events: Set<string>;
};
const eventVerbs = new Set(['on', 'once', 'off', 'addListener', 'removeListener']);

/** `source` is the text of electron.d.ts. Throws when it is not what it was built for. */
export function readElectronApi(source: string): ElectronApi {
  const { program, errors } = parseSync('electron.d.ts', source, { lang: 'dts', astType: 'ts' });
  if (errors.length > 0) throw new Error(`electron.d.ts: ${errors[0]?.message}`);
  const electron = bodiesOf(program.body, 'Electron');
  const types: Record<string, ApiType> = {};
  const growing = new Map<string, Growing>();
  for (const statement of electron.map(declared)) {
    if (statement.type === 'TSInterfaceDeclaration' || statement.type === 'ClassDeclaration') grow(growing, statement);
  }
  for (const [name, found] of sorted(growing)) types[name] = finish(found);
  return { types, main: exportsOf(bodiesOf(electron, 'Main')), renderer: exportsOf(bodiesOf(electron, 'Renderer')) };
}

/** The statements of all namespaces of this name. */
function bodiesOf(statements: readonly Node[], name: string): readonly Node[] {
  const isOurs = (node: Node): node is TSModuleDeclaration => node.type === 'TSModuleDeclaration' && node.id.type === 'Identifier' && node.id.name === name;
  return statements.map(declared).filter(isOurs).flatMap(({ body }) => (body?.type === 'TSModuleBlock' ? body.body : []));
}

const declared = (node: Node): Node => (node.type === 'ExportNamedDeclaration' && node.declaration ? node.declaration : node);

function grow(growing: Map<string, Growing>, declaration: Declaration): void {
  const name = declaration.id?.name ?? '';
  const type = growing.get(name) ?? {
    extends: baseOf(declaration),
    properties: new Set(), methods: new Map(), staticProperties: new Set(), staticMethods: new Map(), events: new Set(),
  };
  growing.set(name, type);
  for (const member of declaration.body.body) addMember(type, member);
}

function baseOf(declaration: Declaration): string | null {
  const base = declaration.type === 'TSInterfaceDeclaration' ? declaration.extends[0]?.expression : declaration.superClass;
  if (!base) return null;
  return base.type === 'Identifier' ? base.name : base.type === 'MemberExpression' && base.property.type === 'Identifier' ? base.property.name : null;
}

function addMember(type: Growing, member: Node): void {
  if (member.type === 'TSPropertySignature' || member.type === 'PropertyDefinition') {
    const properties = 'static' in member && member.static ? type.staticProperties : type.properties;
    if (member.key.type === 'Identifier') properties.add(member.key.name);
    return;
  }
  const method = member.type === 'TSMethodSignature' ? member : member.type === 'MethodDefinition' || member.type === 'TSAbstractMethodDefinition' ? member.value : null;
  if (method === null || !('key' in member) || member.key.type !== 'Identifier') return;
  const isStatic = 'static' in member && member.static;
  const { name } = member.key;
  const methods = isStatic ? type.staticMethods : type.methods;
  methods.set(name, merge(methods.get(name), arityOf(method.params)));
  const event = eventVerbs.has(name) ? eventOf(method.params[0]) : null;
  if (event !== null) type.events.add(event);
}

function arityOf(params: readonly Node[]): Arity {
  const fewest = params.filter((param) => param.type !== 'RestElement' && !('optional' in param && param.optional)).length;
  return [fewest, params.some(({ type }) => type === 'RestElement') ? null : params.length];
}

function merge(known: Arity | undefined, next: Arity): Arity {
  if (known === undefined) return next;
  return [Math.min(known[0], next[0]), known[1] === null || next[1] === null ? null : Math.max(known[1], next[1])];
}

/** `'close'` of `on(event: 'close', …)`. */
function eventOf(param: Node | undefined): string | null {
  const annotation = param?.type === 'Identifier' ? param.typeAnnotation?.typeAnnotation : undefined;
  const literal = annotation?.type === 'TSLiteralType' ? annotation.literal : undefined;
  return literal?.type === 'Literal' && typeof literal.value === 'string' ? literal.value : null;
}

function exportsOf(statements: readonly Node[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const statement of statements.map(declared)) {
    if (statement.type === 'ClassDeclaration' && statement.id) found.set(statement.id.name, `typeof ${statement.id.name}`);
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id } of statement.declarations) {
      if (id.type === 'Identifier') found.set(id.name, typeName(id.typeAnnotation?.typeAnnotation));
    }
  }
  return Object.fromEntries(sorted(found));
}

function typeName(node: Node | undefined): string {
  if (node?.type === 'TSTypeReference' && node.typeName.type === 'Identifier') return node.typeName.name;
  if (node?.type === 'TSTypeQuery' && node.exprName.type === 'Identifier') return `typeof ${node.exprName.name}`;
  return 'unknown';
}

function finish({ extends: base, properties, methods, staticProperties, staticMethods, events }: Growing): ApiType {
  return {
    extends: base, properties: names(properties), methods: Object.fromEntries(sorted(methods)),
    staticProperties: names(staticProperties), staticMethods: Object.fromEntries(sorted(staticMethods)), events: names(events),
  };
}

const names = (set: ReadonlySet<string>): string[] => [...set].toSorted();

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));

// What no shape can say: ids and names used once, prefixes told apart by ear, references that lead somewhere.
import type { Catalogue, Chain, Counts, Department, Item } from './schema.ts';
import type { CatalogueProblem } from './problem.ts';

/** How much a catalogue holds, counted from its content. */
export function countCatalogue(catalogue: Catalogue): Counts {
  const { departments } = catalogue;
  const items = departments.flatMap((department) => department.items);
  const approval = items.filter((item) => item.category === 'approval').length;
  return { departments: departments.length, items: items.length, approval, convenience: items.length - approval };
}

/** Every structural fault of a well-shaped catalogue, in file order by kind; empty when it may be used. */
export function checkCatalogue(catalogue: Catalogue): CatalogueProblem[] {
  const departments = catalogue.departments.map((department, d) => ({ department, at: `departments[${d}]` }));
  const items = departments.flatMap(({ department, at }) =>
    department.items.map((item, i) => ({ item, department, at: `${at}.items[${i}]` })),
  );
  return [
    ...countProblems(catalogue),
    ...repeated(departments.map(({ department, at }) => [department.id, `${at}.id`]), duplicateId),
    ...repeated(departments.map(({ department, at }) => [department.code, `${at}.code`]), duplicateId),
    ...repeated(departments.map(({ department, at }) => [department.zh, `${at}.zh`]), duplicateName),
    ...prefixProblems(departments),
    ...repeated(items.map(({ item, at }) => [item.id, `${at}.id`]), duplicateId),
    ...repeated(
      items.flatMap(({ item: { officialCode }, at }) =>
        officialCode === null ? [] : [[officialCode, `${at}.officialCode`] as const],
      ),
      duplicateId,
    ),
    ...repeated(items.map(({ item, at }) => [item.zh, `${at}.zh`]), duplicateName),
    ...departments.flatMap(({ department, at }) =>
      repeated(department.items.map((item, i) => [item.en, `${at}.items[${i}].en`]), duplicateName),
    ),
    ...items.flatMap(({ item, at }) => itemProblems(item, at, catalogue.materials)),
    ...repeated(catalogue.chains.map((chain, c) => [chain.id, `chains[${c}].id`]), duplicateId),
    ...chainProblems(catalogue.chains, new Set(items.map(({ item }) => item.id))),
  ];
}

function countProblems(catalogue: Catalogue): CatalogueProblem[] {
  const declared = catalogue.counts;
  if (declared === null) return [];
  const found = countCatalogue(catalogue);
  return (['departments', 'items', 'approval', 'convenience'] as const)
    .filter((field) => declared[field] !== found[field])
    .map((field) => ({
      path: `counts.${field}`, code: 'counts.mismatch', field, declared: declared[field], found: found[field],
    }));
}

type Twin = (value: string, path: string, first: string) => CatalogueProblem;
const duplicateId: Twin = (id, path, first) => ({ path, code: 'id.duplicate', id, first });
const duplicateName: Twin = (name, path, first) => ({ path, code: 'name.duplicate', name, first });

/** A problem for each value that an earlier place has already; case and spaces do not tell two apart. */
function repeated(values: readonly (readonly [value: string, path: string])[], twin: Twin): CatalogueProblem[] {
  const firstByValue = new Map<string, string>();
  return values.flatMap(([value, path]) => {
    const key = value.toLowerCase().replaceAll(/\s+/g, '');
    const first = firstByValue.get(key);
    if (first !== undefined) return [twin(value, path, first)];
    firstByValue.set(key, path);
    return [];
  });
}

type PlacedDepartment = { readonly department: Department; readonly at: string };

/** `A` beside `AB` is refused: called aloud, "A B…" could be either. */
function prefixProblems(departments: readonly PlacedDepartment[]): CatalogueProblem[] {
  return departments.flatMap(({ department, at }, index): CatalogueProblem[] => {
    const prefix = department.prefix;
    const path = `${at}.prefix`;
    const twin = departments
      .slice(0, index)
      .find(({ department: { prefix: other } }) => other.startsWith(prefix) || prefix.startsWith(other));
    if (twin === undefined) return [];
    const [other, first] = [twin.department.prefix, `${twin.at}.prefix`];
    return other === prefix
      ? [{ path, code: 'prefix.duplicate', prefix, first }]
      : [{ path, code: 'prefix.notPrefixFree', prefix, other, first }];
  });
}

function itemProblems(item: Item, at: string, materials: Catalogue['materials']): CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  const limit = item.timeLimit;
  if (limit !== null && limit.promisedDays > limit.legalDays) {
    const path = `${at}.timeLimit.promisedDays`;
    problems.push({ path, code: 'days.promisedOverLegal', promised: limit.promisedDays, legal: limit.legalDays });
  }
  for (const [m, material] of (item.materials ?? []).entries()) {
    const path = `${at}.materials[${m}]`;
    if (!Object.hasOwn(materials, material)) problems.push({ path, code: 'material.unknown', material });
    if (item.materials?.indexOf(material) !== m) problems.push({ path, code: 'material.duplicate', material });
  }
  return problems;
}

/** An item that stands twice in a chain would have to wait for itself. */
function chainProblems(chains: readonly Chain[], known: ReadonlySet<string>): CatalogueProblem[] {
  return chains.flatMap((chain, c) => {
    const firstByItem = new Map<string, string>();
    return chain.stages.flatMap((stage, s) =>
      stage.flatMap((item, i): CatalogueProblem[] => {
        const path = `chains[${c}].stages[${s}][${i}]`;
        const first = firstByItem.get(item);
        if (first !== undefined) return [{ path, code: 'chain.circular', item, first }];
        firstByItem.set(item, path);
        return known.has(item) ? [] : [{ path, code: 'chain.itemUnknown', item }];
      }),
    );
  });
}

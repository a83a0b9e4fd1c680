// A second hall of any size up to the tables', the same for the same seed: no count of the first one may be assumed.
import { actions, units, type Action, type Unit } from './generated-words.ts';
import type { CatalogueFile } from './schema.ts';

export type HallSize = {
  /** 1–42. */
  readonly departments: number;
  /** At least one a department, at most 30 times as many. */
  readonly items: number;
  /** Any integer; the same seed gives the same hall. */
  readonly seed: number;
};

type DepartmentFile = CatalogueFile['departments'][number];
type ItemFile = DepartmentFile['items'][number];
type Pick = <T>(list: readonly T[]) => T;

const materials = (): CatalogueFile['materials'] => ({
  form: { zh: '申请表', en: 'application form', copies: 1 },
  identity: { zh: '身份证明', en: 'proof of identity', copies: 1 },
  authority: { zh: '授权委托书', en: 'letter of authorisation', copies: 1 },
  premises: { zh: '场所证明', en: 'proof of premises', copies: 1 },
  earlier: { zh: '原证件', en: 'existing certificate', copies: 1 },
});

/** A valid catalogue file for a generated hall. Throws RangeError for a size the tables cannot fill. */
export function generateHall(size: HallSize): CatalogueFile {
  const { departments, items, seed } = size;
  if (departments < 1 || departments > units.length) throw new RangeError(`departments must be 1–${units.length}`);
  const most = 3 * actions.length;
  if (items < departments || items > most * departments) {
    throw new RangeError(`items must be ${departments}–${most * departments} for ${departments} departments`);
  }
  const pick = picker(seed);
  const made = units.slice(0, departments).map((unit, index) => {
    const share = Math.floor(items / departments) + (index < items % departments ? 1 : 0);
    return makeDepartment(unit, index, share, pick);
  });
  const approval = made.flatMap((unit) => unit.items).filter((item) => item.category === 'approval').length;
  return {
    comment: {
      zh: `生成的样例大厅（种子 ${seed}），不代表任何真实地区、机构或个人。`,
      en: `Generated sample hall (seed ${seed}); no real place, body or person.`,
    },
    version: 1,
    counts: { departments, items, approval, convenience: items - approval },
    materials: materials(),
    departments: made,
    chains: makeChain(made),
  };
}

function makeDepartment(unit: Unit, index: number, share: number, pick: Pick): DepartmentFile {
  const code = `U${String(index + 1).padStart(2, '0')}`;
  const choices = unit.things.flatMap((thing) => actions.map((action) => ({ thing, action })));
  const offset = choices.indexOf(pick(choices));
  return {
    code, id: unit.id, prefix: prefixAt(index), zh: unit.zh, en: unit.en, zone: unit.zone, kind: unit.kind,
    // A step coprime to the number of choices visits each of them once.
    items: Array.from({ length: share }, (_, i) => choices[(offset + i * 7) % choices.length])
      .flatMap((choice) => choice ?? [])
      .map(({ thing, action }, i) => makeItem(`${code}-${String(i + 1).padStart(2, '0')}`, unit, thing, action, pick)),
  };
}

function makeItem(id: string, unit: Unit, thing: readonly [string, string], action: Action, pick: Pick): ItemFile {
  const legalDays = pick([5, 7, 10, 15, 20]);
  return {
    id,
    zh: `${thing[0]}${action.zh}`,
    en: `${thing[1]}: ${action.en}`,
    category: unit.kind === 'convenience' ? 'convenience' : 'approval',
    kind: unit.kind === 'convenience' ? 'convenience' : action.kind,
    minutes: pick([5, 8, 10, 12, 15, 20]),
    basis: { zh: '样例依据', en: 'Sample legal basis' },
    standard: { zh: '材料齐全、符合法定形式。', en: 'The documents are complete and in due form.' },
    procedure: { zh: '窗口受理→审查→决定→送达。', en: 'Accepted at the window → examined → decided → delivered.' },
    materials: ['form', 'identity', pick(['authority', 'premises', 'earlier'])],
    timeLimit: { legalDays, promisedDays: pick([0, 1, 3, legalDays]) },
    fee: pick<NonNullable<ItemFile['fee']>>([
      { charge: 'none' },
      { charge: 'none' },
      { charge: 'amount', fen: 1000, payAt: 'bank', text: { zh: '10元/证', en: 'CNY 10 per certificate' } },
      { charge: 'schedule', payAt: 'bank', text: { zh: '按公布的标准', en: 'by the published tariff' } },
    ]),
  };
}

/** The first items of up to four departments, one after another. */
function makeChain(departments: readonly DepartmentFile[]): CatalogueFile['chains'] {
  const stages = departments.slice(0, 4).map((department) => department.items.slice(0, 1).map((item) => item.id));
  return [{ id: 'first-steps', zh: '新办一件事', en: 'First steps', mode: 'serial', stages }];
}

/** Prefix-free without I and O: A–X, then YA–YZ, then ZA–ZZ. */
function prefixAt(index: number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('');
  const singles = letters.length - 2;
  if (index < singles) return letters[index] ?? '';
  const rest = index - singles;
  return `${rest < letters.length ? 'Y' : 'Z'}${letters[rest % letters.length] ?? ''}`;
}

/** mulberry32: small, and the same on every machine. */
function picker(seed: number): Pick {
  let state = seed | 0;
  return (list) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const chosen = list[((mixed ^ (mixed >>> 14)) >>> 0) % list.length];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  };
}

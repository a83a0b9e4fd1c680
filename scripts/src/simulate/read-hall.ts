// The hall that a day is played in: the given one with the parts that a file replaces, checked like any other.
import { existsSync, readFileSync } from 'node:fs';
import { checkConfig, jsonFaultAt, type HallConfig } from '@hallcall/domain';
import { Unusable } from './unusable.ts';

type Parts = Readonly<Record<string, unknown>>;

/** `file` holds a whole hall.json or only what differs from `base`; of the policy, too, only what differs. Throws `Unusable`. */
export function readHall(file: string, base: HallConfig | null): HallConfig {
  const parts = readParts(file);
  const policy = base && isParts(parts['policy']) ? { policy: { ...base.policy, ...parts['policy'] } } : {};
  const checked = checkConfig({ ...base, ...parts, ...policy });
  if (!checked.ok) throw new Unusable({ code: 'config.refused', file, problems: checked.problems });
  return checked.config;
}

function readParts(file: string): Parts {
  if (!existsSync(file)) throw new Unusable({ code: 'file.missing', file });
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const place = jsonFaultAt(text);
  if (place !== null) throw new Unusable({ code: 'config.notJson', file, ...place });
  const parts: unknown = JSON.parse(text);
  if (!isParts(parts)) throw new Unusable({ code: 'config.notHall', file });
  return parts;
}

const isParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null && !Array.isArray(value);

import { typeWord } from './file-problem.ts';
import type { Texts } from './texts.ts';

type Facts = Readonly<Record<string, string | undefined>>;
type Say = (reason: Texts['health']['reason'], facts: Facts, shape: Texts['config']['shape']) => string;

/** What systems, drivers and parsers say, in their own English; the first that fits decides. */
const known: readonly (readonly [RegExp, Say])[] = [
  [/ECONNREFUSED/u, (say) => say.refused],
  [/ENOTFOUND|EAI_AGAIN/u, (say) => say.hostUnknown],
  [/ETIMEDOUT|did not (?:answer|open) within|took longer than/u, (say) => say.unanswered],
  [/EHOSTUNREACH|ENETUNREACH|ENETDOWN/u, (say) => say.netUnreachable],
  [/ECONNRESET|EPIPE|closed by the other side| is gone$/u, (say) => say.lost],
  [/ENOENT|No such file or directory/iu, (say) => say.notThere],
  [/EACCES|EPERM|Permission denied|Operation not permitted/iu, (say) => say.notAllowed],
  [/EBUSY|Cannot lock port|resource busy|Resource temporarily unavailable/iu, (say) => say.busy],
  [/ENOTTY|Inappropriate ioctl/iu, (say) => say.notSerial],
  [/EISDIR|Is a directory/iu, (say) => say.folder],
  [/ENOSPC/u, (say) => say.diskFull],
  [/\bEIO\b|Input\/output error/iu, (say) => say.readFailed],
  [/JSON at position \d+ \(line (?<line>\d+) column (?<column>\d+)\)/u, (say, { line = '', column = '' }) => say.notJsonAt({ line, column })],
  [/is not valid JSON|JSON input|in JSON/u, (say) => say.notJson],
  [/Invalid input: expected \w+, received undefined$/u, (_, _facts, shape) => shape.missing],
  [/Invalid input: expected (?<expected>\w+), received (?<found>\w+)$/u, (_, { expected = '', found = '' }, { type, types }) => type({ expected: typeWord(types, expected), found: typeWord(types, found) })],
  [/Unrecognized keys?: (?<fields>.*)$/u, (_, { fields = '' }, shape) => shape.unknown({ fields: fields.replaceAll('"', '') })],
  [/Too small: expected string to have >=(?<minimum>\d+) characters$/u, (_, { minimum }, { small }) => small.text({ minimum: Number(minimum) })],
  [/Too big: expected string to have <=(?<maximum>\d+) characters$/u, (_, { maximum }, { large }) => large.text({ maximum: Number(maximum) })],
  [/is no device address/u, (say) => say.addressWrong],
  [/ is named twice$/u, (say) => say.namedTwice],
  [/there is no LED profile ".*"; known are (?<known>.*)$/u, (say, facts) => say.profileUnknown({ known: facts['known'] ?? '' })],
  [/^unconfirmed$/u, (say) => say.unconfirmed],
];

/** Each begins a detail: an address, a file, or a place in a file with what stands there. */
const places = [/^(?<place>\S+?: (?:"[^"]*"|\S+(?= is named twice)))/u, /^(?<place>\S+?): /u, /^(?<place>[^\s"]*[:/][^\s"]*) /u];

/**
 * The reason that a device gave for a fault, in words; `detail` is raw, as it stands in health. One that is not known is
 * shown as it is, called the system's. Where it happened stays in front.
 */
export function systemReasonText({ health, catalogue, config }: Texts, detail: string): string {
  for (const [pattern, say] of known) {
    const match = pattern.exec(detail);
    if (match === null) continue;
    const reason = say(health.reason, match.groups ?? {}, config.shape);
    const place = placeIn(detail);
    return place === null ? reason : catalogue.problemAt({ path: place, problem: reason });
  }
  return health.systemReason({ detail });
}

function placeIn(detail: string): string | null {
  for (const pattern of places) {
    const place = pattern.exec(detail)?.groups?.['place'];
    if (place !== undefined && !/^E[A-Z]+:?$/u.test(place)) return place;
  }
  // `connect ECONNREFUSED 127.0.0.1:9`
  return / (?<place>[^\s"]+:\d+)$/u.exec(detail)?.groups?.['place'] ?? null;
}

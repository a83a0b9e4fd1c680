import type { Texts } from '@hallcall/text';

/** Who did it, from how the log writes it (`hub`, `ROLE:ID`, `clerk:ID@WINDOW`); the window has a column of its own. */
export function actorInWords(t: Texts, actor: string): string {
  if (actor === 'hub') return t.health.device.hub;
  const [, role = '', id = actor] = /^([a-z]+):([^@]*)/.exec(actor) ?? [];
  return role === 'manager' ? `${t.console.role.manager} ${id}` : id;
}

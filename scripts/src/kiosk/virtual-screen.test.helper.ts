// A screen without a screen: Xvfb keeps its picture in a file (X window dump), and here its pixels are read.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type VirtualScreen = {
  /** For DISPLAY. */
  readonly name: string;
  /** The picture as it is now. */
  readonly look: () => Picture;
  readonly stop: () => Promise<void>;
};

/** `255 255 255`: red, green, blue at a place. */
export type Picture = (x: number, y: number) => string;

export const virtualScreenProgram = { path: '/usr/bin/Xvfb', isThere: existsSync('/usr/bin/Xvfb') };

/** Takes the first free display number. `folder` holds its picture. */
export async function startVirtualScreen({ width, height, folder }: { readonly width: number; readonly height: number; readonly folder: string }): Promise<VirtualScreen> {
  const args = ['-displayfd', '1', '-screen', '0', `${width}x${height}x24`, '-fbdir', folder, '-nolisten', 'tcp'];
  const child = spawn(virtualScreenProgram.path, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  // It says its number as a line.
  const [number] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    name: `:${number.toString('utf8').trim()}`,
    look: () => pictureOf(readFileSync(join(folder, 'Xvfb_screen0'))),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

/** XWD: header and colour table in big-endian words, then rows of blue, green, red, nothing. */
function pictureOf(dump: Buffer): Picture {
  const word = (index: number): number => dump.readUInt32BE(index * 4);
  const [headerBytes, rowBytes, colours] = [word(0), word(12), word(19)];
  return (x, y) => {
    const at = headerBytes + colours * 12 + y * rowBytes + x * 4;
    return `${dump[at + 2]} ${dump[at + 1]} ${dump[at]}`;
  };
}

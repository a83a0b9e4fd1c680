// All Debian packages, each staged in a folder of its own and made from nothing that was there before.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSource } from '@hallcall/hub/sample';
import { buildDeb, type Compression, type Deb } from './build-deb.ts';
import { buildPages } from './build-pages.ts';
import { licenceFile } from './licences.ts';
import { prepareNode } from './node-binary.ts';
import { debianPackages, type DebianPackage } from './packages.ts';
import { root } from './root.ts';
import { stageProgram, type Parts } from './stage-program.ts';

export type Making = {
  /** Folder of the .deb files. */
  readonly out: string;
  readonly compression: Compression;
  /** Time of the files inside, s. */
  readonly builtAt: number;
};

export async function makePackages(making: Making): Promise<readonly Deb[]> {
  // npm's own field.
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  mkdirSync(making.out, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'hallcall-package-'));
  try {
    const parts: Parts = { dist: join(work, 'dist'), node: join(work, 'node') };
    await buildPages(parts.dist);
    prepareNode(parts.node);
    const made: Deb[] = [];
    for (const spec of debianPackages) {
      const stage = join(work, spec.name);
      await stagePackage(spec, stage, { ...parts, version });
      made.push(buildDeb(spec, stage, { ...making, version }));
    }
    return made;
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function stagePackage(spec: DebianPackage, stage: string, { version, ...parts }: Parts & { readonly version: string }): Promise<void> {
  const { name, program, units } = spec;
  const deploy = join(root, 'scripts/deploy');
  cpSync(join(deploy, 'files', name), stage, { recursive: true });
  for (const unit of units) cpSync(join(deploy, 'systemd', unit), join(stage, 'lib/systemd/system', unit));
  const doc = join(stage, 'usr/share/doc', name);
  cpSync(join(deploy, 'README.md'), join(doc, 'README.md'));
  const others = program ? await stageProgram(program, join(stage, 'usr/lib/hallcall', program.app), parts) : [];
  writeFileSync(join(doc, 'copyright'), licenceFile(`Hallcall ${version}`, others));
  if (program?.app === 'hub') writeExamples(join(doc, 'examples'));
}

/** A hall to begin from: copied to /var/lib/hallcall and changed, it becomes one's own. */
function writeExamples(folder: string): void {
  const { hall, catalogueText } = sampleSource();
  mkdirSync(folder);
  writeFileSync(join(folder, 'hall.json'), `${JSON.stringify(hall, null, 2)}\n`);
  writeFileSync(join(folder, 'catalogue.json'), catalogueText);
}

// `vite build -c apps/kiosk/vite.shell.config.ts`: Electron's main (ESM), preload (CJS: a sandboxed one can be nothing else) and the
// shell's own pages, into dist/shell with a package.json of their own, so that a package of them holds nothing else.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type BuildEnvironmentOptions, type Plugin } from 'vite';
import { ownPages } from './shell/own-page/own-page.tsx';

const here = import.meta.dirname;
const out = process.env['HALLCALL_SHELL_OUT'] ?? resolve(here, 'dist/shell');
const parts = ['main', 'preload', 'client'] as const;

const bundle = (part: 'main' | 'preload', output: Readonly<{ format: 'es' | 'cjs'; entryFileNames: string }>): BuildEnvironmentOptions => ({
  target: 'node24', minify: false, outDir: out, emptyOutDir: part === 'main',
  rolldownOptions: { input: `${here}/shell/${part}/index.ts`, external: ['electron'], output },
});

export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  plugins: [tailwindcss(), writeOwnPages(), writePackage()],
  builder: {
    async buildApp(builder) {
      for (const part of parts) {
        const environment = builder.environments[part];
        if (environment) await builder.build(environment);
      }
    },
  },
  environments: {
    main: { consumer: 'server', resolve: { noExternal: true }, build: bundle('main', { format: 'es', entryFileNames: 'main/index.js' }) },
    preload: { consumer: 'server', resolve: { noExternal: true }, build: bundle('preload', { format: 'cjs', entryFileNames: 'preload/index.cjs' }) },
    client: {
      build: {
        target: 'chrome109', outDir: `${out}/own-pages`, emptyOutDir: true, assetsInlineLimit: 0,
        rolldownOptions: { input: `${here}/shell/own-page/own-page.css`, output: { assetFileNames: '[name][extname]' } },
      },
    },
  },
});

function writeOwnPages(): Plugin {
  return {
    name: 'shell-own-pages',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle() {
      for (const [fileName, source] of Object.entries(ownPages('own-page.css'))) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

function writePackage(): Plugin {
  return {
    name: 'shell-package',
    applyToEnvironment: ({ name }) => name === 'main',
    generateBundle() {
      // The workspace's own package.json.
      const { version } = JSON.parse(readFileSync(`${here}/package.json`, 'utf8')) as { version: string };
      const source = { name: 'hallcall-kiosk', version, type: 'module', main: 'main/index.js' };
      this.emitFile({ type: 'asset', fileName: 'package.json', source: `${JSON.stringify(source, null, 2)}\n` });
    },
  };
}

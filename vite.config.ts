import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const pages = ['kiosk', 'window', 'display', 'console'];

/** One build of all pages; the hub serves it whole, the agent serves its kiosk page from the same files. */
export default defineConfig({
  root: 'apps',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'chrome109',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rolldownOptions: { input: { ...Object.fromEntries(pages.map((page) => [page, `apps/${page}/index.html`])), ticket: 'apps/display/ticket.html' } },
  },
});

/** `node bundle.ts <folder>`: writes the dashboard's bundle and its manifest there. build-dashboard.ts runs it. */
import react from '@vitejs/plugin-react';
import tailwind from '@tailwindcss/vite';
import path from 'node:path';
import { build } from 'vite';
import { ASSETS_PREFIX, ENTRY } from './addresses.ts';
import { withThemeSwitch } from './theme-switch.ts';

const DASHBOARD = path.resolve(import.meta.dirname, '..');
const [outDir] = process.argv.slice(2);
if (outDir === undefined) throw new Error('Name the folder to write to.');

const themeSwitch = {
  name: 'theme-switch',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => (id.endsWith('/tokens.css') ? withThemeSwitch(code) : null),
};

await build({
  root: DASHBOARD,
  configFile: false,
  envFile: false,
  publicDir: false,
  logLevel: 'error',
  mode: 'production',
  cacheDir: path.join(DASHBOARD, '../.build/vite'),
  plugins: [themeSwitch, react(), tailwind()],
  build: {
    outDir,
    assetsDir: ASSETS_PREFIX.slice(1, -1),
    assetsInlineLimit: 0,
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
    rolldownOptions: { input: path.join(DASHBOARD, ENTRY) },
  },
});

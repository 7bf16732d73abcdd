import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root, run } from './npm.js';

// Puts into dist/ what the window runs: the main process as plain JavaScript in the folders of the sources, and preload
// as one CommonJS file, because a sandboxed preload cannot load another.

const app = join(root, 'dist', 'app');

rmSync(app, { recursive: true, force: true });
const typescript = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const status = await run(process.execPath, [typescript, '-p', 'electron/tsconfig.build.json']);
if (status !== 0) process.exit(status);
// The source's entry registers the TypeScript loader, which the package neither has nor needs.
writeFileSync(join(app, 'electron/core/certificates/worker-entry.js'), "await import('./worker.js');\n");
for (const scripts of ['assets/powershell', 'assets/elevation', 'assets/facts']) {
  cpSync(join(root, scripts), join(app, scripts), { recursive: true });
}
cpSync(join(root, 'package.json'), join(app, 'package.json'));
await build({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node22',
    lib: { entry: 'electron/hosts/preload/preload.ts', formats: ['cjs'], fileName: () => 'preload.cjs' },
    rollupOptions: { external: ['electron'] },
  },
});

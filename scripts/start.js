import { electronProgram, whyNoWindow } from './electron-runtime.js';
import { ensureInstalled } from './ensure-installed.js';
import { npm, root, run } from './npm.js';

// `npm start` opens the wizard: in its window where Electron's runtime is there or can be had, else in the browser.
// `npm start -- --browser`, `--no-open` and `--port N` choose the browser.

const words = process.argv.slice(2);
await ensureInstalled();
process.exitCode = words.length > 0 ? await inBrowser(words.filter((word) => word !== '--browser')) : await open();

async function open() {
  const reason = whyNoWindow();
  const program = reason === null ? await electronProgram() : null;
  if (program === null) {
    console.log(`Opening the wizard in the browser: ${reason ?? 'the Electron runtime cannot be had here'}.`);
    return inBrowser([]);
  }
  const built = await npm('run', '--silent', 'build');
  return built === 0 ? run(program, [root]) : built;
}

function inBrowser(args) {
  return run(process.execPath, ['--import', 'tsx', 'electron/hosts/cli/main.ts', 'serve', ...args]);
}

import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWholeFile } from '../../platform/files/write-file.ts';

/**
 * Opens the link in the user's browser. It goes through a file that only this account can read, because the arguments of
 * a program can be read by everybody on some systems. Returns whether something could be started to open it.
 */
export async function openBrowser(
  link: string,
  folder: string,
): Promise<{ opened: boolean; forget: () => Promise<void> }> {
  const file = join(folder, `open-${process.pid}.html`);
  const page = `<!doctype html><meta charset="utf-8"><title>IIS Client Certificate Wizard</title><meta http-equiv="refresh" content="0; url=${link}"><a href="${link}">Open the wizard</a>\n`;
  const written = await writeWholeFile(file, file, new TextEncoder().encode(page), true);
  if (!written.ok) return { opened: false, forget: () => Promise.resolve() };
  return { opened: await start(...openerOf(file)), forget: () => rm(file, { force: true }) };
}

function openerOf(file: string): [command: string, args: string[]] {
  switch (process.platform) {
    case 'win32':
      return [
        join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'rundll32.exe'),
        ['url.dll,FileProtocolHandler', file],
      ];
    case 'darwin':
      return ['/usr/bin/open', [file]];
    default:
      return ['xdg-open', [file]];
  }
}

function start(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

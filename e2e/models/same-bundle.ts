import { join } from 'node:path';
import { expect } from 'vitest';
import { filesBelow } from '../command-line/folders.ts';
import { runCli } from '../command-line/run-cli.ts';
import type { Wizard } from './wizard.ts';

/** Saves the answers on the screen and returns the folder. */
export async function saveAnswers({ page }: Wizard, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Save answers', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(folder);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Expects that `export` writes the same bytes from the saved answers as the wizard has written. */
export async function expectSameBundle(folder: string, at: string, secrets: object): Promise<void> {
  const stdin = JSON.stringify(secrets);
  const args = ['export', 'saved/answers.json', '--out', 'command', '--at', at, '--secrets-stdin', '--json'];
  const { status, stderr } = await runCli(args, { cwd: folder, stdin });
  expect([status, stderr]).toEqual([0, '']);
  const byWizard = filesBelow(join(folder, 'bundle'));
  const byCommand = filesBelow(join(folder, 'command'));
  expect([...byWizard.keys()]).toEqual([...byCommand.keys()]);
  for (const [path, bytes] of byCommand) expect(byWizard.get(path)?.equals(bytes), path).toBe(true);
}

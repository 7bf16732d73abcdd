import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stepIds } from '../shared/steps/step-id.ts';
import { root } from './command-line/run-cli.ts';
import { systemBrowser, Wizard } from './models/wizard.ts';

// `npm run screenshots` photographs the start screen and every step with practice material, for the README.

if (systemBrowser === undefined) {
  process.stderr.write('There is no Chromium, Chrome or Edge on this machine to take the pictures with.\n');
  process.exit(1);
}

const folder = join(root, 'docs', 'screenshots');
mkdirSync(folder, { recursive: true });
const wizard = await Wizard.open();
try {
  const { page } = wizard;
  const photograph = async (name: string) => {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
    process.stdout.write(`docs/screenshots/${name}.png\n`);
  };
  await photograph('0-start');
  await wizard.click('Practice');
  for (const [index, step] of stepIds.entries()) {
    if (index > 0) await wizard.click('Next');
    await wizard.isAt(step);
    await wizard.isSettled();
    await photograph(`${index + 1}-${step}`);
  }
  await page.getByRole('navigation').getByRole('button').nth(stepIds.indexOf('mapping')).click();
  await wizard.isAt('mapping');
  await wizard.isSettled();
  await page.emulateMedia({ colorScheme: 'dark' });
  await photograph('5-mapping-dark');
} finally {
  await wizard.close();
}

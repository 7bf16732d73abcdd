import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Wizard } from '../e2e/models/wizard.ts';
import { measured } from './long-tasks.ts';
import { clientCertificates, pemOf } from '../electron/core/certificates/testing/many-certificates.ts';

// Ten thousand certificates in one file on the screen of step 2: once as a client's file, once as authorities.

const count = 10_000;
// Made first: the program that serves the page runs in this process.
const bundle = pemOf(clientCertificates(count));
const wizard = await Wizard.open();
const { page, folder } = wizard;
page.setDefaultTimeout(60_000);
try {
  writeFileSync(join(folder, 'many.pem'), bundle);
  await wizard.click('Practice');
  await wizard.goOnTo('certificate-import');
  const role = page.getByLabel('Role: many.pem');
  await measured(page, `open ${count} certificates in one file`, async () => {
    await wizard.drop(join(folder, 'many.pem'));
    await role.waitFor();
    await wizard.isSettled();
    await page.getByText('and 9,987 more').waitFor();
  });
  await measured(page, 'make them authorities', async () => {
    await role.selectOption('Intermediate authority');
    await wizard.isSettled();
    await page.waitForTimeout(6000);
  });
  await measured(page, 'go to the trust check', async () => {
    for (const name of ['Next', 'Next']) await wizard.click(name);
    await wizard.isAt('trust-check');
    await wizard.isSettled();
  });
} finally {
  await wizard.close();
}

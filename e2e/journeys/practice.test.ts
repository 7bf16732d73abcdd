import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepIds } from '../../shared/steps/step-id.ts';
import { filesBelow } from '../command-line/folders.ts';
import { expectSameBundle, saveAnswers } from '../models/same-bundle.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('practice, in a real browser', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
  }, 300_000);
  afterAll(() => wizard.close());

  it('goes from the start screen to an exported bundle in at most 12 interactions, the same bytes as the command writes', async () => {
    const { page, folder } = wizard;
    let at = '';
    page.on('request', (request) => {
      if (request.url().endsWith('/session/export')) at = (request.postDataJSON() as { at: string }).at;
    });
    await wizard.click('Practice');
    await wizard.isAt('ssl-require');
    for (const step of stepIds.slice(1, stepIds.indexOf('review') + 1)) {
      await wizard.click('Next');
      await wizard.isAt(step);
    }
    await wizard.fill('Folder to write', join(folder, 'bundle'));
    await wizard.click('Write the folder');
    await page.getByText('files were written to').first().waitFor();
    expect(wizard.interactions).toBeLessThanOrEqual(12);

    await saveAnswers(wizard, join(folder, 'saved'));
    const secrets = filesBelow(join(folder, 'saved')).get('secrets.json')?.toString() ?? '';
    await expectSameBundle(folder, at, JSON.parse(secrets) as object);
  });

  it('goes on where it was after a reload', async () => {
    const { page } = wizard;
    await page.reload();
    await wizard.isAt('review');
    await page.getByRole('heading', { name: 'Take it with you' }).waitFor();
  });
});

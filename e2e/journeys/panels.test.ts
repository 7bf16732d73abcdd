import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepIds, type StepId } from '../../shared/steps/step-id.ts';
import { hasOpenssl } from '../command-line/openssl.ts';
import { writeOwnFiles } from '../fixtures/own-files.ts';
import { expectNoViolation, expectWithinReach, judge } from '../models/judge.ts';
import { throughModal } from '../models/modal.ts';
import { themes } from '../models/themes.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

/** One browser and one practice session: themes and windows are switched, not opened. */
describe.skipIf(systemBrowser === undefined)('every screen, panel and dialog', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
    await wizard.click('Practice');
    await wizard.goOnTo('prove');
    wizard.page.setDefaultTimeout(15_000);
  }, 300_000);
  afterAll(() => wizard.close());

  const button = (name: string | RegExp) => wizard.page.getByRole('button', { name });
  const rail = (step: StepId) => wizard.page.getByRole('navigation').getByRole('button').nth(stepIds.indexOf(step));
  const goTo = async (step: StepId) => {
    await rail(step).click();
    await wizard.isAt(step);
    await wizard.isSettled();
  };

  it.each(stepIds)('%s is sound in every theme and within reach in small windows', async (step) => {
    await goTo(step);
    await judge(wizard.page, step);
  });

  it.each(stepIds)('what happens on the server at %s is within reach', async (step) => {
    await goTo(step);
    await throughModal(
      wizard.page,
      button('What happens on the server'),
      'What happens on the server',
      async (sheet) => {
        await sheet.getByText(/^What step \d, /).waitFor();
        if (step === 'user-account') await expectNoViolation(wizard.page, `sheet of ${step}`);
        await expectWithinReach(wizard.page, `sheet of ${step}`);
      },
    );
  });

  it('the list of findings and help are dialogs as they should be, and the header names its tools', async () => {
    const { page } = wizard;
    const opener = page.getByTestId('finding-counts');
    await throughModal(page, opener, 'Everything that was found', async () => {
      // Where Fluent puts what lies over the page has no size of its own, or it would hide the page.
      const places = await page.evaluate(
        "[...document.querySelectorAll('body > .app')].map((place) => place.clientHeight)",
      );
      expect(new Set(places as number[])).toEqual(new Set([0]));
      await judge(page, 'findings');
    });
    await throughModal(page, button('Help'), 'Help', () => judge(page, 'help'));
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await expect.poll(() => page.evaluate('document.documentElement.style.colorScheme')).toBe('dark');
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('system');
  });

  it('saving is, also where the folder is taken', async () => {
    const { page, folder } = wizard;
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken', 'other.txt'), '');
    await throughModal(page, button('Save answers'), 'Save answers', async (dialog) => {
      await judge(page, 'save');
      await dialog.getByRole('textbox').fill(join(folder, 'taken'));
      await dialog.getByRole('button', { name: 'Save', exact: true }).click();
      await dialog.getByText('The output folder exists already').waitFor();
      await judge(page, 'save, folder taken');
    });
  });

  it('importing a table is', async () => {
    await goTo('mapping');
    await throughModal(wizard.page, button('Import a CSV file …'), 'Import mappings from a CSV file', () =>
      judge(wizard.page, 'import'),
    );
  });

  it('agreeing to the plan is', async () => {
    await goTo('review');
    await throughModal(
      wizard.page,
      button('Apply to the practice server …'),
      'Apply this plan to the practice server?',
      () => judge(wizard.page, 'consent'),
    );
  });

  it('each view of Review is sound', async () => {
    const { page } = wizard;
    await goTo('review');
    for (const tab of ['Who is affected', 'applicationHost.config']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await judge(page, tab);
    }
    await page.getByRole('tab', { name: 'Side by side' }).click();
    await expectNoViolation(page, 'side by side');
  });

  it('rule sets are sound', async () => {
    await goTo('mapping');
    await wizard.page.getByRole('tab', { name: /^Many to one/ }).click();
    await judge(wizard.page, 'many to one');
  });

  it('a server’s listing and what is diagnosed are', async () => {
    const { page } = wizard;
    await goTo('trust-check');
    await page.getByRole('textbox', { name: 'Paste a listing here' }).fill('no listing');
    await wizard.click('Take the pasted text');
    await page.getByText('is neither a listing of a store').first().waitFor();
    await judge(page, 'listing refused');
    await goTo('prove');
    await page.getByRole('group', { name: 'The three classic failures' }).getByRole('button').first().click();
    await page.getByRole('tab', { name: 'Linux, macOS, Git Bash' }).click();
    await judge(page, 'diagnosed');
  });

  it('an empty document is, on every step', async () => {
    const { page } = wizard;
    await wizard.click('Start screen');
    await page.getByRole('heading', { name: 'Go on where you were' }).waitFor();
    await judge(page, 'start, answers to go on with');
    await wizard.click('Prepare files');
    await wizard.goOnTo('prove');
    for (const step of stepIds) {
      await goTo(step);
      // The same parts in the same colours as with practice material.
      await judge(page, `${step}, empty`, themes.slice(0, 1));
    }
  });

  it.skipIf(!hasOpenssl)('files that want a password, or are none, are', async () => {
    const { page, folder } = wizard;
    mkdirSync(join(folder, 'own'));
    const { certificates } = writeOwnFiles(join(folder, 'own'));
    writeFileSync(join(folder, 'own', 'notes.txt'), 'no certificate');
    await goTo('certificate-import');
    await wizard.drop(...certificates, join(folder, 'own', 'notes.txt'));
    await wizard.givePassword('www.pfx', 'wrong');
    await page.getByText('That password does not open the file.').waitFor();
    await judge(page, 'wrong password');
  });

  it('a lost connection is', async () => {
    const { page } = wizard;
    await goTo('ssl-require');
    await wizard.stopProgram();
    await page.getByRole('textbox', { name: 'Server name' }).fill('somebody');
    await page.getByText('The connection to the program is lost.').waitFor();
    await judge(page, 'connection lost');
    await wizard.startProgram();
  });
});

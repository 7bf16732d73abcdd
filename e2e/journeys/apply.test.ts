import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../electron/hosts/open-session.ts';
import { practice } from '../../electron/platform/simulated/practice.ts';
import { gatedPractice } from '../fixtures/gated-practice.ts';
import { expectNoViolation } from '../models/judge.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('apply, in a real browser', { timeout: 300_000 }, () => {
  const gate = gatedPractice(practice);
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open(undefined, (folder) => openSession('browser', folder, null, gate.practice));
    await wizard.click('Practice');
    await wizard.goOnTo('review');
    wizard.page.setDefaultTimeout(45_000);
  }, 300_000);
  afterAll(() => wizard.close());

  const says = (text: string | RegExp) => wizard.page.locator('.run').getByText(text).first().waitFor();
  const dialog = () => wizard.page.getByRole('dialog');
  /** Looks at the plan and agrees to it. */
  const apply = async (failAt?: number): Promise<void> => {
    await wizard.click('Apply to the practice server …');
    if (failAt !== undefined) await dialog().getByRole('combobox').selectOption({ index: failAt });
    await dialog().getByRole('button', { name: 'Apply', exact: true }).click();
  };

  it('shows the changes and the digest of the plan before anybody agrees, and is left by Escape with nothing done', async () => {
    const { page } = wizard;
    await wizard.click('Apply to the practice server …');
    const changes = dialog().getByRole('group', { name: 'Changes' }).getByRole('listitem');
    await expect.poll(() => changes.count()).toBeGreaterThan(10);
    await expect.poll(() => dialog().locator('.code-block code').textContent()).toMatch(/^[0-9a-f]{64}$/);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await page.locator('.run').count()).toBe(0);
  });

  it('stops at a change that fails, says which, and goes on from there', async () => {
    await apply(3);
    await says(/^It stopped at “/);
    await says('practice.fault');
    await wizard.click('Resume');
    await says(/^Done: /);
  });

  it('verifies, finds what was broken, and puts it right', async () => {
    const { page } = wizard;
    await wizard.click('Verify again');
    await says(/^Verified: all \d+ are as planned/);
    for (const index of [0, 1, 2]) {
      await page.getByLabel('What happens').selectOption({ index });
      await wizard.click('Let it happen');
      await says('Verify again to see what it finds.');
      await wizard.click('Verify again');
      await says(/^Verified: 1 of \d+ is not as planned/);
      await page.locator('.run-state-different').first().waitFor();
      await wizard.click('Apply again');
      await says(/^Done: one change made/);
    }
  });

  it('has no violation that axe finds', async () => {
    const { page } = wizard;
    await page.locator('.run summary').first().click();
    await expectNoViolation(page, 'run');
    await page.locator('.run summary').first().click();
  });

  it('rolls back, and verify then says so', async () => {
    await wizard.click('Roll back');
    await says(/^Rolled back: \d+ undone/);
    await wizard.click('Verify again');
    await says(/^Verified: \d+ of \d+ are not as planned/);
  });

  it('shows how far it is after a reload in the middle, and stops when it is told, by keyboard alone', async () => {
    const { page } = wizard;
    gate.close();
    await apply();
    await gate.reached();
    await page.reload();
    await wizard.isAt('review');
    await says('Applying');
    await says(/^It goes on without this page/);
    const stop = page.getByRole('button', { name: 'Stop', exact: true });
    await stop.focus();
    await page.keyboard.press('Enter');
    await says(/^It stops after the change/);
    gate.open();
    await says(/^It was stopped\./);
    await page.getByRole('button', { name: 'Resume' }).focus();
    await page.keyboard.press('Enter');
    await says(/^Done: /);
  });

  it('goes on while the connection is lost, and shows what came of it when it is back', async () => {
    const { page } = wizard;
    await wizard.click('Roll back');
    await says(/^Rolled back/);
    gate.close();
    await wizard.click('Apply again');
    await gate.reached();
    await says('Applying');
    await page.context().setOffline(true);
    await wizard.click('Stop');
    await says(/^The connection is lost/);
    gate.open();
    await page.context().setOffline(false);
    await wizard.click('Try again');
    await says(/^Done: /);
  });

  it('says why this server cannot be changed from here, and what to do', async () => {
    const button = wizard.page.getByRole('button', { name: 'Apply to this server …' });
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
    await wizard.page.getByText('they are for the practice server only').waitFor();
  });

  it('can be verified from the start screen, any time later', async () => {
    const { page } = wizard;
    await page.evaluate('window.history.replaceState(null, "", window.location.pathname)');
    await page.reload();
    await page.getByRole('heading', { name: 'What was applied from here' }).waitFor();
    await page.getByRole('button', { name: 'Verify again' }).first().click();
    await says(/^Verified: all/);
  });
});

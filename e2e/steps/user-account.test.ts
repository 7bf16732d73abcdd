import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('step 3, in a real browser', { timeout: 120_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
    await wizard.click('Prepare files');
    await wizard.isAt('ssl-require');
    await wizard.page.getByRole('textbox', { name: 'Site name' }).fill('intranet');
    await wizard.goOnTo('user-account');
    wizard.page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => wizard.close());

  const name = () => wizard.page.getByRole('textbox', { name: 'Account name' });
  const radio = (label: string) => wizard.page.getByRole('radio', { name: label, exact: true });
  const finding = (text: string) => wizard.page.locator('.finding', { hasText: text });

  it('counts the characters of a local name, and says at the field what Windows refuses', async () => {
    const { page } = wizard;
    await name().fill('certuser');
    await page.getByText('12 of 20 characters left.').waitFor();
    for (const bad of ['a-name-of-twenty-one-c', 'cert/user', 'cert user.']) {
      await name().fill(bad);
      await finding(`Windows refuses the account name "${bad}"`).waitFor();
      await expect.poll(() => name().getAttribute('aria-invalid')).toBe('true');
    }
    await name().fill('certuser');
    await finding('Windows refuses the account name').waitFor({ state: 'hidden' });
  });

  it('makes passwords only for accounts that it creates', async () => {
    const { page } = wizard;
    await expect.poll(() => radio('Made on the server').isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: 'Create the account' }).uncheck();
    await radio('Keep what is stored').waitFor();
    expect(await radio('Made on the server').count()).toBe(0);
    await expect.poll(() => radio('Asked when applying').isChecked()).toBe(true);
    await page.getByRole('checkbox', { name: 'Create the account' }).check();
    await radio('Made on the server').waitFor();
    expect(await radio('Keep what is stored').count()).toBe(0);
  });

  it('wants the domain of a domain account, and takes it from the default domain', async () => {
    const { page } = wizard;
    await radio('Domain account').check();
    await finding('No domain is known for certuser').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Create the account' }).count()).toBe(0);
    await page.getByRole('textbox', { name: 'Default domain' }).fill('CONTOSO');
    await finding('No domain is known for certuser').waitFor({ state: 'hidden' });
    await page.getByRole('textbox', { name: 'Default domain' }).fill('');
    await name().fill('CONTOSO\\certuser');
    await finding('No domain is known').waitFor({ state: 'hidden' });
    await radio('Local account').check();
    await name().fill('certuser');
  });

  it('says what an account may read, and lets it read the folder of the site', async () => {
    const { page } = wizard;
    await finding('certuser gets no access to a folder').waitFor();
    await wizard.click('Add a folder');
    await page.getByRole('textbox', { name: 'Folder', exact: true }).fill('\\\\server\\share');
    await finding('The folder is not a local path of the server').waitFor();
    await page.getByRole('textbox', { name: 'Folder', exact: true }).fill('D:\\sites\\intranet');
    await page
      .getByText('NTFS: Read & execute for SERVER\\certuser on D:\\sites\\intranet, and on what is inside it.')
      .waitFor();
    await finding('The folder is not a local path of the server').waitFor({ state: 'hidden' });
    await page.getByRole('combobox', { name: 'Rights' }).selectOption('Modify');
    await page.getByText('NTFS: Modify for SERVER\\certuser').waitFor();
  });

  it('names the logon right of each logon method, and keeps IIS’ default from being chosen unseen', async () => {
    const { page } = wizard;
    await expect.poll(() => radio('Network').isChecked()).toBe(true);
    await page.getByText('Needs “Log on as a batch job”.').waitFor();
    await radio('Clear text').check();
    await page.keyboard.press('Alt+s');
    const sheet = page.getByRole('dialog', { name: 'What happens on the server' });
    await sheet.getByText('What step 3, User account, adds to the plan.').waitFor();
    await expect.poll(() => sheet.innerText()).toContain('certuser');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  it('takes a second account, and gives a removed one back', async () => {
    const { page } = wizard;
    await wizard.click('Add an account');
    await name().nth(1).waitFor();
    await name().nth(1).fill('CERTUSER');
    await finding('The account CERTUSER is listed twice').waitFor();
    await wizard.click('Remove the account CERTUSER');
    await name().nth(1).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+z');
    await name().nth(1).waitFor();
  });
});

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { readAssets } from '../../electron/hosts/loopback/assets.ts';
import { builtPage } from '../../electron/hosts/loopback/built-page.ts';
import { startLoopback, type Loopback } from '../../electron/hosts/loopback/loopback-server.ts';
import { openSession, type OpenSession } from '../../electron/hosts/open-session.ts';
import { stepTitles } from '../../shared/steps/titles.en.ts';
import { stepIds, type StepId } from '../../shared/steps/step-id.ts';

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser of the system; undefined where there is none, and then the screens are not tested. */
export const systemBrowser = browsers.find((path) => existsSync(path));

/** What stands behind the page, for a folder of its own. */
export type Program = (folder: string) => OpenSession;

/** The wizard as a person has it: the real page in a real browser, over the loopback host. */
export class Wizard {
  readonly page: Page;
  /** A folder of this run. */
  readonly folder: string;
  /** What the person did: clicks, key chords, filled fields. */
  interactions = 0;
  readonly #browser: Browser;
  #loopback: Loopback;

  private constructor(page: Page, folder: string, browser: Browser, loopback: Loopback) {
    this.page = page;
    this.folder = folder;
    this.#browser = browser;
    this.#loopback = loopback;
  }

  /** What the page may use: a second window on the same answers, downloads, the developer tools' protocol. */
  get context() {
    return this.page.context();
  }

  /** Opens the page on the start screen. `flags` are the browser's. */
  static async open(
    viewport = { width: 1180, height: 800 },
    program?: Program,
    flags: readonly string[] = [],
  ): Promise<Wizard> {
    const folder = mkdtempSync(join(tmpdir(), 'wizard-'));
    process.env['XDG_STATE_HOME'] = join(folder, 'state');
    const loopback = await startProgram(folder, program);
    const browser = await chromium.launch({
      ...(systemBrowser !== undefined && { executablePath: systemBrowser }),
      args: ['--no-sandbox', ...flags],
    });
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(loopback.link());
    await page.getByRole('heading', { level: 1 }).waitFor();
    return new Wizard(page, folder, browser, loopback);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#loopback.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A link to the program, for another window. */
  link(): string {
    return this.#loopback.link();
  }

  /** Ends the program behind the page. */
  stopProgram(): Promise<void> {
    return this.#loopback.close();
  }

  /** Starts the program again, as somebody does who opens its new link. */
  async startProgram(): Promise<void> {
    this.#loopback = await startProgram(this.folder);
    await this.page.goto(this.link());
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  async click(name: string, exact = true): Promise<void> {
    this.interactions += 1;
    await this.page.getByRole('button', { name, exact }).click();
  }

  async fill(label: string, text: string): Promise<void> {
    this.interactions += 1;
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  /** Gives a file its password and presses Open. */
  async givePassword(file: string, password: string): Promise<void> {
    this.interactions += 2;
    const prompt = this.page.locator('form', { has: this.page.getByLabel(`Password of ${file}`) });
    await prompt.getByRole('textbox').or(prompt.locator('input')).first().fill(password);
    await prompt.getByRole('button', { name: 'Open', exact: true }).click();
  }

  async select(label: string, value: string): Promise<void> {
    this.interactions += 1;
    await this.page.getByLabel(label).selectOption(value);
  }

  /** Drops files and folders on the window, as the file manager does. */
  async drop(...paths: string[]): Promise<void> {
    this.interactions += 1;
    const tools = await this.context.newCDPSession(this.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    // The pointer rests a moment on whatever the page shows by then.
    for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const)
      await tools.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
    await tools.detach();
    await this.page.getByText(/^Reading \d+ files? …$/).waitFor({ state: 'hidden' });
  }

  /** What the page says about the files that came in last. */
  arrivals(): Locator {
    return this.page.locator('.arrivals li');
  }

  /** Waits until a step is on the screen. */
  async isAt(step: StepId): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: stepTitles[step], exact: true }).waitFor();
  }

  /** Goes on from the first step to another one. */
  async goOnTo(step: StepId): Promise<void> {
    await this.isAt(stepIds[0]);
    for (const next of stepIds.slice(1, stepIds.indexOf(step) + 1)) {
      await this.click('Next');
      await this.isAt(next);
    }
    await this.isSettled();
  }

  /** Waits until the answers on the screen are judged. */
  async isSettled(): Promise<void> {
    await this.page.getByTestId('finding-counts').filter({ hasNotText: 'Checking' }).waitFor();
    await this.page.getByText('Loading …').waitFor({ state: 'hidden' });
  }
}

/** Builds the page if it is older than its sources, and starts the loopback host with it. */
async function startProgram(
  folder: string,
  program: Program = (base) => openSession('browser', base),
): Promise<Loopback> {
  const built = await builtPage(() => undefined);
  if (!built.ok) throw new Error(built.problem.detail);
  return startLoopback({
    open: program(folder),
    assets: await readAssets(built.value),
    port: 0,
    now: () => performance.now(),
    idleMilliseconds: 600_000,
  });
}

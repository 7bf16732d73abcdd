import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './folders.ts';
import { ended, startCli } from './run-cli.ts';

describe('serve, as a process', () => {
  it('prints a link, answers under it, keeps running, and ends when it is told to', async () => {
    const child = startCli(['serve', '--no-open'], temporaryFolder());
    const end = ended(child);
    let printed = '';
    const link = await new Promise<string>((resolve, reject) => {
      const onText = (text: string) => {
        printed += text;
        const found = /http:\/\/127\.0\.0\.1:\d+\/#code=\S+/.exec(printed)?.[0];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', onText);
      child.stderr.on('data', onText);
      child.once('close', () => reject(new Error(`It ended: ${printed}`)));
    });
    const { origin } = new URL(link);
    const page = await fetch(`${origin}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<title>');
    // Whoever has no token learns nothing.
    const refused = await fetch(`${origin}/api/call/session/document`, { method: 'POST', body: '{}' });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    const { status, stdout } = await end;
    expect([0, 4]).toContain(status);
    expect(stdout).not.toContain('Error');
  });
});

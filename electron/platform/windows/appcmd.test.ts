import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Appcmd } from './appcmd.ts';
import { decodeOutput } from './code-page.ts';
import { standIn } from './testing/stand-in.ts';

const access = 'system.webServer/security/access';

/** What appcmd prints is not localised but for the state; names are whatever somebody typed. */
function listing(name: string, state: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<appcmd>
    <SITE SITE.NAME="${name}" SITE.ID="3" bindings="http/*:80:,https/[::1]:443:a.example.com" state="${state}">
      <site name="${name}" id="3"><bindings>
        <binding protocol="http" bindingInformation="*:80:" />
        <binding protocol="https" bindingInformation="*:443:a.example.com" sslFlags="33" />
      </bindings></site>
    </SITE>
</appcmd>
`;
}

describe('appcmd', () => {
  it.each([
    'Default Web Site',
    'a "b" \'c\'',
    'x [y] (z) %PATH% $(w) `v`',
    '-l /x',
    'K\u00fcche \u65e5\u672c',
    '\\"\\',
  ])('gets the site name %s as it is', async (site) => {
    const { program, calls } = standIn('');
    const appcmd = new Appcmd(program, 850);
    expect(await appcmd.unlock(site, access)).toEqual({ ok: true, value: null });
    expect(await appcmd.addBackup(site)).toEqual({ ok: true, value: null });
    expect(calls().map(({ arguments: given }) => given)).toEqual([
      ['unlock', 'config', site, `/section:${access}`, '/commit:apphost'],
      ['add', 'backup', site],
    ]);
    expect(calls()[0]?.environment).not.toContain('PATH');
  });

  it.each([
    ['Default Web Site', 'Started'],
    ['K\u00fcche', 'Gestartet'],
    ['\u0421\u0430\u0439\u0442', '\u0417\u0430\u043f\u0443\u0449\u0435\u043d'],
    ['\u30b5\u30a4\u30c8', '\u958b\u59cb'],
    ['a &amp; &quot;b&quot;', 'Started'],
  ])('lists the site %s in state %s', async (name, state) => {
    const { program, calls } = standIn(listing(name, state));
    const sites = await new Appcmd(program, 850).sites();
    expect(sites).toEqual({
      ok: true,
      value: [
        {
          name: name.replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
          id: 3,
          state,
          bindings: [
            { protocol: 'http', bindingInformation: '*:80:', sslFlags: 0 },
            { protocol: 'https', bindingInformation: '*:443:a.example.com', sslFlags: 33 },
          ],
        },
      ],
    });
    expect(calls()[0]?.arguments).toEqual(['list', 'sites', '/xml', '/config:*']);
  });

  it('reads the short list of bindings, an address in brackets too', async () => {
    const { program } = standIn(
      '<appcmd><SITE SITE.NAME="a" SITE.ID="1" bindings="http/*:80:,https/[::1]:443:b,net.tcp/808:*" state="" /></appcmd>',
    );
    expect(await new Appcmd(program, 850).sites()).toMatchObject({
      value: [
        { bindings: [{ bindingInformation: '*:80:' }, { protocol: 'https', bindingInformation: '[::1]:443:b' }] },
      ],
    });
  });

  it.each([
    ['Deny', true],
    ['Allow', false],
    ['Inherit', false],
  ])('says of overrideMode %s whether the section is locked', async (mode, locked) => {
    const { program, calls } = standIn(
      `<appcmd><CONFIG CONFIG.SECTION="${access}" path="MACHINE/WEBROOT/APPHOST/a b" overrideMode="${mode}" locked="false"><x password="clear"/></CONFIG></appcmd>`,
    );
    expect(await new Appcmd(program, 850).isLocked('a b', access)).toEqual({ ok: true, value: locked });
    expect(calls()[0]?.arguments).toContain('MACHINE/WEBROOT/APPHOST/a b');
  });

  it('names the backups', async () => {
    const { program } = standIn('<appcmd><BACKUP BACKUP.NAME="one"/><BACKUP BACKUP.NAME="&lt;two&gt;"/></appcmd>');
    expect(await new Appcmd(program, 850).backups()).toEqual({ ok: true, value: ['one', '<two>'] });
  });

  it.each([
    ['not XML', 'ERROR ( message:password CANARY )', 0],
    ['cut off', '<appcmd><SITE password="CANARY"', 0],
    ['something else', '<other password="CANARY"/>', 0],
    ['a failure', '<appcmd password="CANARY"/>', 5],
  ])('fails for %s, and repeats nothing of it', async (_, output, status) => {
    const reply = await new Appcmd(standIn(output, status).program, 850).sites();
    expect(reply.ok).toBe(false);
    expect(JSON.stringify(reply)).not.toContain('CANARY');
  });

  it('fails when there is no appcmd', async () => {
    const reply = await new Appcmd({ path: '/does/not/exist', environment: {} }, 850).backups();
    expect(reply).toMatchObject({ ok: false, problem: { code: 'windows.program-missing' } });
  });

  it('ends a program that hangs when somebody cancels', async () => {
    const cancel = new AbortController();
    const { program } = standIn('<appcmd/>', 0, true);
    const reply = new Appcmd(program, 850).backups(cancel.signal);
    cancel.abort();
    expect(await reply).toMatchObject({ ok: false, problem: { code: 'windows.stopped' } });
  });
});

describe('the code page of the output', () => {
  it('is UTF-8 where the bytes are, else that of the console', () => {
    expect(decodeOutput(Buffer.from('K\u00fcche'), 850)).toEqual({ ok: true, value: 'K\u00fcche' });
    expect(decodeOutput(Uint8Array.from([75, 0x81, 99]), 850)).toEqual({ ok: true, value: 'K\u00fcc' });
    expect(decodeOutput(Uint8Array.from([75, 0x81, 99]), 437)).toEqual({ ok: true, value: 'K\u00fcc' });
    expect(decodeOutput(Uint8Array.from([0x91, 0xa0, 0xa9]), 866)).toEqual({ ok: true, value: '\u0421\u0430\u0439' });
    expect(decodeOutput(Uint8Array.from([0x83, 0x54]), 932)).toEqual({ ok: true, value: '\u30b5' });
    expect(decodeOutput(Uint8Array.from([0x81]), 1)).toMatchObject({ ok: false });
  });

  it('never changes ASCII', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii' }),
        fc.constantFrom(437, 850, 866, 932, 1252),
        (text, codePage) => {
          expect(decodeOutput(Buffer.from(text), codePage)).toEqual({ ok: true, value: text });
        },
      ),
    );
  });
});

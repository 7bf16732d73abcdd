import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Appcmd } from './appcmd.ts';
import { decodeOutput } from './code-page.ts';
import { standIn } from './testing/stand-in.ts';

const access = 'system.webServer/security/access';
const anonymous = 'system.webServer/security/authentication/anonymousAuthentication';
const mapping = 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication';
const signal = new AbortController().signal;

/** What appcmd prints is not localised but for the state; names are whatever somebody typed. */
function listing(name: string, state: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<appcmd>
    <SITE SITE.NAME="${name}" SITE.ID="3" bindings="http/*:80:,https/[::1]:443:a.example.com" state="${state}">
      <site name="${name}" id="3"><bindings>
        <binding protocol="http" bindingInformation="*:80:" />
        <binding protocol="https" bindingInformation="[::1]:443:a.example.com" sslFlags="33" />
      </bindings>
      <virtualDirectoryDefaults userName="u" password="CANARY" />
      <application path="/"><virtualDirectory path="/" physicalPath="D:\\${name}" password="CANARY" /></application></site>
    </SITE>
</appcmd>
`;
}

describe('appcmd', () => {
  it.each([
    ['Default Web Site', 'Started'],
    ['K\u00fcche', 'Gestartet'],
    ['\u0421\u0430\u0439\u0442', '\u0417\u0430\u043f\u0443\u0449\u0435\u043d'],
    ['\u30b5\u30a4\u30c8', '\u958b\u59cb'],
    ['a &amp; &quot;b&quot;', 'Started'],
  ])('lists the site %s in state %s', async (name, state) => {
    const { program, calls } = standIn(listing(name, state));
    const sites = await new Appcmd(program, 850).sites(signal);
    const plain = name.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
    expect(sites).toEqual({
      ok: true,
      value: [
        {
          name: plain,
          physicalPath: `D:\\${plain}`,
          bindings: [
            { protocol: 'http', bindingInformation: '*:80:', sslFlags: 0 },
            { protocol: 'https', bindingInformation: '[::1]:443:a.example.com', sslFlags: 33 },
          ],
        },
      ],
    });
    expect(calls()[0]?.arguments).toEqual(['list', 'sites', '/xml', '/config:*']);
    expect(calls()[0]?.environment).not.toContain('PATH');
  });

  it.each([
    'Default Web Site',
    'a "b" \'c\'',
    'x [y] (z) %PATH% $(w) `v`',
    '-l /x',
    'K\u00fcche \u65e5\u672c',
    '\\"\\',
  ])('gets the site name %s as it is', async (site) => {
    const { program, calls } = standIn('<appcmd><CONFIG overrideMode="Deny"/></appcmd>');
    expect(await new Appcmd(program, 850).locks(site, signal)).toMatchObject({ ok: true });
    expect(calls().map(({ arguments: given }) => given)).toEqual(
      [access, anonymous, mapping].map((section) => [
        'list',
        'config',
        `MACHINE/WEBROOT/APPHOST/${site}`,
        `/section:${section}`,
        '/commit:apphost',
        '/config:*',
        '/xml',
      ]),
    );
  });

  it.each([
    ['Deny', true],
    ['Allow', false],
    ['Inherit', false],
  ])('says of overrideMode %s whether the section is locked', async (mode, locked) => {
    const { program } = standIn(
      `<appcmd><CONFIG CONFIG.SECTION="${access}" path="MACHINE/WEBROOT/APPHOST/a b" overrideMode="${mode}" locked="false"><x password="clear"/></CONFIG></appcmd>`,
    );
    expect(await new Appcmd(program, 850).locks('a b', signal)).toEqual({
      ok: true,
      value: [access, anonymous, mapping].map((section) => ({ section, locked })),
    });
  });

  it.each([
    ['not XML', 'ERROR ( message:password CANARY )', 0],
    ['cut off', '<appcmd><SITE password="CANARY"', 0],
    ['something else', '<other password="CANARY"/>', 0],
    ['no section', '<appcmd password="CANARY"/>', 0],
    ['a failure', '<appcmd password="CANARY"/>', 5],
    ['another code page', Buffer.from('<appcmd password="CANARY\u00fc"/>', 'latin1'), 0],
  ])('fails for %s, and repeats nothing of it', async (_, output, status) => {
    const reply = await new Appcmd(standIn(output, status).program, null).locks('a', signal);
    expect(reply.ok).toBe(false);
    expect(JSON.stringify(reply)).not.toContain('CANARY');
  });

  it('fails when there is no appcmd', async () => {
    const reply = await new Appcmd({ path: '/does/not/exist', environment: {} }, 850).sites(signal);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'windows.program-missing' } });
  });

  it('ends a program that hangs when somebody cancels', async () => {
    const cancel = new AbortController();
    const { program } = standIn('<appcmd/>', 0, true);
    const reply = new Appcmd(program, 850).sites(cancel.signal);
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
    for (const unknown of [1, null]) {
      expect(decodeOutput(Uint8Array.from([0x81]), unknown)).toMatchObject({ ok: false });
    }
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

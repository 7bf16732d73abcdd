import { describe, expect, it } from 'vitest';
import { readListing } from './read-listing.ts';

const thumbprint = 'A'.repeat(40);
const listing = (hasPrivateKey: string) => `
PSParentPath : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My
Subject      : CN=alice
Issuer       : CN=Contoso Issuing CA
Thumbprint   : ${thumbprint}
${hasPrivateKey}
`;

describe('a listing in the page', () => {
  it('says what the text says, also whether a private key is there', () => {
    const names = {
      thumbprint,
      subject: 'CN=alice',
      issuer: 'CN=Contoso Issuing CA',
      certificate: null,
      file: 'pasted',
    };
    const read = (line: string) => readListing('pasted', listing(line), 'Root')?.certificates;
    expect(read('HasPrivateKey : True')).toEqual([{ ...names, store: 'My', hasPrivateKey: true }]);
    expect(read('HasPrivateKey : False')).toEqual([{ ...names, store: 'My', hasPrivateKey: false }]);
    expect(read('')).toEqual([{ ...names, store: 'My' }]);
  });
});

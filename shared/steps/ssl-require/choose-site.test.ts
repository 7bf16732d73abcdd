import { describe, expect, it } from 'vitest';
import { newDraft, plainBinding } from '../../wizard/draft.ts';
import { withSite, type ListedSite } from './choose-site.ts';

const https = (bindingInformation: string, sslFlags = 0) => ({ protocol: 'https', bindingInformation, sslFlags });
const site = (...bindings: ListedSite['bindings']): ListedSite => ({
  name: 'intranet',
  physicalPath: 'D:\\sites\\intranet',
  bindings,
});
const draft = newDraft('server-2022');

describe('a chosen site', () => {
  it('brings its folder, which its accounts may read, and its one https binding', () => {
    const http = { protocol: 'http', bindingInformation: '*:80:', sslFlags: 0 };
    const { sslRequire, userAccount } = withSite(draft, site(http, https('10.0.0.5:8443:intranet.contoso.com', 1)));
    expect(sslRequire).toMatchObject({ site: 'intranet', physicalPath: 'D:\\sites\\intranet' });
    expect(sslRequire.binding).toEqual({
      ...plainBinding,
      ipAddress: '10.0.0.5',
      port: 8443,
      hostName: 'intranet.contoso.com',
      serverNameIndication: true,
      negotiateClientCertificate: true,
    });
    expect(userAccount.accounts[0]?.directoryAccess).toEqual([
      { path: 'D:\\sites\\intranet', rights: 'ReadAndExecute' },
    ]);
  });

  it('leaves the choice where there are several, and what was typed', () => {
    const several = withSite(draft, site(https('*:443:a.contoso.com', 1), https('*:443:b.contoso.com', 1)));
    expect(several.sslRequire.binding).toEqual(draft.sslRequire.binding);
    const typed = {
      ...draft,
      sslRequire: { ...draft.sslRequire, binding: { ...plainBinding, hostName: 'typed.contoso.com' } },
    };
    expect(withSite(typed, site(https('*:443:a.contoso.com', 1))).sslRequire.binding?.hostName).toBe(
      'typed.contoso.com',
    );
  });

  it('has no binding where none is to be set, or where the file has none that can be read', () => {
    const { binding: _none, ...without } = draft.sslRequire;
    expect(withSite({ ...draft, sslRequire: without }, site(https('*:443:a', 1))).sslRequire).not.toHaveProperty(
      'binding',
    );
    expect(withSite(draft, site(https('nonsense'))).sslRequire.binding).toEqual(draft.sslRequire.binding);
  });

  it('takes another folder in the place of the one before, not of one that somebody decided', () => {
    const first = withSite(draft, site());
    const other = withSite(first, { name: 'shop', physicalPath: null, bindings: [] });
    expect(other.sslRequire).not.toHaveProperty('physicalPath');
    expect(other.userAccount.accounts[0]?.directoryAccess).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { affectedBy } from './affected.ts';
import type { Plan } from './plan.ts';

type Target = Plan['target']['configuration'];

const https = (bindingInformation: string, sslFlags: number) => ({ protocol: 'https', bindingInformation, sslFlags });
const shop = { name: 'Shop', physicalPath: 'D:\\sites\\shop', bindings: [https('*:8443:shop.example.org', 1)] };
const others = [
  { name: 'Sign', physicalPath: 'd:/Sites/SHOP/', bindings: [https('*:8443:', 0)] },
  { name: 'Again', physicalPath: 'D:\\sites\\again', bindings: [https('*:8443:SHOP.example.org', 1)] },
  { name: 'None', physicalPath: null, bindings: [] },
];
const affected = (configuration: Target) =>
  affectedBy(
    { changes: [], target: { windows: 'server-2022', site: 'Shop', configuration } },
    { site: shop, sites: [shop, ...others] },
  );

describe('whom a plan concerns', () => {
  it('names the sites on the same HTTP.SYS record, which with server name indication is that of the host name', () => {
    expect(affected('applicationHost.config')).toMatchObject({ sharing: ['Again'], sameFolder: [] });
  });

  it('names the sites with the same folder where the plan writes its web.config', () => {
    expect(affected('web.config')?.sameFolder).toEqual(['Sign']);
  });

  it('is not known without the server’s file', () => {
    expect(
      affectedBy(
        { changes: [], target: { windows: 'server-2022', site: 'Shop', configuration: 'web.config' } },
        { site: null, sites: null },
      ),
    ).toBeNull();
  });
});

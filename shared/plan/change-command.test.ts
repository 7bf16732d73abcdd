import { describe, expect, it } from 'vitest';
import { change } from './change.ts';
import { changeCommand } from './change-command.ts';
import type { ResourceState } from './plan.ts';

const binding: ResourceState<'https-binding'> = {
  site: 'new',
  bindingInformation: '*:443:new.example.com',
  sslFlags: 1,
  present: true,
};
const entry: ResourceState<'one-to-one-mapping'> = {
  site: "Anna's",
  thumbprint: null,
  certificate: 'MIIB',
  userName: 'WEB01\\certuser',
  enabled: true,
  password: 'ask',
  present: true,
};

describe('the command of a change', () => {
  it.each([
    ['not known', null],
    ['absent', { ...binding, present: false }],
  ])('adds a binding that is %s', (_, before) => {
    expect(changeCommand(change('https-binding', 'binding', 'ssl-require', before, binding))).toMatch(
      /^New-ItemProperty /,
    );
  });

  it('changes a binding that is there', () => {
    const made = change('https-binding', 'binding', 'ssl-require', { ...binding, sslFlags: 0 }, binding);
    expect(changeCommand(made)).toBe(
      "Set-WebBinding -Name 'new' -BindingInformation '*:443:new.example.com' -PropertyName sslFlags -Value 1",
    );
  });

  it('adds, changes and removes an entry', () => {
    const command = (before: typeof entry | null, after: typeof entry) =>
      changeCommand(change('one-to-one-mapping', 'entry', 'mapping', before, after));
    expect(command(null, entry)).toMatch(/^Add-WebConfigurationProperty .* -Location 'Anna''s' /);
    expect(command({ ...entry, userName: 'other' }, entry)).toContain(
      "oneToOneMappings/add[@certificate=''MIIB'']' -Name userName -Value 'WEB01\\certuser'",
    );
    expect(command(entry, { ...entry, present: false })).toMatch(
      /^Remove-WebConfigurationProperty .* -AtElement @\{ certificate = 'MIIB' \}$/,
    );
  });
});

/** What the screens call the places of the answers; the first pattern that fits counts. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^target\.windows/, 'Windows version'],
  [/^target\.computerName/, 'Server name'],
  [/^target\.applicationHostConfig/, 'applicationHost.config'],
  [/^target\.webConfig/, 'web.config'],
  [/^sslRequire\.site/, 'Site name'],
  [/^sslRequire\.physicalPath/, 'Folder of the site'],
  [/^sslRequire\.paths/, 'Protected paths'],
  [/^sslRequire\.binding\.ipAddress/, 'IP address'],
  [/^sslRequire\.binding\.port/, 'Port'],
  [/^sslRequire\.binding\.hostName/, 'Host name'],
  [/^sslRequire/, 'SSL Require'],
  [/^certificateImport\.server/, 'Server certificate'],
  [/^certificateImport\.authorities/, 'Authorities'],
  [/^certificateImport\.clients\[\d+\]\.id/, 'Name of the client'],
  [/^certificateImport\.clients/, 'Client certificates'],
  [/^userAccount\.accounts\[\d+\]\.userName/, 'Account name'],
  [/^userAccount\.accounts\[\d+\]\.directoryAccess\[\d+\]\.path/, 'Folder'],
  [/^userAccount/, 'User account'],
  [/^mapping\.logonMethod/, 'Logon method'],
  [/^mapping\.defaultLogonDomain/, 'Default domain'],
  [/^mapping\.manyToOne\[\d+\]\.name/, 'Name of the mapping'],
  [/^mapping\.manyToOne\[\d+\]\.rules\[\d+\]\.certificateSubField/, 'Subfield'],
  [/^mapping\.manyToOne\[\d+\]\.rules/, 'Criteria'],
  [/^mapping/, 'Mapping'],
  [/^review/, 'Review'],
];

/** Returns what the screens call a place of the answers. */
export function fieldName(path: string): string {
  return names.find(([pattern]) => pattern.test(path))?.[1] ?? 'Answers';
}

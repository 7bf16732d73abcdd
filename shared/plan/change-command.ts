import type { Change } from './plan.ts';

/** Returns a text as PowerShell takes it literally (Microsoft Learn: about_Quoting_Rules). */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

const inSite = (site: string, path = '/') => quoted(path === '/' ? site : site + path);

const configure = (location: string, filter: string, name: string, value: string) =>
  `Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Location ${location} -Filter '${filter}' -Name ${name} -Value ${value}`;

const mapping = 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication';

/**
 * Returns what an admin would type for a change: to be read, never run by the product. A password is asked for where one
 * is needed.
 */
export function changeCommand(change: Change): string {
  switch (change.resource) {
    case 'windows-feature': {
      const { kind, name } = change.after;
      return kind === 'server-role'
        ? `Install-WindowsFeature -Name ${quoted(name)}`
        : `Enable-WindowsOptionalFeature -Online -All -FeatureName ${quoted(name)}`;
    }
    case 'certificate': {
      const { store, file, privateKey } = change.after;
      const into = `-CertStoreLocation Cert:\\LocalMachine\\${store}`;
      return privateKey
        ? `Import-PfxCertificate -FilePath .\\server.pfx ${into} -Password (Read-Host -AsSecureString)`
        : `Import-Certificate -FilePath ${quoted(file.replaceAll('/', '\\'))} ${into}`;
    }
    case 'local-account':
      return `New-LocalUser -Name ${quoted(change.after.userName)} -Password (Read-Host -AsSecureString)`;
    case 'logon-right':
      return `# Local Security Policy, User Rights Assignment: add ${quoted(change.after.userName).replace(/\s+/g, ' ')} to ${change.after.right}`;
    case 'directory-access': {
      const { userName, path, rights } = change.after;
      const letters = { ReadAndExecute: 'RX', Read: 'R', Modify: 'M' }[rights];
      return `icacls ${quoted(path)} /grant ${quoted(`${userName}:(OI)(CI)${letters}`)}`;
    }
    case 'https-binding': {
      const { site, bindingInformation, sslFlags } = change.after;
      if (isThere(change)) {
        return `Set-WebBinding -Name ${quoted(site)} -BindingInformation ${quoted(bindingInformation)} -PropertyName sslFlags -Value ${sslFlags}`;
      }
      const properties = `@{ protocol = 'https'; bindingInformation = ${quoted(bindingInformation)}; sslFlags = ${sslFlags} }`;
      return `New-ItemProperty -Path ${quoted(`IIS:\\Sites\\${site}`)} -Name bindings -Value ${properties}`;
    }
    case 'http-sys-record': {
      const { endpoint, certificateHash, certificateStoreName, ...on } = change.after;
      const yes = (value: boolean) => (value ? 'enable' : 'disable');
      const parts = [
        `netsh http add sslcert ${quoted(`${endpoint.kind}=${endpoint.value}`)}`,
        ...(certificateHash === undefined ? [] : [`certhash=${certificateHash}`]),
        ...(certificateStoreName === undefined ? [] : [`certstorename=${certificateStoreName}`]),
        `clientcertnegotiation=${yes(on.negotiateClientCertificate)}`,
        `disabletls13=${yes(on.disableTls13)}`,
        `disablehttp2=${yes(on.disableHttp2)}`,
      ];
      return `# Where there is a record already: update in the place of add.\n${parts.join(' ')}`;
    }
    case 'section-lock': {
      const { site, section, overrideMode } = change.after;
      const verb = overrideMode === 'Allow' ? 'unlock' : 'lock';
      return `& "$env:windir\\System32\\inetsrv\\appcmd.exe" ${verb} config ${quoted(site)} ${quoted(`/section:${section}`)} /commit:apphost`;
    }
    case 'mapping-section': {
      const { site, enabled, logonMethod } = change.after;
      return [
        configure(inSite(site), mapping, 'enabled', enabled ? '$true' : '$false'),
        configure(inSite(site), mapping, 'logonMethod', quoted(logonMethod)),
      ].join('\n');
    }
    case 'one-to-one-mapping': {
      const { site, certificate, userName, enabled } = change.after;
      const entry = `oneToOneMappings/add[@certificate=${xpathLiteral(certificate)}]`;
      if (!change.after.present)
        return removeFrom(site, 'oneToOneMappings', `@{ certificate = ${quoted(certificate)} }`);
      if (isThere(change)) return setOn(site, entry, { userName, enabled: String(enabled) });
      const value = `@{ certificate = ${quoted(certificate)}; userName = ${quoted(userName)}; enabled = '${enabled}' }`;
      return collection(site, 'oneToOneMappings', value);
    }
    case 'many-to-one-mapping': {
      const { site, name, permissionMode, userName } = change.after;
      if (!change.after.present) return removeFrom(site, 'manyToOneMappings', `@{ name = ${quoted(name)} }`);
      if (isThere(change)) {
        const entry = `manyToOneMappings/add[@name=${xpathLiteral(name)}]`;
        return setOn(site, entry, { permissionMode, ...(userName !== undefined && { userName }) });
      }
      const account = userName === undefined ? '' : `; userName = ${quoted(userName)}`;
      const value = `@{ name = ${quoted(name)}; permissionMode = '${permissionMode}'${account} }`;
      return collection(site, 'manyToOneMappings', value);
    }
    case 'anonymous-authentication': {
      const { site, path, enabled } = change.after;
      const section = 'system.webServer/security/authentication/anonymousAuthentication';
      return configure(inSite(site, path), section, 'enabled', enabled ? '$true' : '$false');
    }
    case 'ssl-flags': {
      const { site, path, sslFlags } = change.after;
      const section = 'system.webServer/security/access';
      return configure(inSite(site, path), section, 'sslFlags', quoted(sslFlags.join(',') || 'None'));
    }
  }
}

function isThere({ before }: Change): boolean {
  return before !== null && 'present' in before && before.present;
}

/** Returns a text as XPath 1.0 has it, which knows no escape: in the quotes that it does not hold. */
function xpathLiteral(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

function setOn(site: string, entry: string, values: Record<string, string>): string {
  const filter = quoted(`${mapping}/${entry}`);
  return Object.entries(values)
    .map(
      ([name, value]) =>
        `Set-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Location ${inSite(site)} -Filter ${filter} -Name ${name} -Value ${quoted(value)}`,
    )
    .join('\n');
}

function removeFrom(site: string, name: string, element: string): string {
  return `Remove-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Location ${inSite(site)} -Filter '${mapping}/${name}' -Name '.' -AtElement ${element}`;
}

function collection(site: string, name: string, value: string): string {
  return `Add-WebConfigurationProperty -PSPath 'MACHINE/WEBROOT/APPHOST' -Location ${inSite(site)} -Filter '${mapping}/${name}' -Name '.' -Value ${value}`;
}

import { assertNever } from '../../assert-never.ts';
import type { Change, ChangeOf } from '../../plan/plan.ts';
import { sameState } from '../../plan/resource-state.ts';
import type { BundleDocumentInput } from '../bundle-document-input.ts';
import { commands, given, html, sentence, type Html } from '../html.ts';
import { powerShellArgument, programArgument } from '../quote.ts';

const appcmd = '& "$env:windir\\System32\\inetsrv\\appcmd.exe"';
const mappingSection = 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication';

/** Returns how the plan is carried out without the scripts, for its target. */
export function byHandSection(input: BundleDocumentInput): Html {
  const { changes, target } = input.plan;
  const before = changes.flatMap((change) => (isSingleStep(change) && !isAlreadySo(change) ? [change] : []));
  return html`<p>
      Only where the scripts are not allowed. Use 64-bit Windows PowerShell 5.1, "Run as administrator", and keep to the
      order: the site is shut only after everything is in place that opens it again.
    </p>
    <ol>
      <li>
        Make IIS' backup and note what the certificate records are like now:
        ${commands(`${appcmd} add backup ${programArgument('before client certificates')}`, 'netsh http show sslcert')}
      </li>
      ${before.map((change) => html`<li>${sentence(change.title)} ${instruction(change)}</li> `)}
      <li>${target.configuration === 'web.config' ? webConfigStep(input) : fragmentStep(input)}</li>
      ${passwordStep(input)}${removalStep(changes)}
      <li>Compare: <code>.\\verify.ps1</code> changes nothing. Then <a href="#test">try it out</a>.</li>
    </ol>
    <p>
      To go back: take the sections out again, or write them as <a href="report.html">report.html</a> shows them
      before.${target.configuration === 'web.config' ? html` Lock the sections again with <code>appcmd lock config</code>.` : null}
    </p>`;
}

function isAlreadySo({ before, after }: Change): boolean {
  return before !== null && sameState(before, after);
}

type ConfigurationResource =
  'mapping-section' | 'one-to-one-mapping' | 'many-to-one-mapping' | 'anonymous-authentication' | 'ssl-flags';
type SingleStep = Exclude<Change, { resource: ConfigurationResource }>;

/** What the configuration files hold is one step: putting the file in its place. */
function isSingleStep(change: Change): change is SingleStep {
  switch (change.resource) {
    case 'mapping-section':
    case 'one-to-one-mapping':
    case 'many-to-one-mapping':
    case 'anonymous-authentication':
    case 'ssl-flags':
      return false;
    default:
      return true;
  }
}

const rightNames: Record<string, string> = {
  SeNetworkLogonRight: 'Access this computer from the network',
  SeBatchLogonRight: 'Log on as a batch job',
  SeInteractiveLogonRight: 'Allow log on locally',
};

const icaclsRights = { ReadAndExecute: 'RX', Read: 'R', Modify: 'M' } as const;

function instruction(change: SingleStep): Html {
  switch (change.resource) {
    case 'windows-feature': {
      const name = powerShellArgument(change.after.name);
      return change.after.kind === 'server-role'
        ? commands(`Install-WindowsFeature -Name ${name}`)
        : commands(`Enable-WindowsOptionalFeature -Online -FeatureName ${name} -All -NoRestart`);
    }
    case 'certificate':
      return certificateInstruction(change);
    case 'local-account':
      return commands(
        `New-LocalUser -Name ${powerShellArgument(change.after.userName)} -Password (Read-Host 'Password' -AsSecureString) -PasswordNeverExpires -UserMayNotChangePassword -AccountNeverExpires`,
      );
    case 'logon-right': {
      const { userName, right } = change.after;
      return html`<p>
        In <code>secpol.msc</code>, under Local Policies, User Rights Assignment: add ${given(userName)} to
        <em>${rightNames[right] ?? right}</em>, unless it is there already through a group. The right of the same name
        that begins with "Deny" must not name it; "Deny" wins. A group policy can set this back.
      </p>`;
    }
    case 'directory-access': {
      const { path, userName, rights } = change.after;
      const grant = `${userName}:(OI)(CI)${icaclsRights[rights]}`;
      return commands(`icacls ${programArgument(path)} /grant ${programArgument(grant)}`);
    }
    case 'https-binding': {
      const { site, bindingInformation, sslFlags } = change.after;
      return html`<p>
        In IIS Manager, site ${given(site)}, Bindings: an https binding ${given(bindingInformation)} (address, port,
        host name). Its <code>sslFlags</code> in applicationHost.config have to be <code>${sslFlags}</code>.
      </p>`;
    }
    case 'http-sys-record':
      return recordInstruction(change);
    case 'section-lock':
      return commands(
        `${appcmd} unlock config ${programArgument(change.after.site)} ${programArgument(`-section:${change.after.section}`)}`,
      );
    default:
      return assertNever(change);
  }
}

function certificateInstruction({ after }: ChangeOf<'certificate'>): Html {
  const store = `-CertStoreLocation Cert:\\LocalMachine\\${after.store}`;
  return after.privateKey
    ? commands(
        `Import-PfxCertificate -FilePath 'D:\\PATH\\TO\\server.pfx' ${store} -Password (Read-Host 'Password of the PFX file' -AsSecureString)`,
      )
    : commands(`Import-Certificate -FilePath '.\\${after.file.replaceAll('/', '\\')}' ${store}`);
}

function recordInstruction({ after }: ChangeOf<'http-sys-record'>): Html {
  const { endpoint, certificateHash, certificateStoreName } = after;
  const key = programArgument(`${endpoint.kind}=${endpoint.value}`);
  const onOff = (isOn: boolean) => (isOn ? 'enable' : 'disable');
  const settings = [
    `certhash=${certificateHash ?? 'THUMBPRINT-THAT-SHOW-PRINTED'}`,
    `certstorename=${certificateStoreName ?? 'STORE-THAT-SHOW-PRINTED'}`,
    `appid='{4dc3e181-e14b-4a21-b022-59fc669b0914}'`,
    `clientcertnegotiation=${onOff(after.negotiateClientCertificate)}`,
    ...(after.disableTls13 ? ['disabletls13=enable'] : []),
    ...(after.disableHttp2 ? ['disablehttp2=enable'] : []),
  ];
  return html`<p>
      Show the record first and keep what it prints. A record that exists has to be deleted before it is added again; in
      between, every site on this endpoint is without TLS. Add what else the old record had, such as revocation settings
      and the store of issuers.
    </p>
    ${commands(
      `netsh http show sslcert ${key}`,
      `netsh http delete sslcert ${key}`,
      `netsh http add sslcert ${key} ${settings.join(' ')}`,
      `netsh http show sslcert ${key}`,
    )}`;
}

function fragmentStep({ configuration, plan: { target } }: BundleDocumentInput): Html {
  const isWrapped = configuration.some((file) => file.isWrapped);
  return html`Put this site's part into <code>C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config</code>:
    <ul>
      <li>
        Open both files in a 64-bit editor that runs as administrator:
        ${commands('notepad "$env:windir\\System32\\inetsrv\\config\\applicationHost.config"', 'notepad .\\applicationHost.location.xml')}
      </li>
      <li>
        ${isWrapped ? html`Copy the <code>&lt;location&gt;</code> elements, without the <code>&lt;configuration&gt;</code> around them,` : html`Copy the whole <code>&lt;location path="…"&gt;</code> element`}
        to the end of the file, directly before its last line <code>&lt;/configuration&gt;</code>: as a child of
        <code>&lt;configuration&gt;</code>, in no other <code>&lt;location&gt;</code> and not in
        <code>&lt;system.webServer&gt;</code>.
      </li>
      <li>
        If the file has a <code>&lt;location&gt;</code> for ${given(target.site)} already, look what is in it. Where one
        of the sections <code>access</code>, <code>anonymousAuthentication</code> or
        <code>iisClientCertificateMappingAuthentication</code> stands there, write ours in its place: no section may
        stand twice for one path.
      </li>
      <li>Save. IIS reads the file at once. If the site now answers 500.19, its page names the line.</li>
    </ul>`;
}

function webConfigStep({ configuration, plan: { target } }: BundleDocumentInput): Html {
  const isMerged = configuration.some((file) => file.isMerged);
  return html`Copy <code>web.config</code> into the root folder of the
    site${target.physicalPath === undefined ? null : html`, ${given(target.physicalPath)}`}, after the three sections
    are unlocked:
    <ul>
      <li>
        ${isMerged ? html`It holds everything of the file that you gave. If the site's file has changed since, make a new plan.` : html`It holds these sections only. If the folder has a <code>web.config</code> already, do not replace it: give that file to the wizard as input, and it is merged.`}
      </li>
      <li>
        IIS refuses a <code>web.config</code> of more than 250 KB (registry value
        <code>MaxWebConfigFileSizeInKB</code>).
      </li>
      <li>The next deployment may overwrite it. The accounts that may read the folder may read the file.</li>
    </ul>`;
}

function passwordStep({ waitingAccounts, plan: { target } }: BundleDocumentInput): Html | null {
  if (waitingAccounts.length === 0) return null;
  return html`<li>
    Set the missing passwords. In IIS Manager, site ${given(target.site)}, Configuration Editor, section
    <code>${mappingSection}</code
    >${target.configuration === 'applicationHost.config' ? html` (From: ApplicationHost.config &lt;location path="…"&gt;)` : null}:
    in each entry of <code>oneToOneMappings</code> and <code>manyToOneMappings</code> that is disabled for it, set
    <code>password</code>, then <code>enabled</code> to True. IIS encrypts it. Do not use "Generate Script" there, and
    do not set it with <code>appcmd</code>: both show the password in clear.
  </li> `;
}

function removalStep(changes: readonly Change[]): Html | null {
  const removed = changes.filter(({ after }) => 'present' in after && !after.present);
  if (removed.length === 0) return null;
  return html`<li>
    Last, remove what the answers do not name:
    <ul>
      ${removed.map(({ title }) => html`<li>${sentence(title)}</li> `)}
    </ul>
  </li> `;
}

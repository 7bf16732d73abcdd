import type { BundleDocumentInput } from '../bundle-document-input.ts';
import { commands, given, html, type Html } from '../html.ts';
import { powerShellArgument } from '../quote.ts';

/** Returns what has to be so before the scripts start. */
export function preparationSection({ plan: { target } }: BundleDocumentInput): Html {
  return html`<ol>
    <li>
      Copy the whole folder to the
      server${target.computerName === undefined ? null : html` ${given(target.computerName)}`}, to a local disk. The
      scripts check each file against <code>MANIFEST.json</code> and refuse a bundle that was
      changed.${target.computerName === undefined ? null : html` They refuse any other server.`}
    </li>
    <li>
      Make sure that you can get back without IIS: a current backup or snapshot of the server, and a way to sign in that
      does not depend on this site. <code>apply.ps1</code> makes IIS' own backup before its first change; that one holds
      no certificates, HTTP.SYS records, accounts or folder rights.
    </li>
    <li>Choose a time: see "Who is affected" in <a href="report.html">report.html</a>.</li>
    <li>
      Open <strong>Windows PowerShell</strong> (64 bit, version 5.1, not "PowerShell 7" and not "(x86)") with
      <strong>Run as administrator</strong>. Started elsewhere, the scripts start themselves
      there.${target.windows === 'server-2012-r2' ? html` Windows Server 2012 R2 needs Windows Management Framework 5.1 for it.` : null}
    </li>
    <li>Go to the folder: ${commands(`Set-Location -LiteralPath 'C:\\PATH\\OF\\THE\\BUNDLE'`)}</li>
    <li>
      See whether Windows lets the scripts start, and which scope decides:
      ${commands('Get-ExecutionPolicy', 'Get-ExecutionPolicy -List')}
      <ul>
        <li>
          <code>RemoteSigned</code> (usual on servers): files that came by mail, browser or zip carry a mark and do not
          start. Look at them, then take the mark off:
          ${commands('Get-ChildItem -LiteralPath . -Recurse -File | Unblock-File')}
        </li>
        <li>
          <code>Restricted</code> (usual on Windows clients): no script starts. Allow it for this window only, and take
          the mark off as above: ${commands('Set-ExecutionPolicy -Scope Process -ExecutionPolicy RemoteSigned')}
        </li>
        <li>
          <code>AllSigned</code>: the scripts are not signed, and signing them changes files that are checked against
          <code>MANIFEST.json</code>. Set the policy for this window as above.
        </li>
        <li>
          If <code>MachinePolicy</code> or <code>UserPolicy</code> is set in the list, a group policy decides: neither
          <code>Set-ExecutionPolicy</code> nor <code>powershell.exe -ExecutionPolicy</code> changes it. Have the policy
          changed for this server, or do it <a href="#by-hand">by hand</a>.
        </li>
      </ul>
    </li>
  </ol>`;
}

/** Returns how the plan is applied, and where the script asks for what. */
export function applySection({ plan: { digest, changes }, serverFile }: BundleDocumentInput): Html {
  const accounts = askedAccounts(changes);
  const needsPfx = changes.some(({ resource, after }) => resource === 'certificate' && after.privateKey);
  const fileName = serverFile?.split(/[\\/]/).at(-1) ?? 'server.pfx';
  return html`<ol>
      <li>
        See what would change. Nothing is changed and nothing is asked:
        ${commands(`.\\apply.ps1 -WhatIf -ExpectedDigest ${digest}`)}
      </li>
      <li>
        Apply it. The digest is your consent: with it the script does not ask "Apply these changes?" and refuses any
        other plan. ${commands(`.\\apply.ps1 -ExpectedDigest ${digest}`)}
        ${
          needsPfx
            ? html`<p>Or with the path of the server's PFX file, so that it is not asked for:</p>
                ${commands(`.\\apply.ps1 -ExpectedDigest ${digest} -PfxPath ${powerShellArgument(`D:\\PATH\\TO\\${fileName}`)}`)}`
            : null
        }
        <p>
          Without <code>-ExpectedDigest</code> it shows the digest and the changes, and goes on when you type
          <code>yes</code>.
        </p>
      </li>
      <li>
        ${
          needsPfx || accounts.length > 0
            ? html`Before the first change, and only for what is not there yet, it asks for:
                <ul>
                  ${
                    needsPfx
                      ? html`<li>
                          the path of the PFX file of the server
                          certificate${serverFile === null ? null : html` (the answers name ${given(serverFile)}; it is not in this bundle)`}
                          and its password
                        </li> `
                      : null
                  }${accounts.map((name) => html`<li>the password of the account ${given(name)}</li> `)}
                </ul>
                Passwords are neither shown nor logged.`
            : html`It asks for no password.`
        }${changes.some(({ after }) => 'password' in after && after.password === 'generate') ? html` Passwords of new accounts are made on the server and shown to nobody.` : null}
      </li>
      <li>
        It makes IIS' backup, then the changes in the order of <a href="report.html">report.html</a>, and stops at the
        first failure. After you removed the cause, start it again: it goes on where it stopped. A second run changes
        nothing.
      </li>
      <li>Note the path of the journal that it prints. Rolling back needs it.</li>
    </ol>
    <p class="quiet">
      Exit status: 0 done, 1 the plan has errors, 2 refused before anything was changed, 3 started and failed (the
      journal says where), 4 cancelled. <code>Get-Help .\\apply.ps1 -Full</code> tells more.
    </p>`;
}

function askedAccounts(changes: BundleDocumentInput['plan']['changes']): string[] {
  const names = changes.flatMap(({ after }) =>
    'password' in after && after.password === 'ask' && after.userName !== undefined ? [after.userName] : [],
  );
  return [...new Set(names)];
}

/** Returns how server and plan are compared. */
export function verifySection(digest: string): Html {
  return html`<p>
      Compares the server with the plan and changes nothing. Each line says <code>as-planned</code>,
      <code>different</code> or <code>unknown</code>.
    </p>
    ${commands(`.\\verify.ps1 -ExpectedDigest ${digest}`)}
    <p>
      Run it again after Windows updates, deployments and certificate renewals. A stored password cannot be compared;
      only a logon shows that it is right. Exit status: 0 as planned, 1 something differs or cannot be read, 2 refused.
    </p>`;
}

/** Returns how a run is taken back. */
export function rollBackSection(): Html {
  return html`<p>Takes back one run, by its journal, in reverse order:</p>
    ${commands(`.\\rollback.ps1 -Journal 'C:\\ProgramData\\ClientCertificateMapping\\runs\\RUN\\journal.jsonl'`)}
    <p>If the path is lost, list the journals, newest first:</p>
    ${commands(`Get-ChildItem -Path "$env:ProgramData\\ClientCertificateMapping\\runs\\*\\journal.jsonl" | Sort-Object LastWriteTime -Descending`)}
    <ul>
      <li>What was there before the run stays. What others use by now, or changed since, is left and named.</li>
      <li>An account that the run created is removed, and its password with it. Nobody can bring that account back.</li>
      <li>
        Do not run <code>appcmd restore backup</code> for this: it stops IIS and takes back the changes of all other
        sites too.
      </li>
    </ul>`;
}

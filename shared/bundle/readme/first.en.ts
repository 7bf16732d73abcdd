import type { BundleDocumentInput } from '../bundle-document-input.ts';
import { given, html, type Html } from '../html.ts';

/** Returns what has to be known before anything of the bundle is copied. */
export function warningBox({ waitingAccounts, configuration, plan }: BundleDocumentInput): Html {
  const merged = configuration.find(({ isMerged }) => isMerged);
  const fragment = configuration.some(({ path }) => path === 'applicationHost.location.xml');
  const hasClearPasswords = plan.changes.some(({ after }) => 'password' in after && after.password === 'in-file');
  return html`<section class="box" aria-labelledby="first">
    <h2 id="first">First: what must not be copied by hand</h2>
    <p>
      Use <code>apply.ps1</code>. It makes every change in the right order, sets the passwords, keeps a journal, and can
      take everything back. Copied by hand, the files of this bundle are not enough:
    </p>
    <ul>
      ${
        waitingAccounts.length === 0
          ? null
          : html`<li>
              <strong>Passwords are still missing.</strong> The entries of ${names(waitingAccounts)} are written with
              <code>enabled="false"</code>, because their passwords are in no file. They let nobody in until
              <code>apply.ps1</code> has set the password and enabled them. Do not enable them without a password: IIS
              would log on with a blank one, which refuses every visitor (401.1) and can lock a domain account.
            </li> `
      }${
        hasClearPasswords
          ? html`<li>
              <strong>Passwords are in clear</strong> in ${fileNames(configuration.map(({ path }) => path))}, as the
              answers ask for. Whoever can read the file knows them. Keep the bundle where only administrators can read
              it, and delete it afterwards.
            </li> `
          : null
      }${
        merged
          ? html`<li>
              <strong><code>${merged.path}</code> is a copy of the file that you gave, with the changes in it.</strong>
              Copied over the server's file later, it takes back whatever changed there meanwhile. It also holds what
              the given file held, secrets of other sites included. Do not mail it or put it into a
              ticket.${fragment ? html` Prefer <code>applicationHost.location.xml</code>, which holds this site's part only.` : null}
            </li> `
          : null
      }${
        plan.target.configuration === 'applicationHost.config'
          ? html`<li>
              <strong>No 32-bit editor.</strong> Windows shows a 32-bit program another folder: it would save
              <code>applicationHost.config</code> in <code>C:\\Windows\\SysWOW64\\inetsrv\\config</code>, and IIS would
              never see it. Notepad is a 64-bit program on 64-bit Windows.
            </li> `
          : html`<li>
              <strong>IIS locks these sections for web.config.</strong> Until three sections are unlocked for this one
              site, the whole site answers 500.19 (0x80070021). <code>apply.ps1</code> unlocks them.
            </li> `
      }
      <li>
        <strong>One place only.</strong> Do not put the same entries into both <code>applicationHost.config</code> and
        the site's <code>web.config</code>: IIS then reports a duplicate (500.19, 0x800700B7) or a locked section
        (500.19, 0x80070021).
      </li>
    </ul>
  </section>`;
}

const mostNames = 10;

function names(accounts: readonly string[]): Html {
  const shown = accounts.slice(0, mostNames).map((name, index) => html`${index > 0 ? ', ' : ''}${given(name)}`);
  const more = accounts.length - shown.length;
  return html`${shown}${more > 0 ? ` and ${more} more accounts` : null}`;
}

function fileNames(paths: readonly string[]): Html {
  return html`${paths.map((path, index) => html`${index > 0 ? ' and ' : ''}<code>${path}</code>`)}`;
}

import type { ResourceState } from '../../plan/plan.ts';
import type { BundleDocumentInput } from '../bundle-document-input.ts';
import { given, html, type Html } from '../html.ts';

/** Returns who notices the change: visitors, neighbours, and for how long. */
export function affectedSection({ affected, plan: { changes, target } }: BundleDocumentInput): Html {
  const protectedPaths = changes.flatMap(({ resource, after }) => (resource === 'ssl-flags' ? [after] : []));
  const record = changes.find(({ resource }) => resource === 'http-sys-record')?.after;
  const asksEverybody =
    record !== undefined && 'negotiateClientCertificate' in record && record.negotiateClientCertificate;
  const hasRoots = changes.some(({ resource, after }) => resource === 'certificate' && after.store === 'Root');
  const hasFeature = changes.some(
    ({ resource, before }) =>
      resource === 'windows-feature' && !(before !== null && 'present' in before && before.present),
  );
  return html`<ul>
    <li>
      <strong>Visitors of ${given(target.site)}:</strong> ${protectedPaths.map(effect)} Who gets in then depends on the
      mappings.
    </li>
    <li>
      <strong>Bindings of the site:</strong>
      ${affected === null ? 'not known, because no applicationHost.config was given' : affected.bindings.length === 0 ? 'none yet' : list(affected.bindings)}.
    </li>
    <li>
      <strong>Other sites on the same HTTP.SYS record:</strong> ${
        affected === null
          ? 'not known, because no applicationHost.config was given; apply.ps1 -WhatIf names them'
          : affected.sharing.length === 0
            ? 'none in the given file'
            : html`${list(affected.sharing)}. They share one HTTP.SYS record with this site: its certificate, the
              question for a client certificate and the TLS 1.3 and HTTP/2 switches are theirs too`
      }.
    </li>
    ${
      affected !== null && affected.sameFolder.length > 0
        ? html`<li>
            <strong>Other sites with the same folder:</strong> ${list(affected.sameFolder)}. The web.config counts for
            them too: what it asks of visitors is asked there as well, and they answer 500.19 while their sections are
            locked.
          </li> `
        : null
    }${
      asksEverybody
        ? html`<li>
            <strong>Everybody who connects to this endpoint</strong> is asked for a certificate in the first handshake;
            browsers can show a choice even where none is needed.
          </li> `
        : null
    }${
      hasRoots
        ? html`<li>
            <strong>The whole server</strong> trusts the roots of this plan, for every purpose and not just for this
            site.
          </li> `
        : null
    }
    <li>
      <strong>Expected interruption</strong> (not measured):
      ${
        record === undefined
          ? null
          : html`new TLS connections to the endpoint can fail for a moment while its HTTP.SYS record is written; `
      }${hasFeature ? html`installing the Windows feature can restart IIS' worker processes, of all sites; ` : null}the
      application of the site can restart when its configuration changes, and sessions in memory are lost then.
      Connections that are open stay as they were set up.
    </li>
  </ul>`;
}

/** What visitors of one path meet. */
function effect({ path, sslFlags }: ResourceState<'ssl-flags'>): Html {
  const what = path === '/' ? html`The whole site` : given(path);
  if (sslFlags.includes('SslRequireCert'))
    return html`${what} refuses a visitor without a client certificate (403.7). `;
  if (sslFlags.includes('SslNegotiateCert')) {
    return html`${what} asks for a client certificate and lets a visitor without one go on. `;
  }
  return html`${what} asks for no client certificate. `;
}

const most = 20;

function list(names: readonly string[]): Html {
  const more = names.length - most;
  return html`${names.slice(0, most).map((name, index) => html`${index > 0 ? ', ' : ''}${given(name)}`)}${more > 0 ? ` and ${more} more` : null}`;
}

/** Returns how a run is taken back, for whoever has to decide on the change. */
export function goingBackSection(): Html {
  return html`<p>
      <code>rollback.ps1 -Journal PATH</code> takes back one run in reverse order, by the journal that
      <code>apply.ps1</code> wrote and whose path it printed. The configuration comes back in one commit.
    </p>
    <ul>
      <li>What was there before stays: an existing account, certificate, feature or right is never removed.</li>
      <li>What others use by now, or changed since, is left and named.</li>
      <li>
        Cannot be brought back: an account that the run created and the rollback removes, with its password. A private
        key that was imported goes too; keep the PFX file.
      </li>
      <li>
        IIS' own backup, made before the first change, stays as the last resort. Restoring it stops IIS and takes back
        every other site's changes.
      </li>
    </ul>`;
}

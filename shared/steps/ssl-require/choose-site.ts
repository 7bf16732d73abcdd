import { parseBindingInformation } from '../../iis/binding.ts';
import { bindingFlags } from '../../iis/ssl-flags.ts';
import { plainBinding, type Draft } from '../../wizard/draft.ts';
import { withSiteFolder } from '../user-account/new-account.ts';

type Binding = NonNullable<Draft['sslRequire']['binding']>;

/** A binding of a site as its configuration file has it. */
export interface ListedBinding {
  protocol: string;
  bindingInformation: string;
  sslFlags: number;
}

/** What a server's file says of one of its sites. */
export interface ListedSite {
  name: string;
  physicalPath: string | null;
  bindings: readonly ListedBinding[];
}

/** Returns what a listed binding says about address, port, host name and server name indication; null when it says nothing. */
export function bindingOf({ bindingInformation, sslFlags }: ListedBinding): Partial<Binding> | null {
  const parsed = parseBindingInformation(bindingInformation);
  return parsed && { ...parsed, serverNameIndication: (sslFlags & bindingFlags.serverNameIndication) !== 0 };
}

/**
 * Returns the answers for a site of the server's file: its accounts may read its folder, and its one https binding is the
 * one that is meant, as long as nobody has typed another one.
 */
export function withSite(draft: Draft, { name, physicalPath, bindings }: ListedSite): Draft {
  const { physicalPath: before, ...rest } = draft.sslRequire;
  const folder = physicalPath ?? '';
  const [only, ...others] = bindings.filter(({ protocol }) => protocol === 'https');
  const isTyped = rest.binding !== undefined && !isUntouched(rest.binding);
  const listed = only && others.length === 0 && rest.binding && !isTyped ? bindingOf(only) : null;
  const sslRequire = {
    ...rest,
    site: name,
    ...(folder !== '' && { physicalPath: folder }),
    ...(listed && { binding: { ...plainBinding, ...rest.binding, ...listed } }),
  };
  return withSiteFolder({ ...draft, sslRequire }, folder, before);
}

function isUntouched({ ipAddress, port, hostName }: Binding): boolean {
  return ipAddress === plainBinding.ipAddress && port === plainBinding.port && hostName === plainBinding.hostName;
}

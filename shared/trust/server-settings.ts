/** Settings of a server that decide what trust in a client certificate means; null is what nobody said. */
export interface ServerSettings {
  /** SCHANNEL\SendTrustedIssuerList: 1 sends the list of issuers to the client. */
  readonly sendTrustedIssuerList: number | null;
  /** SCHANNEL\ClientAuthTrustMode: 0 machine trust, 1 exclusive root trust, 2 exclusive CA trust. */
  readonly clientAuthTrustMode: number | null;
  /** The store that a binding names for the list of issuers; an empty text when it names none. */
  readonly ctlStore: string | null;
  /** Names of the role services of which a listing says whether they are installed. */
  readonly features: ReadonlyMap<string, boolean>;
}

export const unknownSettings: ServerSettings = {
  sendTrustedIssuerList: null,
  clientAuthTrustMode: null,
  ctlStore: null,
  features: new Map(),
};

/**
 * Returns the settings in a text: output of `reg query`, a .reg file, `Get-ItemProperty`, `netsh http show sslcert` or
 * `Get-WindowsFeature`. Null when none of them is in it.
 */
export function readServerSettings(text: string): ServerSettings | null {
  const features = readFeatures(text);
  const settings: ServerSettings = {
    sendTrustedIssuerList: registryNumber(text, 'SendTrustedIssuerList'),
    clientAuthTrustMode: registryNumber(text, 'ClientAuthTrustMode'),
    ctlStore: readCtlStore(text),
    features,
  };
  const isEmpty =
    settings.sendTrustedIssuerList === null &&
    settings.clientAuthTrustMode === null &&
    settings.ctlStore === null &&
    features.size === 0;
  return isEmpty ? null : settings;
}

/** Returns both; what the later one says stands. */
export function joinSettings(earlier: ServerSettings, later: ServerSettings): ServerSettings {
  return {
    sendTrustedIssuerList: later.sendTrustedIssuerList ?? earlier.sendTrustedIssuerList,
    clientAuthTrustMode: later.clientAuthTrustMode ?? earlier.clientAuthTrustMode,
    ctlStore: later.ctlStore ?? earlier.ctlStore,
    features: new Map([...earlier.features, ...later.features]),
  };
}

function registryNumber(text: string, name: string): number | null {
  const forms = [
    new RegExp(`^\\s*${name}\\s+REG_DWORD\\s+0x([0-9a-f]{1,8})\\s*$`, 'im'),
    new RegExp(`^\\s*"${name}"\\s*=\\s*dword:([0-9a-f]{1,8})\\s*$`, 'im'),
  ];
  const digits = forms.map((form) => form.exec(text)?.[1]).find((found) => found !== undefined);
  if (digits !== undefined) return Number.parseInt(digits, 16);
  const decimal = new RegExp(`^\\s*${name}\\s*:\\s*(\\d{1,10})\\s*$`, 'im').exec(text)?.[1];
  return decimal === undefined ? null : Number(decimal);
}

function readCtlStore(text: string): string | null {
  const value = /^\s*(?:Ctl Store Name|SslCtlStoreName)\s*:[ \t]*(.*?)[ \t]*$/im.exec(text)?.[1];
  if (value === undefined) return null;
  return /^\(null\)$/i.test(value) ? '' : value;
}

function readFeatures(text: string): ReadonlyMap<string, boolean> {
  const features = new Map<string, boolean>();
  for (const [, mark, name] of text.matchAll(/^\s*\[([ X])\].*?\b(Web-(?:Client|Cert)-Auth)\b/gim)) {
    if (name !== undefined) features.set(name.toLowerCase(), mark?.toUpperCase() === 'X');
  }
  for (const block of text.split(/(?:\r?\n){2,}/)) {
    const name = /^Name\s*:\s*(Web-(?:Client|Cert)-Auth)\s*$/im.exec(block)?.[1];
    const installed = /^Installed\s*:\s*(True|False)\s*$/im.exec(block)?.[1];
    if (name !== undefined && installed !== undefined) features.set(name.toLowerCase(), /true/i.test(installed));
  }
  return features;
}

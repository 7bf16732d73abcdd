/** What the way back is where the fix changes nothing on the server. */
export const nothingChanged = 'Nothing was changed.';

function pathOf(store: string): string {
  return `Cert:\\LocalMachine\\${store}`;
}

/** Returns the commands that move certificates from one store of the machine to another, one a line. */
export function moving(thumbprints: readonly string[], from: string, to: string): string {
  return thumbprints.map((each) => `Move-Item ${pathOf(from)}\\${each} -Destination ${pathOf(to)}`).join('\n');
}

/** Returns the commands that bring certificates back into a store from the files that were kept of them, one a line. */
export function restoring(thumbprints: readonly string[], store: string): string {
  return thumbprints
    .map((each) => `Import-Certificate -FilePath ${each}.cer -CertStoreLocation ${pathOf(store)}`)
    .join('\n');
}

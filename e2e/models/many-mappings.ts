import { readFileSync } from 'node:fs';

/** Returns Base-64 of `count` certificates that differ from one of the practice material in their serial number; their signatures do not verify. */
export function certificatesLike(file: string, count: number): string[] {
  const der = Buffer.from(readFileSync(file));
  const serial = der.indexOf(Buffer.from([0x02, 0x14])) + 8;
  return Array.from({ length: count }, (_, index) => {
    der.writeUInt32BE(index, serial);
    return der.toString('base64');
  });
}

/** Returns a table of that many rows for one account; each `everyBad`-th row has a fault, of a different kind each time. */
export function tableOf(certificates: readonly string[], account: string, everyBad: number): string {
  const rows = certificates.map((certificate, index) => {
    if (index % everyBad !== everyBad - 1) return `${account};${certificate};ja;=1+1`;
    switch (Math.floor(index / everyBad) % 5) {
      case 0:
        return `nobody;${certificate};ja;`;
      case 1:
        return `${account};${certificate.slice(0, -6)};ja;`;
      case 2:
        return `${account};${certificate};perhaps;`;
      case 3:
        return `=cmd|' /C calc'!A0;${certificate};ja;`;
      default:
        return `${account};;ja;`;
    }
  });
  return ['\ufeffAccount;Certificate;Enabled;Remark', ...rows, ''].join('\r\n');
}

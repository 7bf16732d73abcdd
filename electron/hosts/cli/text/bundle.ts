import type { CallOutput } from '../../../../shared/api/contract.ts';
import { findingsText } from './findings.ts';
import { aligned, type Style } from './style.ts';

/** Returns what `export` prints. */
export function bundleText(value: CallOutput<'review', 'export'>, style: Style): string {
  const findings = findingsText(value.findings, style);
  if (!('bundle' in value)) return `${findings}\n${style.red('Nothing was written.')}`;
  return [
    findings,
    '',
    `${style.green('Written')} to ${value.bundle}; start with its README.html.`,
    aligned(
      value.files.map(({ path, bytes }) => [path, `${bytes} bytes`]),
      2,
    ),
    `Plan digest  ${value.planDigest}`,
  ].join('\n');
}

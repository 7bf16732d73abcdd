import type { ConfigurationReport } from '../../../../shared/iis/configuration-report.ts';
import { findingsText } from './findings.ts';
import { aligned, type Style } from './style.ts';

/** Returns what `check-config` prints: an overview of the file, then what is wrong with it. */
export function configurationText(report: ConfigurationReport, style: Style): string {
  const { kind, sites, locks, access, anonymousAuthentication, mappings, findings } = report;
  const { features, encryptionProviders } = report;
  const part = (heading: string, rows: readonly (readonly string[])[]): string[] =>
    rows.length === 0 ? [] : [style.strong(heading), aligned(rows, 2), ''];
  const place = ({ path, line }: { path: string; line: number }): string[] => [
    path === '' ? '(the whole file)' : path,
    `line ${line}`,
  ];
  return [
    style.strong(kind === 'web' ? 'A web.config' : 'An applicationHost.config'),
    '',
    ...part(
      'Sites',
      sites.flatMap(({ name, physicalPath, bindings }) => [
        [name, physicalPath],
        ...bindings.map(({ protocol, bindingInformation, sslFlags }) => [
          '',
          `${protocol} ${bindingInformation}${sslFlags === 0 ? '' : ` (sslFlags ${sslFlags})`}`,
        ]),
      ]),
    ),
    ...part('Section locks', lockRows(locks)),
    ...part(
      'SSL flags',
      access.map((each) => [...place(each), each.sslFlags.join(', ') || 'None']),
    ),
    ...part(
      'Anonymous authentication',
      anonymousAuthentication.map((each) => [...place(each), each.enabled ? 'on' : 'off']),
    ),
    ...part(
      'Certificate mappers',
      features.flatMap(({ feature, module, installed }) =>
        installed === null ? [] : [[feature, installed ? 'installed' : 'not installed', module]],
      ),
    ),
    ...part(
      'Encryption providers',
      (encryptionProviders ?? []).map((name) => [name]),
    ),
    ...mappings.flatMap((mapping) => part(mappingHeading(mapping), mappingRows(mapping))),
    findingsText(findings, style),
  ].join('\n');
}

/** The sections that decide about client certificates; an applicationHost.config has dozens of others. */
const relevantSection = /^system\.webServer\/(?:security\/access$|security\/authentication\/|serverRuntime$)/;

function lockRows(locks: ConfigurationReport['locks']): string[][] {
  const relevant = locks.filter(({ section }) => relevantSection.test(section));
  const others = locks.length - relevant.length;
  return [
    ...relevant.map(({ section, locked, by }) => [section, locked ? 'locked' : 'unlocked', by]),
    ...(others > 0 ? [[`(and ${others} sections that have nothing to do with it; --json lists them)`]] : []),
  ];
}

type Mapping = ConfigurationReport['mappings'][number];

function mappingHeading({ site, path, line, enabled, logonMethod }: Mapping): string {
  const where = site ?? (path === '' ? 'the whole file' : path);
  return `Client certificate mapping of ${where} (line ${line}): ${enabled ? 'on' : 'off'}, ${logonMethod}`;
}

function mappingRows({ oneToOneEnabled, oneToOne, manyToOneEnabled, manyToOne }: Mapping): string[][] {
  const state = (entry: boolean, collection: boolean): string => (entry && collection ? 'on' : 'off');
  return [
    ...(oneToOne.length === 0 && manyToOne.length === 0 ? [['no entries']] : []),
    ...oneToOne.map(({ thumbprint, problem, userName, enabled, password }) => [
      'one-to-one',
      state(enabled, oneToOneEnabled),
      thumbprint ?? problem ?? '',
      `-> ${userName} (password: ${password})`,
    ]),
    ...manyToOne.map(({ name, enabled, permissionMode, userName, password, rules }) => [
      'many-to-one',
      state(enabled, manyToOneEnabled),
      name,
      `${permissionMode} ${userName === undefined ? '' : `-> ${userName} (password: ${password}) `}if ${
        rules
          .map(
            ({ certificateField, certificateSubField, matchCriteria }) =>
              `${certificateField} ${certificateSubField}=${matchCriteria}`,
          )
          .join(' and ') || 'any certificate'
      }`,
    ]),
  ];
}

import type { Secret } from '../api/secret.ts';
import type { ConfigurationEdits, ManyToOneEdit, OneToOneEdit, PasswordEdit } from '../iis/configuration-edits.ts';
import type { Change, ChangeOf, PasswordSource, Plan, Resource } from './plan.ts';
import { certificateKey } from './planned-mappings.ts';

/**
 * Returns what a plan changes in the configuration files of its site. `passwords` are those that were handed over, by
 * account id; they are used only for entries whose password source is `in-file`.
 */
export function configurationEdits(plan: Plan, passwords: ReadonlyMap<string, Secret>): ConfigurationEdits {
  const changes = byResource(plan);
  const { site, configuration } = plan.target;
  const binding = changes('https-binding')[0]?.after;
  const section = changes('mapping-section')[0]?.after;
  const oneToOne = changes('one-to-one-mapping');
  const manyToOne = changes('many-to-one-mapping');
  return {
    site,
    ...(binding && configuration === 'applicationHost.config' && { binding }),
    paths: pathEdits(plan),
    ...(section && {
      mapping: {
        ...section,
        oneToOne: oneToOne.filter(({ after }) => after.present).map((each) => oneToOneEdit(each, passwords)),
        manyToOne: manyToOne.filter(({ after }) => after.present).map((each) => manyToOneEdit(each, passwords)),
        removeOneToOne: oneToOne
          .filter(({ after }) => !after.present)
          .map(({ after }) => certificateKey(after.certificate)),
        removeManyToOne: manyToOne.filter(({ after }) => !after.present).map(({ after }) => after.name),
      },
    }),
  };
}

function byResource(plan: Plan) {
  return <R extends Resource>(resource: R): ChangeOf<R>[] =>
    plan.changes.filter((each: Change): each is ChangeOf<R> => each.resource === resource);
}

function pathEdits(plan: Plan): ConfigurationEdits['paths'] {
  const changes = byResource(plan);
  const anonymous = new Map(changes('anonymous-authentication').map(({ after }) => [after.path, after.enabled]));
  return changes('ssl-flags').map(({ after: { path, sslFlags } }) => {
    const anonymousEnabled = anonymous.get(path);
    return { path, sslFlags, ...(anonymousEnabled !== undefined && { anonymousEnabled }) };
  });
}

function oneToOneEdit({ after }: ChangeOf<'one-to-one-mapping'>, passwords: ReadonlyMap<string, Secret>): OneToOneEdit {
  const { certificate, userName, enabled, password, account } = after;
  return { certificate, userName, enabled, password: passwordEdit(password, account, passwords) };
}

function manyToOneEdit(
  { after }: ChangeOf<'many-to-one-mapping'>,
  passwords: ReadonlyMap<string, Secret>,
): ManyToOneEdit {
  const { name, description, enabled, permissionMode, userName, password, account, rules } = after;
  return {
    name,
    description,
    enabled,
    permissionMode,
    ...(userName !== undefined && { userName }),
    password: passwordEdit(password, account, passwords),
    rules,
  };
}

function passwordEdit(
  source: PasswordSource,
  account: string | undefined,
  passwords: ReadonlyMap<string, Secret>,
): PasswordEdit {
  switch (source) {
    case 'keep':
      return { kind: 'keep' };
    case 'in-file': {
      const password = account === undefined ? undefined : passwords.get(account);
      return password ? { kind: 'clear', password } : { kind: 'none' };
    }
    case 'generate':
    case 'ask':
    case 'none':
      return { kind: 'none' };
  }
}

import { Button } from '@fluentui/react-components';
import type { ListedSite } from '../../../shared/steps/ssl-require/choose-site.ts';
import { withSiteFolder } from '../../../shared/steps/user-account/new-account.ts';
import type { Draft } from '../../../shared/wizard/draft.ts';
import { SelectField, TextField } from '../../components/Field.tsx';
import { AddIcon, CloseIcon } from '../../components/icons.tsx';
import { RadioCards } from '../../components/RadioCards.tsx';
import { chooseSite } from '../../store/take-in.ts';
import { useActions, useWizard, useWizardStore } from '../../store/wizard-context.tsx';
import { sslRequireScreen } from './text.en.ts';
import { useSslRequire } from './use-ssl-require.ts';

const words = sslRequireScreen.site;

/** The site: chosen from the server's file or from what IIS lists, or typed; the whole of it or paths below it. */
export function SiteCard() {
  const sites = useWizard(({ evaluation, listedSites }) => evaluation?.sites ?? listedSites);
  return (
    <section className="card" aria-labelledby="site-title">
      <h2 id="site-title">{words.title}</h2>
      {sites ? <ChosenSite sites={sites} /> : <TypedSite />}
      <Scope />
    </section>
  );
}

function ChosenSite({ sites }: { sites: readonly ListedSite[] }) {
  const { sslRequire } = useSslRequire();
  const store = useWizardStore();
  const names = sites.map(({ name }) => name);
  const chosen = sites.find(({ name }) => name.toLowerCase() === sslRequire.site.toLowerCase());
  const shown = chosen?.name ?? sslRequire.site;
  // A name that the file does not have stays to be seen, with what was found about it.
  const others = chosen || sslRequire.site === '' ? [] : [sslRequire.site];
  const options = [...(shown === '' ? [''] : []), ...others, ...names].map(
    (name) => [name, name === '' ? words.choose : name] as const,
  );
  return (
    <SelectField
      path="sslRequire.site"
      label={words.name}
      help={words.nameHelp}
      isRequired
      hint={chosen?.physicalPath ? words.known(chosen.physicalPath) : undefined}
      value={shown}
      options={options}
      onChange={(name) =>
        void chooseSite(store, sites.find((site) => site.name === name) ?? { name, physicalPath: null, bindings: [] })
      }
    />
  );
}

function TypedSite() {
  const { sslRequire, set } = useSslRequire();
  const { change } = useActions();
  return (
    <div className="grid">
      <TextField
        path="sslRequire.site"
        label={words.name}
        help={words.nameHelp}
        isRequired
        value={sslRequire.site}
        onChange={(site) => set({ site }, 'sslRequire.site')}
      />
      <TextField
        path="sslRequire.physicalPath"
        label={words.folder}
        hint={words.folderHint}
        value={sslRequire.physicalPath ?? ''}
        onChange={(physicalPath) => change('sslRequire.physicalPath', (draft) => withFolder(draft, physicalPath))}
      />
    </div>
  );
}

/** The folder of the site is what its accounts read, until somebody decides otherwise. */
function withFolder(draft: Draft, folder: string): Draft {
  const { physicalPath: before, ...rest } = draft.sslRequire;
  const sslRequire = { ...rest, ...(folder !== '' && { physicalPath: folder }) };
  return withSiteFolder({ ...draft, sslRequire }, folder, before);
}

function Scope() {
  const { sslRequire, set } = useSslRequire();
  const { paths } = sslRequire;
  const isWhole = paths.length === 1 && paths[0] === '/';
  return (
    <>
      <RadioCards
        path="sslRequire.paths"
        label={words.scope}
        help={words.scopeHelp}
        value={isWhole ? 'whole' : 'paths'}
        cards={[
          { value: 'whole', ...words.whole },
          { value: 'paths', ...words.paths },
        ]}
        onChange={(scope) => set({ paths: [scope === 'whole' ? '/' : words.defaultPath] })}
      />
      {!isWhole && <Paths paths={paths} onChange={(next, subject) => set({ paths: next }, subject)} />}
    </>
  );
}

interface PathsProps {
  paths: readonly string[];
  onChange: (paths: string[], subject: string | null) => void;
}

function Paths({ paths, onChange }: PathsProps) {
  return (
    <div className="stack">
      {paths.map((path, index) => (
        <div key={index} className="path-row">
          <TextField
            path={`sslRequire.paths[${index}]`}
            label={words.path(index + 1)}
            hint={words.pathHint}
            value={path}
            onChange={(value) =>
              onChange(
                paths.map((each, other) => (other === index ? value : each)),
                `sslRequire.paths[${index}]`,
              )
            }
          />
          {paths.length > 1 && (
            <Button
              appearance="subtle"
              icon={<CloseIcon />}
              aria-label={words.removePath(path)}
              onClick={() =>
                onChange(
                  paths.filter((_, other) => other !== index),
                  null,
                )
              }
            />
          )}
        </div>
      ))}
      <div>
        <Button icon={<AddIcon />} onClick={() => onChange([...paths, '/'], null)}>
          {words.addPath}
        </Button>
      </div>
    </div>
  );
}

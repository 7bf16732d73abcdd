import { useEffect } from 'react';
import { ChainPicture } from '../../components/ChainPicture.tsx';
import { CodeBlock } from '../../components/CodeBlock.tsx';
import { DropZone } from '../../components/DropZone.tsx';
import { findWaiting, takeIn } from '../../store/take-in.ts';
import { useWizard, useWizardStore } from '../../store/wizard-context.tsx';
import { ClientTable } from './ClientTable.tsx';
import { FileCard } from './FileCard.tsx';
import { LockedFiles } from './LockedFiles.tsx';
import { certificateImportScreen as words } from './text.en.ts';
import { useFiles, type ShownFile } from './use-files.ts';
import './certificate-import.css';

/** So many clients as cards can be looked at; more are a table. */
const mostCards = 24;

/** Step 2: the files, what is in them, what each is for and where it goes. */
export function CertificateImportStep() {
  const store = useWizardStore();
  const files = useFiles();
  useEffect(() => void findWaiting(store), [store]);
  const named = (part: string) => files.filter(({ place }) => place.startsWith(`certificateImport.${part}`));
  const clients = named('clients');
  return (
    <>
      <section className="card" aria-labelledby="bring-title">
        <h2 id="bring-title">{words.bring.title}</h2>
        <DropZone
          label={words.bring.label}
          hint={words.bring.hint}
          takesFolders
          onFiles={(chosen) => void takeIn(store, chosen)}
        />
      </section>
      <LockedFiles />
      <FileSection title={words.sections.server.title} empty={words.sections.server.empty} files={named('server')} />
      <FileSection
        title={words.sections.authorities.title}
        empty={words.sections.authorities.empty}
        files={named('authorities')}
        path="certificateImport.authorities"
      />
      {clients.length > mostCards ? (
        <section className="stack" aria-label={words.sections.clients.title(clients.length)}>
          <h2>{words.sections.clients.title(clients.length)}</h2>
          <ClientTable files={clients} />
        </section>
      ) : (
        <FileSection
          title={words.sections.clients.title(clients.length)}
          empty={words.sections.clients.empty}
          files={clients}
          path="certificateImport.clients"
        />
      )}
      {clients.length <= mostCards && <Chains />}
      <ClientComputer />
    </>
  );
}

interface FileSectionProps {
  title: string;
  empty: string;
  files: readonly ShownFile[];
  path?: string;
}

function FileSection({ title, empty, files, path = 'certificateImport.server' }: FileSectionProps) {
  return (
    <section className="stack" aria-label={title} data-path={path}>
      <h2>{title}</h2>
      {files.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <div className="certificate-list">
          {files.map((file) => (
            <FileCard key={file.path} file={file} />
          ))}
        </div>
      )}
    </section>
  );
}

function Chains() {
  const picture = useWizard(({ evaluation }) => evaluation?.picture);
  if (!picture || picture.boxes.length === 0) return null;
  return (
    <section className="card" aria-labelledby="chain-title">
      <h2 id="chain-title">{words.chain.title}</h2>
      <p className="muted">{words.chain.lead}</p>
      <ChainPicture picture={picture} />
    </section>
  );
}

const importCommand =
  'Import-PfxCertificate -FilePath .\\visitor.pfx -CertStoreLocation Cert:\\CurrentUser\\My -Password (Read-Host -AsSecureString)';

function ClientComputer() {
  const { title, lead, click, clickSteps, command } = words.clientComputer;
  return (
    <section className="card" aria-labelledby="client-computer-title">
      <h2 id="client-computer-title">{title}</h2>
      <p>{lead}</p>
      <div className="grid">
        <div className="stack">
          <h3>{click}</h3>
          <ol className="numbered">
            {clickSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
        <CodeBlock label={command} text={importCommand} wraps />
      </div>
    </section>
  );
}

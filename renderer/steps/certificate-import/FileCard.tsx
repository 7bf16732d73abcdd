import { Button, Select } from '@fluentui/react-components';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import {
  isLocked,
  mainCertificate,
  renameClient,
  roleOf,
  setRole,
  withoutFile,
  type FileRole,
} from '../../../shared/steps/certificate-import/place-file.ts';
import type { FileExcerpt, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import { CertificateCard } from '../../components/CertificateCard.tsx';
import { SelectField, TextField } from '../../components/Field.tsx';
import { CloseIcon, FileIcon } from '../../components/icons.tsx';
import { PasswordPrompt } from '../../components/PasswordPrompt.tsx';
import { componentText } from '../../components/text.en.ts';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { certificateImportScreen as words } from './text.en.ts';
import type { ShownFile } from './use-files.ts';

const roleOptions = Object.entries(words.roles) as [FileRole, string][];

/** One file: the certificate that it is about, its role, and where it goes. */
export function FileCard({ file }: { file: ShownFile }) {
  const { opened, path, place } = file;
  return (
    <div data-path={place}>
      {opened === null ? (
        <article className="certificate">
          <FileName file={file} />
          <p className="muted">{words.reading}</p>
        </article>
      ) : 'error' in opened ? (
        <UnopenedCard file={file} opened={opened} />
      ) : (
        <OpenedCard key={path} file={file} opened={opened} />
      )}
    </div>
  );
}

function FileName({ file: { path, place } }: { file: ShownFile }) {
  const isInline = path === `${place}.certificate`;
  return (
    <p className="row muted">
      <FileIcon />
      <span className="mono">{isInline ? words.inline : path}</span>
    </p>
  );
}

function RemoveButton({ file: { path, place } }: { file: ShownFile }) {
  const { change, announce } = useActions();
  const index = Number(/\[(\d+)\]$/.exec(place)?.[1] ?? -1);
  return (
    <Button
      appearance="subtle"
      icon={<CloseIcon />}
      aria-label={words.remove(path)}
      onClick={() => {
        // The file stays in the session, so that undo brings it back.
        change(null, (draft) => {
          if (path !== `${place}.certificate`) return withoutFile(draft, path);
          const clients = draft.certificateImport.clients.filter((_, each) => each !== index);
          return { ...draft, certificateImport: { ...draft.certificateImport, clients } };
        });
        announce(words.removed(path));
      }}
    />
  );
}

function UnopenedCard({ file, opened }: { file: ShownFile; opened: UnopenedFile }) {
  const { givePassword } = useActions();
  const { title, detail, fix, code } = opened.error;
  return (
    <article className="certificate">
      <div className="certificate-head">
        <FileName file={file} />
        <RemoveButton file={file} />
      </div>
      {isLocked(opened) ? (
        <PasswordPrompt
          label={componentText.password.label(file.path)}
          hint={componentText.password.hint}
          action={componentText.password.open}
          error={code === 'certificate.wrong-password' ? componentText.password.wrong : undefined}
          onPassword={(password) => givePassword('file', file.path, password)}
        />
      ) : (
        <p>
          <b>{title}</b> {detail} {fix} <code className="muted">{code}</code>
        </p>
      )}
    </article>
  );
}

function OpenedCard({ file, opened }: { file: ShownFile; opened: FileExcerpt }) {
  const now = useWizard(({ evaluatedAt }) => evaluatedAt);
  const draft = useDraft();
  const main = mainCertificate(opened.certificates);
  const role = roleOf(draft, file.path) ?? 'client';
  if (!main) return null;
  const others = opened.certificates.filter(({ sha256 }) => sha256 !== main.sha256);
  return (
    <CertificateCard
      certificate={main}
      now={now}
      aside={
        <div className="certificate-aside">
          <RoleSelect file={file} opened={opened} role={role} />
          <RemoveButton file={file} />
        </div>
      }
    >
      <FileName file={file} />
      <Others others={others} count={opened.count - 1} />
      <WhereItGoes file={file} role={role} main={main} />
    </CertificateCard>
  );
}

function RoleSelect({ file, opened, role }: { file: ShownFile; opened: FileExcerpt; role: FileRole }) {
  const { change, announce } = useActions();
  // A certificate inside the answers is a client by its place.
  if (file.path === `${file.place}.certificate`) return null;
  return (
    <Select
      size="small"
      aria-label={`${words.role}: ${file.path}`}
      data-help-title={words.role}
      data-help={words.roleHelp}
      value={role}
      onChange={(_, { value }) => {
        const chosen = roleOptions.find(([each]) => each === value)?.[0];
        if (!chosen) return;
        change(null, (draft) => setRole(draft, opened, chosen));
        announce(words.places[chosen]);
      }}
    >
      {roleOptions.map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </Select>
  );
}

/** Further certificates of a file: those that came are named. */
function Others({ others, count }: { others: readonly Certificate[]; count: number }) {
  if (others.length === 0) return null;
  return (
    <details className="certificate-details">
      <summary>{words.others(count)}</summary>
      <ul>
        {others.map(({ sha256, subject }) => (
          <li key={sha256}>{subject}</li>
        ))}
        {count > others.length && <li>{words.moreOthers(count - others.length)}</li>}
      </ul>
    </details>
  );
}

function WhereItGoes({ file, role, main }: { file: ShownFile; role: FileRole; main: Certificate }) {
  return (
    <div className="certificate-goes">
      <p>
        <b>{words.goes}</b> {words.places[role]}
      </p>
      {role === 'client' && main.hasPrivateKey && <p className="muted">{words.keyNotNeeded}</p>}
      {role === 'server' && <StoreField />}
      {role === 'client' && <ClientName place={file.place} />}
    </div>
  );
}

function StoreField() {
  const { certificateImport } = useDraft();
  const { change } = useActions();
  const { server } = certificateImport;
  if (!server) return null;
  return (
    <SelectField
      path="certificateImport.server.store"
      label={words.store}
      value={server.store}
      options={[
        ['My', words.stores.My],
        ['WebHosting', words.stores.WebHosting],
      ]}
      onChange={(store) =>
        change(null, (draft) => ({
          ...draft,
          certificateImport: { ...draft.certificateImport, server: { ...server, store } },
        }))
      }
    />
  );
}

function ClientName({ place }: { place: string }) {
  const { certificateImport } = useDraft();
  const { change } = useActions();
  const index = Number(/\[(\d+)\]$/.exec(place)?.[1] ?? -1);
  const client = certificateImport.clients[index];
  if (!client) return null;
  return (
    <TextField
      path={`${place}.id`}
      label={words.id}
      hint={words.idHint}
      value={client.id}
      onChange={(id) => change(`${place}.id`, (draft) => renameClient(draft, index, id))}
    />
  );
}

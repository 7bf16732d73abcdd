import { Button, Input } from '@fluentui/react-components';
import { shortName } from '../../../shared/certificates/present.ts';
import { mainCertificate, renameClient, withoutFile } from '../../../shared/steps/certificate-import/place-file.ts';
import { CloseIcon } from '../../components/icons.tsx';
import { VirtualTable, type Column } from '../../components/VirtualTable.tsx';
import { useActions, useDraft } from '../../store/wizard-context.tsx';
import { certificateImportScreen as words } from './text.en.ts';
import type { ShownFile } from './use-files.ts';

function certificateOf({ opened, certificate }: ShownFile) {
  return opened && !('error' in opened) ? mainCertificate(opened.certificates) : certificate;
}

/** Many clients: a row each. */
export function ClientTable({ files }: { files: readonly ShownFile[] }) {
  const { certificateImport } = useDraft();
  const { change } = useActions();
  const columns: Column<ShownFile>[] = [
    {
      name: words.table.name,
      width: '12rem',
      cell: ({ place }, index) => (
        <Input
          size="small"
          aria-label={`${words.id} ${index + 1}`}
          value={certificateImport.clients[index]?.id ?? ''}
          onChange={(_, { value }) => change(`${place}.id`, (draft) => renameClient(draft, index, value))}
        />
      ),
    },
    {
      name: words.table.certificate,
      width: '2fr',
      cell: (file) => {
        const certificate = certificateOf(file);
        if (certificate) return shortName(certificate.subjectRdns, certificate.subject);
        return file.opened && 'error' in file.opened ? file.opened.error.title : words.reading;
      },
    },
    {
      name: words.table.issuer,
      width: '2fr',
      cell: (file) => {
        const certificate = certificateOf(file);
        return certificate ? shortName(certificate.issuerRdns, certificate.issuer) : '';
      },
    },
    { name: words.table.valid, width: '7rem', cell: (file) => certificateOf(file)?.notAfter.slice(0, 10) ?? '' },
    {
      name: '',
      width: '3rem',
      cell: ({ path }) => (
        <Button
          size="small"
          appearance="subtle"
          icon={<CloseIcon />}
          aria-label={words.remove(path)}
          onClick={() => change(null, (draft) => withoutFile(draft, path))}
        />
      ),
    },
  ];
  return (
    <VirtualTable
      label={words.sections.clients.title(files.length)}
      rows={files}
      columns={columns}
      keyOf={({ place }) => place}
      nameOf={({ path }, index) => certificateImport.clients[index]?.id ?? path}
      empty={words.sections.clients.empty}
      pathOf={(index) => `certificateImport.clients[${index}]`}
    />
  );
}

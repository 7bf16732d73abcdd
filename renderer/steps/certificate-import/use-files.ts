import { useMemo } from 'react';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import type { FileExcerpt, UnopenedFile } from '../../../shared/steps/certificate-import/calls.ts';
import { useDraft, useWizard } from '../../store/wizard-context.tsx';

/** A file that the answers name, with the place that names it; what is in it is not known before the core has read it. */
export interface ShownFile {
  path: string;
  place: string;
  opened: FileExcerpt | UnopenedFile | null;
  /** A certificate inside the answers: of many, those with nothing to be said of them come without a file. */
  certificate?: Certificate | undefined;
}

/** Returns the files of the draft: server, authorities, clients. A certificate inside the answers goes by its place. */
export function useFiles(): ShownFile[] {
  const { certificateImport } = useDraft();
  const files = useWizard(({ evaluation }) => evaluation?.files);
  const known = useWizard(({ evaluation }) => evaluation?.clients);
  return useMemo(() => {
    const opened = new Map((files ?? []).map((file) => [file.path, file]));
    const certificates = new Map((known ?? []).map(({ id, certificate }) => [id, certificate]));
    const { server, authorities, clients } = certificateImport;
    const named = [
      ...(server ? [{ path: server.file, place: 'certificateImport.server' }] : []),
      ...authorities.map(({ file }, index) => ({ path: file, place: `certificateImport.authorities[${index}]` })),
      ...clients.map((client, index) => {
        const place = `certificateImport.clients[${index}]`;
        if ('file' in client) return { path: client.file, place };
        const path = `${place}.certificate`;
        return { path, place, certificate: certificates.get(client.id) };
      }),
    ];
    return named.map((each) => ({ ...each, opened: opened.get(each.path) ?? null }));
  }, [certificateImport, files, known]);
}

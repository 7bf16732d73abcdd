import type { Reply } from '../../../shared/api/reply.ts';
import type { Configuration } from '../../../shared/iis/configuration.ts';
import { readConfiguration } from '../../../shared/iis/read-configuration.ts';
import { openCertificateFiles } from '../certificates/certificate-files.ts';

/** How the files of answers are taken apart; who asks again and again remembers what came out. */
export interface Readers {
  openCertificates: typeof openCertificateFiles;
  readConfiguration: (bytes: Uint8Array, file: string) => Reply<Configuration>;
}

export const plainReaders: Readers = { openCertificates: openCertificateFiles, readConfiguration };

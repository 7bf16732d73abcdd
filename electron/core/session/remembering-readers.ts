import { createHash } from 'node:crypto';
import type { Secret } from '../../../shared/api/secret.ts';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import type { OpenedFiles } from '../certificates/opened-files.ts';
import { plainReaders, type Readers } from '../wizard/readers.ts';

interface Opened {
  files: readonly { name: string; digest: string; password: Secret | undefined }[];
  /** Between these two moments (milliseconds since 1970) nothing begins or ends to be valid. */
  from: number;
  until: number;
  result: OpenedFiles;
}

/** As many sets of certificate files as a person goes back and forth between. */
const rememberedSets = 4;
const rememberedConfigurations = 4;

/**
 * Returns readers that take the same files apart once: by content, name and password, and, because chains depend on the
 * time, as long as no certificate has begun or ceased to be valid since.
 */
export function rememberingReaders(): Readers {
  const digests = new WeakMap<Uint8Array, string>();
  const digestOf = (bytes: Uint8Array): string => {
    let digest = digests.get(bytes);
    if (digest === undefined) {
      digest = createHash('sha256').update(bytes).digest('base64');
      digests.set(bytes, digest);
    }
    return digest;
  };
  let sets: Opened[] = [];
  const configurations = new Map<string, ReturnType<Readers['readConfiguration']>>();

  return {
    async openCertificates(files, secrets, at, context, options) {
      const wanted = files.map(({ name, bytes }) => {
        return { name, digest: digestOf(bytes), password: secrets.files.get(name) ?? secrets.files.get('*') };
      });
      const time = Date.parse(at);
      const isSame = (set: Opened) =>
        set.from < time &&
        time < set.until &&
        set.files.length === wanted.length &&
        set.files.every((file, index) => {
          const other = wanted[index];
          return file.name === other?.name && file.digest === other.digest && file.password === other.password;
        });
      const known = sets.find(isSame);
      if (known) {
        sets = [known, ...sets.filter((set) => set !== known)];
        return known.result;
      }
      const result = await plainReaders.openCertificates(files, secrets, at, context, options);
      sets = [{ files: wanted, ...unchangedAround(time, result), result }, ...sets].slice(0, rememberedSets);
      return result;
    },

    readConfiguration(bytes, file) {
      const key = `${digestOf(bytes)} ${file}`;
      const known = configurations.get(key);
      if (known) return known;
      const configuration = plainReaders.readConfiguration(bytes, file);
      const [oldest] = configurations.keys();
      if (oldest !== undefined && configurations.size >= rememberedConfigurations) configurations.delete(oldest);
      configurations.set(key, configuration);
      return configuration;
    },
  };
}

function unchangedAround(time: number, { files }: OpenedFiles): { from: number; until: number } {
  const certificates: Certificate[] = files.flatMap((file) => ('error' in file ? [] : file.certificates));
  let [from, until] = [-Infinity, Infinity];
  for (const { notBefore, notAfter } of certificates) {
    for (const moment of [Date.parse(notBefore), Date.parse(notAfter)]) {
      if (moment <= time) from = Math.max(from, moment);
      if (moment >= time) until = Math.min(until, moment);
    }
  }
  return { from, until };
}

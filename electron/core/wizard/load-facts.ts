import type { FileReference } from '../../../shared/api/call.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Configuration } from '../../../shared/iis/configuration.ts';
import { readSite } from '../../../shared/iis/read-site.ts';
import { readSites } from '../../../shared/iis/sites.ts';
import { maximumFileBytes } from '../../../shared/iis/xml/text-encoding.ts';
import type { Answers } from '../../../shared/wizard/answers.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';
import { loadCertificates, type LoadedCertificates, type LoadInput } from './load-certificates.ts';
import { placed, placedInText, readNamedFile } from './named-file.ts';
import type { Readers } from './readers.ts';

/** What the files of answers say, and what keeps some of them from saying it. */
export interface LoadedFacts {
  facts: Facts;
  /** One for each file that is not what it should be, with its place in the answers; in the order in which a strict reader fails. */
  problems: Problem[];
  certificateFiles: LoadedCertificates['files'];
}

/** Reads every file that the answers name. A file that cannot be read is a problem, and the facts are without it. */
export async function loadFacts(
  answers: Answers,
  input: LoadInput,
  files: Files,
  readers: Readers,
  context: CallContext,
): Promise<LoadedFacts> {
  const certificates = await loadCertificates(answers, input, files, readers, context);
  const { applicationHostConfig, webConfig } = answers.target;
  const load = (path: string | undefined, place: string) =>
    loadConfiguration(path, place, input.answers, files, readers);
  const applicationHost = await load(applicationHostConfig, 'target.applicationHostConfig');
  const web = await load(webConfig, 'target.webConfig');
  const given = { applicationHost: valueOf(applicationHost), web: valueOf(web) };
  const { problems, files: certificateFiles, ...certificateFacts } = certificates;
  return {
    facts: {
      at: input.at,
      ...certificateFacts,
      ...given,
      sites: given.applicationHost && !given.applicationHost.isFragment ? readSites(given.applicationHost) : null,
      site: readSite(given, answers.sslRequire.site, answers.sslRequire.paths),
      passwordsGiven: new Set(input.secrets.accounts.keys()),
    },
    problems: [...problems, ...[applicationHost, web].flatMap((each) => (each.ok ? [] : [each.problem]))],
    certificateFiles,
  };
}

function valueOf(reply: Reply<Configuration | null>): Configuration | null {
  return reply.ok ? reply.value : null;
}

async function loadConfiguration(
  path: string | undefined,
  place: string,
  document: FileReference,
  files: Files,
  readers: Readers,
): Promise<Reply<Configuration | null>> {
  if (path === undefined) return succeed(null);
  const bytes = await readNamedFile(path, place, document, files, maximumFileBytes);
  if (!bytes.ok) return fail(placedInText(bytes.problem, path));
  const configuration = readers.readConfiguration(bytes.value, path);
  // Its place in the file is where to look; its place in the answers says which field it came from.
  return configuration.ok ? configuration : fail(placed(configuration.problem, path, place));
}

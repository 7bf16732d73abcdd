import { createHash } from 'node:crypto';
import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import { answersFile } from '../../../shared/api/define-findings.ts';
import { bySeverity, hasError, type Finding } from '../../../shared/api/finding.ts';
import { succeed, type Reply } from '../../../shared/api/reply.ts';
import { configurationEdits } from '../../../shared/plan/configuration-edits.ts';
import { makePlan } from '../../../shared/plan/make-plan.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { withDigest } from '../../../shared/plan/print-plan.ts';
import { allFindings } from '../../../shared/steps/registry.ts';
import { reviewFinding } from '../../../shared/steps/review/text.en.ts';
import { configurationFiles, type ConfigurationFile } from '../bundle/configuration-files.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';
import { loadAnswers, type LoadedAnswers } from './load-answers.ts';
import type { Readers } from './readers.ts';

/** Larger web.config files are refused unless the registry raises MaxWebConfigFileSizeInKB. */
const webConfigKilobytes = 250;

/** What the rules see of answers and their files. */
type JudgedAnswers = Pick<LoadedAnswers, 'answers' | 'facts' | 'placeOf'>;

/** Everything that answers come to: what the rules say, the plan, and the configuration files that it prints. */
export interface Prepared {
  loaded: JudgedAnswers;
  findings: Finding[];
  plan: Plan;
  /** Empty when an error stands: nothing is written then. */
  configuration: readonly ConfigurationFile[];
}

/** Reads the answers with their files, judges them, and makes the plan and its configuration files in memory. */
export async function prepare(
  input: { answers: FileReference; at: string; secrets: Secrets },
  files: Files,
  context: CallContext,
  readers?: Readers,
): Promise<Reply<Prepared>> {
  const loaded = await loadAnswers(input, files, context, { readers });
  return loaded.ok ? judge(loaded.value, input) : loaded;
}

/** Judges answers of which every file could be read, and makes the plan and its configuration files in memory. */
export function judge(loaded: JudgedAnswers, input: { answers: FileReference; secrets: Secrets }): Reply<Prepared> {
  const { answers, facts } = loaded;
  const judged = allFindings(answers, facts);
  let configuration: readonly ConfigurationFile[] = [];
  if (!hasError(judged)) {
    const edits = configurationEdits(makePlan(answers, facts, []), input.secrets.accounts);
    const printed = configurationFiles(edits, answers.review.target, facts);
    if (!printed.ok) return printed;
    configuration = printed.value;
  }
  const findings = bySeverity(
    [...judged, ...sizeFindings(configuration)].map((finding) => placeInAnswers(finding, loaded, input.answers)),
  );
  const plan = withDigest(makePlan(answers, facts, findings), (bytes) =>
    createHash('sha256').update(bytes).digest('hex'),
  );
  return succeed({ loaded, findings, plan, configuration });
}

function sizeFindings(configuration: readonly ConfigurationFile[]): Finding[] {
  const kilobytes = Math.ceil((configuration.find(({ path }) => path === 'web.config')?.bytes.length ?? 0) / 1024);
  return kilobytes > webConfigKilobytes ? [reviewFinding('web-config-size', { kilobytes }, 'review.target')] : [];
}

/** Gives a finding about the answers their file's name, without its folder so that the plan is the same from everywhere, and line and column. */
export function placeInAnswers(
  finding: Finding,
  { placeOf }: Pick<LoadedAnswers, 'placeOf'>,
  { name }: FileReference,
): Finding {
  const { location } = finding;
  if (location?.file !== answersFile || location.path === undefined) return finding;
  const file = name.split(/[\\/]/).at(-1) ?? name;
  return { ...finding, location: { ...location, file, ...placeOf(location.path) } };
}

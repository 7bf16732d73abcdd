import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileReference } from '../../../shared/api/call.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { planSchema, type Plan } from '../../../shared/plan/plan.ts';
import { printPlan, withDigest } from '../../../shared/plan/print-plan.ts';
import { bundleFileSchema } from '../../../shared/steps/review/calls.ts';
import { readJson } from '../../../shared/wizard/json-document.ts';
import type { Files } from '../ports/files.ts';

const maximumBundleFileBytes = 64 * 1024 * 1024;

const bundleProblem = defineProblems({
  'bundle.not-a-bundle': { title: 'This folder is no bundle', fix: 'Name the folder that export wrote.' },
  'bundle.changed': {
    title: 'The bundle is not as it was exported',
    fix: 'Export it again, and review it again: a changed file may do something else than what was agreed.',
  },
  'bundle.other-plan': {
    title: 'This is not the expected plan',
    fix: 'Apply the bundle whose digest was agreed, or agree on this one.',
  },
});

const manifestSchema = z.strictObject({ files: z.array(bundleFileSchema) });

/** Returns the plan of a bundle after every file of its manifest, and the plan's own digest, were checked. */
export async function readBundle(
  folder: FileReference,
  expectedDigest: string | undefined,
  files: Files,
): Promise<Reply<Plan>> {
  const manifest = await readPart(folder, 'MANIFEST.json', files);
  if (!manifest.ok) return fail(notABundle(folder, manifest.problem.detail));
  const document = readJson(manifest.value, 'MANIFEST.json');
  const parsed = manifestSchema.safeParse(document.ok ? document.value.value : null);
  if (!parsed.success) return fail(notABundle(folder, 'Its MANIFEST.json is not one that export writes.'));
  let planBytes: Uint8Array | null = null;
  for (const { path, sha256 } of parsed.data.files) {
    const part = await readPart(folder, path, files);
    if (!part.ok || createHash('sha256').update(part.value).digest('hex') !== sha256) {
      const detail = `${path} ${part.ok ? 'differs from' : 'is missing but listed in'} MANIFEST.json.`;
      return fail(bundleProblem('bundle.changed', { detail, location: { file: path } }));
    }
    if (path === 'plan.json') planBytes = part.value;
  }
  if (!planBytes) return fail(notABundle(folder, 'It has no plan.json.'));
  return checkPlan(planBytes, expectedDigest);
}

function checkPlan(bytes: Uint8Array, expectedDigest: string | undefined): Reply<Plan> {
  const location = { file: 'plan.json' };
  const document = readJson(bytes, 'plan.json');
  const parsed = planSchema.safeParse(document.ok ? document.value.value : null);
  if (!parsed.success) {
    return fail(bundleProblem('bundle.changed', { detail: 'plan.json is not one that export writes.', location }));
  }
  const plan = parsed.data;
  const sha256 = (text: Uint8Array) => createHash('sha256').update(text).digest('hex');
  if (withDigest(plan, sha256).digest !== plan.digest || printPlan(plan) !== new TextDecoder().decode(bytes)) {
    return fail(
      bundleProblem('bundle.changed', { detail: 'plan.json does not have the digest that it names.', location }),
    );
  }
  if (expectedDigest !== undefined && expectedDigest.toLowerCase() !== plan.digest) {
    const detail = `Its digest is ${plan.digest}, expected was ${expectedDigest.toLowerCase()}.`;
    return fail(bundleProblem('bundle.other-plan', { detail, location }));
  }
  return succeed(plan);
}

function notABundle(folder: FileReference, detail: string): Problem {
  return bundleProblem('bundle.not-a-bundle', { detail, location: { file: folder.name } });
}

async function readPart(folder: FileReference, path: string, files: Files): Promise<Reply<Uint8Array>> {
  const manifest = { name: `${folder.name}/MANIFEST.json`, handle: `${folder.handle}/MANIFEST.json` };
  if (path === 'MANIFEST.json') return files.read(manifest, maximumBundleFileBytes);
  const part = files.resolve(manifest, path);
  return part.ok ? files.read(part.value, maximumBundleFileBytes) : part;
}

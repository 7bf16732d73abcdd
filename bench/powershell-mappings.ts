import { performance } from 'node:perf_hooks';
import { allChanges, aPlan, SimulatedServer } from '../e2e/powershell/server.ts';
import type { Change } from '../shared/plan/plan.ts';

// How long apply and rollback take in the PowerShell engine for 100 and for 1,000 mappings, and the growth between them.
// Each size runs in a process of its own, twice; the better time counts. `npx tsx bench/powershell-mappings.ts`

const rules = allChanges().find(({ resource }) => resource === 'many-to-one-mapping') as Change;
const section = allChanges().find(({ resource }) => resource === 'mapping-section') as Change;

async function seconds(size: number): Promise<{ apply: number; rollback: number }> {
  const server = new SimulatedServer();
  const entries = Array.from({ length: size }, (_, index) => ({
    ...rules,
    id: `entry-${index}`,
    after: { ...rules.after, name: `Entry ${index}`, permissionMode: 'Deny', password: 'none' },
  })) as Change[];
  server.export(aPlan([...entries, section]));
  const start = performance.now();
  const { status, journal, output } = await server.apply({ secrets: [], process: true });
  if (status !== 0) throw new Error(output);
  const middle = performance.now();
  await server.rollback(journal);
  return { apply: (middle - start) / 1000, rollback: (performance.now() - middle) / 1000 };
}

const best = new Map<number, { apply: number; rollback: number }>();
for (const size of [100, 1000, 100, 1000]) {
  const now = await seconds(size);
  const before = best.get(size) ?? now;
  best.set(size, {
    apply: Math.min(now.apply, before.apply),
    rollback: Math.min(now.rollback, before.rollback),
  });
}
const few = best.get(100);
const many = best.get(1000);
for (const [size, each] of best) {
  process.stdout.write(`${size} mappings: apply ${each.apply.toFixed(1)} s, rollback ${each.rollback.toFixed(1)} s\n`);
}
if (few && many) {
  const growth = [many.apply / few.apply, many.rollback / few.rollback].map((each) => each.toFixed(1));
  process.stdout.write(`growth from 100 to 1,000: apply ${growth[0] ?? ''}, rollback ${growth[1] ?? ''}\n`);
}

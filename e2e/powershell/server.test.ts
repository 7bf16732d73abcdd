import { describe, expect, it } from 'vitest';
import { allChanges, aPlan, SimulatedServer } from './server.ts';

describe('apply', () => {
  it('works', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    const first = await server.apply();
    console.log(first.output.slice(-1500), first.errors, first.status);
    console.log(server.read());
    expect(first.status).toBe(0);
  });
});

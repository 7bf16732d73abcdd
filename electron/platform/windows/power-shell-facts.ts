import { z } from 'zod';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { windowsOfBuild } from '../../../shared/iis/windows-version.ts';
import { readStores, type ReadStore } from '../../../shared/trust/server-reading.ts';
import type { Machine } from '../../../shared/windows/machine.ts';
import type { ReadContext, ServerFacts, StoredCertificate, TrustFacts } from '../../core/ports/server-facts.ts';
import { windowsProblem } from './problems.ts';
import type { WarmScript } from './warm-script.ts';

const number = z.int().nullable();
const text = z.string().max(1000).nullable();

const machineAnswer = z.object({
  computerName: z.string().max(1000),
  productType: text,
  productName: text,
  edition: text,
  build: text,
  revision: number,
  serverCore: number,
  serverShell: number,
  iisMajor: number,
  iisMinor: number,
  isElevated: z.boolean(),
  codePage: z.int(),
});
const schannelAnswer = z.object({ sendTrustedIssuerList: number, clientAuthTrustMode: number });
const featuresAnswer = z.record(z.string(), z.boolean());
const endpointsAnswer = z.array(
  z.object({ kind: z.enum(['ipport', 'hostnameport']), endpoint: z.string(), ctlStoreName: z.string().nullable() }),
);
const storeAnswer = z.array(
  z.object({
    thumbprint: z.string().regex(/^[0-9A-F]{40}$/),
    bytes: z.base64(),
    hasPrivateKey: z.boolean(),
  }),
);

/** This server, through the warm script of constant questions. */
export class PowerShellFacts implements ServerFacts {
  readonly #script: WarmScript;

  constructor(script: WarmScript) {
    this.#script = script;
  }

  async machine({ signal }: ReadContext): Promise<Reply<Machine>> {
    const told = await this.#ask('machine', machineAnswer, signal);
    return told.ok ? succeed(machineOf(told.value)) : told;
  }

  /** Returns the code page that programs of the console print in; null where it was not told. */
  async codePage(signal: AbortSignal): Promise<number | null> {
    const told = await this.#ask('machine', machineAnswer, signal);
    return told.ok ? told.value.codePage : null;
  }

  async trust({ signal, onProgress }: ReadContext): Promise<Reply<TrustFacts>> {
    const notTold: Problem[] = [];
    const questions = readStores.length + 3;
    let done = 0;
    const told = async <Answer>(question: string, schema: z.ZodType<Answer>): Promise<Answer | null> => {
      signal.throwIfAborted();
      const answer = await this.#ask(question, schema, signal);
      done += 1;
      onProgress({ message: question, done, total: questions });
      if (!answer.ok) notTold.push(answer.problem);
      return answer.ok ? answer.value : null;
    };
    const stores = new Map<ReadStore, readonly StoredCertificate[]>();
    for (const store of readStores) {
      const certificates = await told(`store ${store}`, storeAnswer);
      if (certificates) stores.set(store, certificates.map(storedCertificate));
    }
    const schannel = await told('schannel', schannelAnswer);
    const endpoints = await told('endpoints', endpointsAnswer);
    const features = await told('features', featuresAnswer);
    signal.throwIfAborted();
    const [first] = notTold;
    if (first && notTold.length === questions) return fail(first);
    return succeed({
      stores,
      // Where there is no value, Windows does as if it were 0, since Server 2012 (Microsoft Learn: TLS registry settings).
      sendTrustedIssuerList: schannel && (schannel.sendTrustedIssuerList ?? 0),
      clientAuthTrustMode: schannel && (schannel.clientAuthTrustMode ?? 0),
      features: new Map(Object.entries(features ?? {})),
      endpoints: endpoints?.map(({ kind, endpoint, ctlStoreName }) => ({ kind, value: endpoint, ctlStore: ctlStoreName ?? '' })) ?? null,
      notTold,
    }); // prettier-ignore
  }

  async #ask<Answer>(question: string, schema: z.ZodType<Answer>, signal: AbortSignal): Promise<Reply<Answer>> {
    const told = await this.#script.ask(question, signal);
    if (!told.ok) return told;
    const answer = schema.safeParse(told.value);
    if (answer.success) return succeed(answer.data);
    const detail = `The answer to "${question}" is not as it should be.`;
    return fail(windowsProblem('windows.output-not-understood', { detail }));
  }
}

function storedCertificate({ bytes, ...rest }: z.infer<typeof storeAnswer>[number]): StoredCertificate {
  return { ...rest, bytes: Buffer.from(bytes, 'base64') };
}

function machineOf(told: z.infer<typeof machineAnswer>): Machine {
  const { computerName, productType, productName, edition, build, revision, iisMajor, iisMinor, isElevated } = told;
  return {
    computerName,
    // WinNT is a client; ServerNT, and LanmanNT of a domain controller, are servers (KB152078).
    windows: build === null || productType === null ? null : windowsOfBuild(Number(build), productType !== 'WinNT'),
    productName,
    edition,
    build: build === null || revision === null ? build : `${build}.${revision}`,
    desktop: desktopOf(told),
    iis: iisMajor === null ? null : `${iisMajor}.${iisMinor ?? 0}`,
    isElevated,
  };
}

/** Server-Gui-Shell is there only with the desktop (Microsoft Learn: Determining Whether Server Core Is Running). */
function desktopOf({ productType, serverCore, serverShell }: z.infer<typeof machineAnswer>): Machine['desktop'] {
  if (productType === 'WinNT' || serverShell === 1) return 'full';
  return serverCore === 1 ? 'server-core' : null;
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../../../e2e/fixtures/answers.ts';
import { readConfiguration } from '../../../../shared/iis/read-configuration.ts';
import { mappingSections, readSite } from '../../../../shared/iis/read-site.ts';
import { configurationEdits } from '../../../../shared/plan/configuration-edits.ts';
import { makePlan } from '../../../../shared/plan/make-plan.ts';
import { plannedSection } from '../../../../shared/plan/planned-section.ts';
import { configurationFiles } from '../../bundle/configuration-files.ts';

function serverFile(names: readonly string[]): string {
  const entries = names.map((name) => `<add name="${name}" permissionMode="Deny" />`).join('');
  return `<configuration>
  <system.applicationHost><sites><site name="new" id="1"><bindings /></site></sites></system.applicationHost>
  <location path="new"><system.webServer><security><authentication>
    <iisClientCertificateMappingAuthentication enabled="true"><manyToOneMappings>${entries}</manyToOneMappings></iisClientCertificateMappingAuthentication>
  </authentication></security></system.webServer></location>
</configuration>`;
}

function read(text: string) {
  const configuration = readConfiguration(new TextEncoder().encode(text), 'applicationHost.config');
  if (!configuration.ok) throw new Error(configuration.problem.detail);
  return configuration.value;
}

const names = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f'], { minLength: 1 });

it('the simulator asks the mappings in the order in which the merged file has them', () => {
  fc.assert(
    fc.property(names, names, fc.boolean(), (given, answered, exact) => {
      const answers = someAnswers((each) => {
        each.mapping = {
          ...each.mapping,
          exact,
          manyToOne: answered.map((name) => ({ name: name.toUpperCase(), permissionMode: 'Deny' })),
        };
      });
      const applicationHost = read(serverFile(given));
      const site = readSite({ applicationHost, web: null }, 'new', ['/']);
      const facts = someFacts(answers, {
        applicationHost,
        site,
        sites: [{ name: 'new', physicalPath: null, bindings: [] }],
      });
      const edits = configurationEdits(makePlan(answers, facts, []), new Map());
      const files = configurationFiles(edits, 'applicationHost.config', facts);
      const merged = files.ok ? files.value.find(({ path }) => path === 'applicationHost.config')?.after : undefined;
      const [section] = mappingSections({ applicationHost: read(merged ?? ''), web: null });
      expect(plannedSection(answers, facts).manyToOne.map(({ name }) => name)).toEqual(
        section?.section.manyToOne.map(({ name }) => name),
      );
    }),
  );
});

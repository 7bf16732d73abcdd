import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { CheckField } from '../../components/Field.tsx';
import { useActions, useDraft, useWizard } from '../../store/wizard-context.tsx';
import { AccessLine } from './AccessLine.tsx';
import { ManyToOneTab } from './ManyToOneTab.tsx';
import { Matrix } from './Matrix.tsx';
import { OneToOneTab } from './OneToOneTab.tsx';
import { mappingScreen as words } from './text.en.ts';
import { TryCertificate } from './TryCertificate.tsx';
import { Unfolding } from './Unfolding.tsx';
import { usePlannedSection } from './use-simulation.ts';
import { WhoChanges } from './WhoChanges.tsx';
import './mapping.css';

type Kind = 'oneToOne' | 'manyToOne';

/** Step 5: which certificate gets which account, and who a visitor would be. */
export function MappingStep() {
  const { mapping } = useDraft();
  const { change } = useActions();
  const focusPath = useWizard((state) => state.focusPath);
  const [chosen, setKind] = useState<Kind>(() =>
    mapping.oneToOne.length === 0 && mapping.manyToOne.length > 0 ? 'manyToOne' : 'oneToOne',
  );
  const [tried, setTried] = useState('');
  const prepared = usePlannedSection();
  const asked = kindOfPath(focusPath);
  if (asked !== null && asked !== chosen) setKind(asked);
  return (
    <div className="stack">
      <div className="mapping-columns">
        <section className="card" aria-label={words.tabs}>
          <TabList
            selectedValue={chosen}
            aria-label={words.tabs}
            onTabSelect={(_, { value }) => setKind(value === 'manyToOne' ? 'manyToOne' : 'oneToOne')}
          >
            <Tab value="oneToOne" id="tab-one-to-one">
              {words.oneToOne.tab(mapping.oneToOne.length)}
            </Tab>
            <Tab value="manyToOne" id="tab-many-to-one">
              {words.manyToOne.tab(mapping.manyToOne.length)}
            </Tab>
          </TabList>
          <div
            className="stack"
            role="tabpanel"
            aria-labelledby={chosen === 'oneToOne' ? 'tab-one-to-one' : 'tab-many-to-one'}
          >
            {chosen === 'oneToOne' ? <OneToOneTab onTry={setTried} /> : <ManyToOneTab prepared={prepared} />}
          </div>
        </section>
        <TryCertificate prepared={prepared} client={tried} onClient={setTried} />
      </div>
      <AccessLine prepared={prepared} client={tried} />
      <section className="card" aria-label={words.matrix.title}>
        <Unfolding title={words.matrix.title}>{() => <Matrix prepared={prepared} onTry={setTried} />}</Unfolding>
      </section>
      <section className="card" aria-labelledby="anonymous-title">
        <h2 id="anonymous-title">{words.anonymous.title}</h2>
        <CheckField
          path="mapping.disableAnonymous"
          label={words.anonymous.off}
          hint={words.anonymous.hint}
          value={mapping.disableAnonymous}
          onChange={(disableAnonymous) =>
            change(null, (draft) => ({ ...draft, mapping: { ...draft.mapping, disableAnonymous } }))
          }
        />
      </section>
      <WhoChanges prepared={prepared} />
    </div>
  );
}

function kindOfPath(path: string | null): Kind | null {
  if (path === null) return null;
  return path.startsWith('mapping.manyToOne') ? 'manyToOne' : path.startsWith('mapping.oneToOne') ? 'oneToOne' : null;
}

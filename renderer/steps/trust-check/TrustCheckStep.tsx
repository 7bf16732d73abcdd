import { Button } from '@fluentui/react-components';
import { useEffect, useMemo } from 'react';
import type { Remark } from '../../../shared/wizard/remarks.ts';
import { FindingList } from '../../components/FindingList.tsx';
import { useActions, useWizard, useWizardStore } from '../../store/wizard-context.tsx';
import { ControlCard } from './ControlCard.tsx';
import { ListingsCard } from './ListingsCard.tsx';
import { OtherChecks } from './OtherChecks.tsx';
import { trustScreen } from './text.en.ts';
import { readThisServer } from './listings.ts';
import { useListings } from './use-listings.ts';
import { useTrust } from './use-trust.ts';
import './trust-check.css';

/** Step 4: the walkthrough's two controls, from the certificates of step 2 and from what the server says of its stores. */
export function TrustCheckStep() {
  const { go } = useActions();
  const given = useListings();
  const trust = useTrust(given.listings);
  const store = useWizardStore();
  const isThisServer = useWizard(({ document }) => document?.isThisServer === true);
  const evaluation = useWizard((state) => state.evaluation);
  // Which clients there are decides what the stores mean.
  useEffect(() => {
    if (isThisServer && evaluation) void readThisServer(store, false);
  }, [isThisServer, evaluation, store]);
  const remarks = useMemo(
    () => (trust?.findings ?? []).map((finding): Remark => ({ ...finding, isMissing: false })),
    [trust],
  );
  if (!trust) return <p className="muted">{trustScreen.working}</p>;
  const { input, controls, clients } = trust;
  const [clientRoots, selfSignedRoots] = controls;
  const isSample = input.clients.length < clients;
  return (
    <div className="stack">
      {clients === 0 && (
        <p className="row">
          {trustScreen.noClient}
          <Button size="small" onClick={() => go({ kind: 'open', step: 'certificate-import' })}>
            {trustScreen.bring}
          </Button>
        </p>
      )}
      <div className="controls">
        <ControlCard
          control={clientRoots}
          position={1}
          note={isSample ? trustScreen.asked(input.clients.length, clients) : null}
        />
        <ControlCard control={selfSignedRoots} position={2} note={null} />
      </div>
      <ListingsCard given={given} isThisServer={isThisServer} />
      <FindingList remarks={remarks} title={trustScreen.found} />
      <OtherChecks input={input} />
    </div>
  );
}

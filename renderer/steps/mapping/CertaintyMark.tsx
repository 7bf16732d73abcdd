import { Badge } from '@fluentui/react-components';
import type { Certainty } from '../../../shared/api/finding.ts';
import { mappingScreen } from './text.en.ts';

/** How far a statement is backed. What is documented needs no mark. */
export function CertaintyMark({ certainty }: { certainty: Certainty }) {
  if (certainty === 'documented') return null;
  return (
    <Badge
      appearance="outline"
      color={certainty === 'unverified' ? 'warning' : 'informative'}
      title={mappingScreen.tryOut.sourceOf[certainty]}
    >
      {mappingScreen.tryOut.certainty[certainty]}
    </Badge>
  );
}

import './ssl-require.css';
import { BindingCard } from './BindingCard.tsx';
import { CertificateRequirementCard } from './CertificateRequirementCard.tsx';
import { ServerCard } from './ServerCard.tsx';
import { SiteCard } from './SiteCard.tsx';
import { VerdictCard } from './VerdictCard.tsx';

/** Step 1: the server, the site, what its visitors must show, and whether asking for it works. */
export function SslRequireStep() {
  return (
    <>
      <ServerCard />
      <SiteCard />
      <CertificateRequirementCard />
      <VerdictCard />
      <BindingCard />
    </>
  );
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WizardStore } from '../../store/wizard-store.ts';
import { listingOf, type Listing } from './read-listing.ts';
import { trustScreen } from './text.en.ts';

const words = trustScreen.listings;

interface Listings {
  listings: readonly Listing[];
  /** Why the last one could not be taken. */
  problem: string | null;
  /** This server is being read. */
  isReading: boolean;
}

const none: Listings = { listings: [], problem: null, isReading: false };

/** What was given of the server outlives the step's screen, but not the document. It is not part of the answers. */
const listingsOf = new WeakMap<WizardStore, StoreApi<Listings>>();

/** Returns what was given of the server for the document of a page. */
export function listingsFor(store: WizardStore): StoreApi<Listings> {
  const known = listingsOf.get(store);
  if (known) return known;
  const listings = createStore<Listings>()(() => none);
  listingsOf.set(store, listings);
  store.subscribe((state, before) => {
    if (state.draft?.begun !== before.draft?.begun) listings.setState(none);
  });
  return listings;
}

/**
 * Reads the server that the program runs on, and puts what it says in the place of what was read before. `again` asks the
 * server itself once more; otherwise only what follows for the answers is worked out again. Returns what is to be said.
 */
export async function readThisServer(wizard: WizardStore, again: boolean): Promise<string> {
  const store = listingsFor(wizard);
  store.setState({ isReading: true });
  const begun = wizard.getState().draft?.begun;
  const reply = await wizard.getState().readStores(again);
  store.setState({ isReading: false });
  // Somebody may have begun something else meanwhile.
  if (wizard.getState().draft?.begun !== begun) return '';
  if (!reply.ok) {
    const { title, detail, fix } = reply.problem;
    const problem = `${title}. ${detail} ${fix}`;
    store.setState({ problem });
    return problem;
  }
  const listing = listingOf(reply.value);
  const others = store.getState().listings.filter(({ reading }) => !reading);
  store.setState({ listings: [listing, ...others], problem: null });
  return words.taken(listing.name, describeListing(listing));
}

/** Returns in a few words what a listing turned out to be. */
export function describeListing({ certificates, settings }: Listing): string {
  if (settings && certificates.length === 0) return words.settings;
  const stores = [...new Set(certificates.map(({ store }) => store))].join(', ');
  const listed = words.certificates(certificates.length, stores);
  return settings ? words.both(listed) : listed;
}

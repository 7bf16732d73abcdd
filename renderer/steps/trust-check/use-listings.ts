import { useStore } from 'zustand';
import type { FileContents } from '../../../shared/steps/certificate-import/calls.ts';
import type { RecognisedFile } from '../../../shared/wizard/session-calls.ts';
import { useActions, useWizardStore } from '../../store/wizard-context.tsx';
import { readListing, textOf, type Listing } from './read-listing.ts';
import { describeListing, listingsFor, readThisServer } from './listings.ts';
import { trustScreen } from './text.en.ts';

const words = trustScreen.listings;
/** A listing of a whole store has less than two. */
const largestBytes = 16 * 1024 * 1024;

/** Returns what was given of the server, and the ways to give and take back. */
export function useListings() {
  const wizard = useWizardStore();
  const { announce, upload, removeFile, wholeFile } = useActions();
  const store = listingsFor(wizard);
  const state = useStore(store);

  async function contentsOf(recognised: RecognisedFile): Promise<FileContents | null> {
    return recognised.kind !== 'certificates' || 'error' in recognised.file ? null : wholeFile(recognised.file);
  }
  function take(listing: Listing): void {
    const others = store.getState().listings.filter(({ name }) => name !== listing.name);
    store.setState({ listings: [...others, listing], problem: null });
    announce(words.taken(listing.name, describeListing(listing)));
  }
  function refuse(problem: string): void {
    store.setState({ problem });
    announce(problem);
  }

  return {
    ...state,
    async readAgain(): Promise<void> {
      announce(await readThisServer(wizard, true));
    },
    takeText(text: string, from: string): boolean {
      if (text.trim() === '') {
        refuse(words.empty);
        return false;
      }
      const names = new Set(store.getState().listings.map(({ name }) => name));
      let name: string = words.pasted;
      for (let count = 2; names.has(name); count += 1) name = `${words.pasted} ${count}`;
      const listing = readListing(name, text, from);
      if (listing) take(listing);
      else refuse(words.notRecognised(name));
      return listing !== null;
    },
    async takeFiles(files: readonly File[], from: string): Promise<void> {
      for (const file of files) {
        if (file.size > largestBytes) {
          refuse(words.tooLarge(file.name));
          continue;
        }
        const text = textOf(new Uint8Array(await file.arrayBuffer()));
        const listing = text === null ? null : readListing(file.name, text, from);
        if (listing) {
          take(listing);
          continue;
        }
        // An export holds certificates, which only the core can open. It is no file of the answers and leaves the session again.
        const recognised = await upload({ name: file.name, size: file.size, bytes: () => file.arrayBuffer() });
        const contents = recognised && (await contentsOf(recognised));
        const opened = contents && exportOf(contents, file.name, from);
        if (recognised) await removeFile(pathOf(recognised));
        if (opened) take(opened);
        else refuse(words.notRecognised(file.name));
      }
    },
    remove(name: string): void {
      store.setState(({ listings }) => ({ listings: listings.filter((each) => each.name !== name), problem: null }));
      announce(words.removed(name));
    },
  };
}

function pathOf(recognised: RecognisedFile): string {
  return recognised.kind === 'certificates' ? recognised.file.path : recognised.path;
}

function exportOf(file: FileContents, name: string, store: string): Listing {
  const certificates = file.certificates.map((certificate) => {
    const { thumbprint, subject, issuer } = certificate;
    return { store, thumbprint, subject, issuer, certificate, file: name };
  });
  return { name, certificates, settings: null };
}

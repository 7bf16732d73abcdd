import { printInPortions } from '../../shared/api/portions.ts';
import { turns } from './turns.ts';

/** The most characters or bytes that are put into one piece: making one takes a millisecond or two. */
export const mostInOne = 256 * 1024;

/** Yields the JSON text of a value in pieces; a long one is made between the frames of the page. */
export async function* printed(value: unknown): AsyncGenerator<string, void> {
  let pieces: string[] = [];
  let length = 0;
  const turn = turns();
  for (const piece of printInPortions(value)) {
    pieces.push(piece);
    length += piece.length;
    if (length > mostInOne) {
      yield pieces.join('');
      [pieces, length] = [[], 0];
    }
    await turn();
  }
  yield pieces.join('');
}

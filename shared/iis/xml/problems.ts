import { defineProblems } from '../../api/define-problems.ts';

/** Everything that can be wrong with the bytes or the XML of a file, before its meaning is looked at. */
export const xmlProblem = defineProblems({
  'xml.too-large': {
    title: 'The file is too large for a configuration file',
    fix: 'Check that you have the right file. IIS itself reads a web.config of at most 250 KB.',
  },
  'xml.encoding-unknown': {
    title: 'The encoding of the file is not supported',
    fix: 'Save the file as UTF-8 and let its XML declaration say encoding="utf-8".',
  },
  'xml.encoding-contradiction': {
    title: 'The file is not in the encoding that it declares',
    fix: 'Save the file again in the encoding that its XML declaration names, or correct the declaration.',
  },
  'xml.encoding-damaged': {
    title: 'The file has bytes that are no text',
    fix: 'Open the file in an editor, repair the place, and save it as UTF-8.',
  },
  'xml.not-well-formed': {
    title: 'The file is not well-formed XML',
    fix: 'Correct the XML at that place. IIS answers 500.19 (0x8007000D) for such a file.',
  },
  'xml.document-type': {
    title: 'The file has a document type declaration',
    fix: 'Remove the <!DOCTYPE ...>. A configuration file needs none, and its entities could pull in other files.',
  },
  'xml.too-deep': {
    title: 'The elements of the file are nested too deeply',
    fix: 'Check that you have the right file. A configuration file nests a dozen levels.',
  },
  'xml.too-many': {
    title: 'The file has too many elements or attributes',
    fix: 'Check that you have the right file. The largest configuration files of IIS stay far below this.',
  },
  'xml.character': {
    title: 'A value has a character that XML cannot hold',
    fix: 'Choose a value without control characters.',
  },
});

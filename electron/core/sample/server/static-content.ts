import { indented } from './xml-lines.ts';

const types = {
  '.aac': 'audio/aac',
  '.avi': 'video/x-msvideo',
  '.bin': 'application/octet-stream',
  '.bmp': 'image/bmp',
  '.cer': 'application/x-x509-ca-cert',
  '.crl': 'application/pkix-crl',
  '.crt': 'application/x-x509-ca-cert',
  '.css': 'text/css',
  '.csv': 'application/octet-stream',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.eot': 'application/vnd.ms-fontobject',
  '.exe': 'application/octet-stream',
  '.gif': 'image/gif',
  '.gz': 'application/x-gzip',
  '.htm': 'text/html',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'application/javascript',
  '.json': 'application/json',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.msi': 'application/octet-stream',
  '.otf': 'font/otf',
  '.p7b': 'application/x-pkcs7-certificates',
  '.pdf': 'application/pdf',
  '.pfx': 'application/x-pkcs12',
  '.png': 'image/png',
  '.ps1': 'application/octet-stream',
  '.rtf': 'application/rtf',
  '.svg': 'image/svg+xml',
  '.ttf': 'application/octet-stream',
  '.txt': 'text/plain',
  '.vcf': 'text/x-vcard',
  '.wav': 'audio/wav',
  '.woff': 'font/x-woff',
  '.woff2': 'application/font-woff2',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xml': 'text/xml',
  '.zip': 'application/x-zip-compressed',
};

/** Returns the element `<staticContent>` with the media types of ordinary files. */
export function staticContent(blanks: number): string {
  return indented(
    [
      '<staticContent lockAttributes="isDocFooterFileName">',
      ...Object.entries(types).map(
        ([extension, type]) => `    <mimeMap fileExtension="${extension}" mimeType="${type}" />`,
      ),
      '</staticContent>',
    ],
    blanks,
  );
}

/** Returns the element `<httpErrors>` with IIS' own pages. */
export function httpErrors(blanks: number): string {
  return indented(
    [
      '<httpErrors lockAttributes="allowAbsolutePathsWhenDelegated,defaultPath">',
      ...[401, 403, 404, 405, 406, 412, 500, 501, 502].map(
        (status) =>
          `    <error statusCode="${status}" prefixLanguageFilePath="%SystemDrive%\\inetpub\\custerr" path="${status}.htm" />`,
      ),
      '</httpErrors>',
    ],
    blanks,
  );
}

import { html, Html } from './html.ts';

/** The one style of the bundle's documents: system fonts, both themes, forced colours, print, narrow screens. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--line:#c8c8c8;--quiet:#575757;--error:#a4262c;--warning:#7a4b00;--soft:#f5f5f5;--added:#e6f4ea;--removed:#fdeaea;--accent:#0f5ea8}
@media(prefers-color-scheme:dark){:root{--paper:#1f1f1f;--ink:#f2f2f2;--line:#5c5c5c;--quiet:#b8b8b8;--error:#ff9c9c;--warning:#ffd08a;--soft:#2b2b2b;--added:#143d21;--removed:#4a1d1d;--accent:#7ab8f5}}
*{box-sizing:border-box}
body{background:var(--paper);color:var(--ink);font:1rem/1.5 "Segoe UI",system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .75rem}
h2{font-size:1.3rem;margin:2.5rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
h1 code,h2 code,h3 code{font-size:.9em}
p,ul,ol{margin:.5rem 0}
li{margin:.25rem 0}
code,pre{font:.875rem/1.45 Consolas,"Cascadia Mono",monospace}
pre{background:var(--soft);border:1px solid var(--line);padding:.6rem .75rem;margin:.5rem 0;white-space:pre-wrap}
a{color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;margin:.75rem 0}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
thead th{background:var(--soft)}
tbody th{font-weight:400}
thead th{white-space:nowrap}
.changes{table-layout:fixed}
.changes th:first-child{width:3.2rem}
.changes th:nth-child(2){width:40%}
.changes th:nth-child(3){width:24%}
.facts th{width:12rem;color:var(--quiet)}
.facts td,.facts th{border-width:0 0 1px}
.box{border:2px solid var(--error);padding:.75rem 1rem;margin:1.25rem 0}
.box h2{border:0;margin:0;padding:0}
.error{color:var(--error);font-weight:600}
.warning{color:var(--warning);font-weight:600}
.information{font-weight:600}
.quiet{color:var(--quiet)}
time{white-space:nowrap}
.number{text-align:right;white-space:nowrap;width:1%}
.diff td{border:0;padding:0 .4rem;white-space:pre-wrap;font:.8125rem/1.4 Consolas,"Cascadia Mono",monospace}
.added{background:var(--added)}
.removed{background:var(--removed)}
@media(max-width:40rem){body{padding:.75rem}ul,ol{padding-left:1.25rem}thead th,time,.number{white-space:normal}.changes th{width:auto!important}.facts th{width:6rem}}
@media print{:root{--paper:#fff;--ink:#000;--soft:#fff;--quiet:#333;--line:#888;--error:#a4262c;--warning:#7a4b00;--added:#fff;--removed:#fff;--accent:#000}body{max-width:none;padding:0}h2,h3{break-after:avoid}pre,tr{break-inside:avoid}nav{display:none}}
@media(forced-colors:active){.box,pre,th,td{border-color:CanvasText}}
`;

/** SHA-256 of the style, for the policy that allows it and nothing else. A test keeps it right. */
export const styleHash = 'sha256-QJ36W8CL16GFfX5VYa5g7Uk9hjPmmKlKAVa4kV93I6E=';

/** Returns a whole document that loads nothing and runs nothing; LF line ends, well-formed XML too. */
export function page(title: string, body: Html): string {
  const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;
  // Byte for byte what the hash is over: a blank more, and no browser applies it.
  const styleElement = new Html(`<style>${style}</style>`);
  const document = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      ${styleElement}
    </head>
    <body>
      <main>${body}</main>
    </body>
  </html>`;
  return `<!DOCTYPE html>\n${document.text}\n`;
}

/** What is advised in more than one row of the tables. */
export const advice = {
  negotiateFirst:
    'Ask for the certificate in the first handshake: write the HTTP.SYS record of the binding with clientcertnegotiation=enable (on Windows Server 2025 also the binding\'s "Negotiate client certificate"). Note the whole record first with "netsh http show sslcert": it must be written again with all its values.',
  noTls13:
    'Or turn TLS 1.3 off for this binding: IIS Manager > site > Bindings > Edit > "Disable TLS 1.3 over TCP" (Windows Server 2022 and later).',
  noHttp2: 'Turn HTTP/2 off for the binding as well ("Disable HTTP/2"): it forbids asking for a certificate later.',
  moveFromRoot:
    'List what does not belong in the trusted roots of the computer: Get-ChildItem Cert:\\LocalMachine\\Root | Where-Object { $_.Issuer -ne $_.Subject }. Move those to Intermediate Certification Authorities (Move-Item -Destination Cert:\\LocalMachine\\CA); certificates from group policy come back unless the policy changes.',
  machineRoot:
    "Import the client's root CA into Trusted Root Certification Authorities of the computer (certlm.msc), not of your user.",
  intermediates:
    'Import every intermediate CA into Intermediate Certification Authorities of the computer (certlm.msc): HTTP.SYS does not download them.',
  testLogon:
    'Log on once with exactly this account and password on the server: runas /user:DOMAIN\\NAME cmd. When that fails too, it is the account, not IIS.',
  enterPassword:
    'Enter the password again in every mapping of this account (Configuration Editor > system.webServer/security/authentication/iisClientCertificateMappingAuthentication, at the site).',
  readEvent4625:
    'Read event 4625 in Event Viewer > Windows Logs > Security at the same second: its Sub Status says exactly why.',
  exactError:
    'Read the sc-win32-status of the request in the IIS log (%SystemDrive%\\inetpub\\logs\\LogFiles) and look that up as well.',
  verifyAsSystem:
    'As SYSTEM (psexec -s), run certutil -verify -urlfetch client.cer: it shows each CRL and OCSP address and whether the server reaches it.',
  clientLog:
    'Turn on Event Viewer > Applications and Services Logs > Microsoft > Windows > CAPI2 > Operational; it records how Windows judged the chain.',
  askWithOpenSsl:
    'See what the server asks for: openssl s_client -connect HOST:443 -servername HOST (send "GET / HTTP/1.1" when the certificate is asked for late).',
} as const;

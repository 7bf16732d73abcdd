import { windowsText } from './xml-lines.ts';

/** Returns the web.config of the site: ordinary settings that have nothing to do with certificates and have to survive. */
export function webConfig(): Uint8Array {
  return windowsText(
    `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <!-- Deployed with the application: „do not reformat", reviewers compare it line by line. -->
  <appSettings>
    <add key="Title" value="Practice &amp; more" />
    <add key="PageSize" value="25" />
  </appSettings>
  <system.web>
    <compilation targetFramework="4.8" />
    <httpRuntime targetFramework="4.8" maxRequestLength="51200" />
    <customErrors mode="RemoteOnly" />
  </system.web>
  <system.webServer>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
        <add name="X-Content-Type-Options" value="nosniff" />
      </customHeaders>
    </httpProtocol>
    <security>
      <requestFiltering>
        <hiddenSegments>
          <add segment="internal" />
        </hiddenSegments>
      </requestFiltering>
    </security>
    <staticContent>
      <mimeMap fileExtension=".webmanifest" mimeType="application/manifest+json" />
    </staticContent>
  </system.webServer>
  <location path="downloads">
    <system.webServer>
      <directoryBrowse enabled="false" />
    </system.webServer>
  </location>
</configuration>
`,
    { byteOrderMark: true },
  );
}

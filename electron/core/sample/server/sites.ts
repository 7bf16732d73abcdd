import { siteHost } from '../practice-names.ts';

interface CipherTexts {
  /** What `[enc:IISWASOnlyCngProvider:…:enc]` holds. */
  poolPassword: string;
}

/** Returns the content of `<system.applicationHost>`: pools and five sites, two of which share one address without server name indication. */
export function applicationHost({ poolPassword }: CipherTexts): string {
  return `<system.applicationHost>

        <applicationPools>
            <add name="DefaultAppPool" />
            <add name=".NET v4.5" managedRuntimeVersion="v4.0" />
            <add name=".NET v4.5 Classic" managedRuntimeVersion="v4.0" managedPipelineMode="Classic" />
            <add name="new" />
            <add name="shop" startMode="AlwaysRunning">
                <processModel identityType="SpecificUser" userName="EXAMPLE\\svc-shop" password="[enc:IISWASOnlyCngProvider:${poolPassword}:enc]" idleTimeout="00:00:00" />
                <recycling logEventOnRecycle="Time, Requests, Schedule, Memory, IsapiUnhealthy, OnDemand, ConfigChange, PrivateMemory">
                    <periodicRestart time="00:00:00">
                        <schedule>
                            <add value="03:30:00" />
                        </schedule>
                    </periodicRestart>
                </recycling>
            </add>
            <add name="partners" />
            <applicationPoolDefaults managedRuntimeVersion="v4.0">
                <processModel identityType="ApplicationPoolIdentity" />
            </applicationPoolDefaults>
        </applicationPools>

        <customMetadata />

        <listenerAdapters>
            <add name="http" />
        </listenerAdapters>

        <log>
            <centralBinaryLogFile enabled="true" directory="%SystemDrive%\\inetpub\\logs\\LogFiles" />
            <centralW3CLogFile enabled="true" directory="%SystemDrive%\\inetpub\\logs\\LogFiles" />
        </log>

        <sites>
            <site name="Default Web Site" id="1">
                <application path="/">
                    <virtualDirectory path="/" physicalPath="%SystemDrive%\\inetpub\\wwwroot" />
                </application>
                <bindings>
                    <binding protocol="http" bindingInformation="*:80:" />
                </bindings>
            </site>
            <site name="new" id="2" serverAutoStart="true">
                <application path="/" applicationPool="new">
                    <virtualDirectory path="/" physicalPath="D:\\sites\\new" />
                </application>
                <bindings>
                    <binding protocol="http" bindingInformation="*:80:${siteHost}" />
                    <binding protocol="https" bindingInformation="*:443:${siteHost}" sslFlags="1" />
                </bindings>
                <logFile logExtFileFlags="Date, Time, ClientIP, UserName, ServerIP, Method, UriStem, UriQuery, HttpStatus, Win32Status, TimeTaken, ServerPort, UserAgent, Referer, HttpSubStatus" />
            </site>
            <site name="shop" id="3" serverAutoStart="true">
                <application path="/" applicationPool="shop">
                    <virtualDirectory path="/" physicalPath="D:\\sites\\shop" />
                    <virtualDirectory path="/images" physicalPath="E:\\shop &amp; catalogue\\images" />
                </application>
                <application path="/admin" applicationPool="shop">
                    <virtualDirectory path="/" physicalPath="D:\\sites\\shop-admin" />
                </application>
                <bindings>
                    <binding protocol="http" bindingInformation="*:80:shop.example.com" />
                    <binding protocol="https" bindingInformation="*:443:shop.example.com" sslFlags="1" />
                </bindings>
            </site>
            <site name="Partner Portal" id="4" serverAutoStart="true">
                <application path="/" applicationPool="partners">
                    <virtualDirectory path="/" physicalPath="D:\\sites\\partners" />
                </application>
                <bindings>
                    <binding protocol="https" bindingInformation="192.0.2.20:443:" sslFlags="0" />
                </bindings>
            </site>
            <site name="Archive" id="5" serverAutoStart="false">
                <application path="/" applicationPool="partners">
                    <virtualDirectory path="/" physicalPath="D:\\sites\\archive" />
                </application>
                <bindings>
                    <binding protocol="https" bindingInformation="192.0.2.20:443:archive.example.com" sslFlags="0" />
                </bindings>
            </site>
            <siteDefaults>
                <logFile logFormat="W3C" directory="%SystemDrive%\\inetpub\\logs\\LogFiles" />
                <traceFailedRequestsLogging directory="%SystemDrive%\\inetpub\\logs\\FailedReqLogFiles" />
            </siteDefaults>
            <applicationDefaults applicationPool="DefaultAppPool" />
            <virtualDirectoryDefaults allowSubDirConfig="true" />
        </sites>

        <webLimits />

    </system.applicationHost>`;
}

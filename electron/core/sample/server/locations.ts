import { issuingCaName } from '../practice-names.ts';
import { handlers, modules } from './modules-and-handlers.ts';

export interface ExistingMapping {
  /** Single-line Base-64 of a mapped certificate. */
  certificate: string;
  /** What each `[enc:IISCngProvider:…:enc]` holds. */
  passwords: readonly [string, string];
}

/** Returns the `<location>` elements: the unlocked modules, what single sites were given, and the mapping of another site. */
export function locations({ certificate, passwords: [oneToOne, manyToOne] }: ExistingMapping): string {
  return `<location path="" overrideMode="Allow">
        <system.webServer>

            ${handlers(12)}

            ${modules(12)}

        </system.webServer>
    </location>
    <location path="new">
        <system.webServer>
            <security>
                <requestFiltering>
                    <requestLimits maxAllowedContentLength="52428800" />
                </requestFiltering>
            </security>
        </system.webServer>
    </location>
    <location path="shop" overrideMode="Allow">
        <system.webServer>
            <security>
                <authentication>
                    <anonymousAuthentication />
                </authentication>
            </security>
        </system.webServer>
    </location>
    <location path="shop/admin">
        <system.webServer>
            <security>
                <authentication>
                    <windowsAuthentication enabled="true" />
                    <anonymousAuthentication enabled="false" />
                </authentication>
            </security>
        </system.webServer>
    </location>
    <!-- Set up by hand in spring; ask the web team before a change. -->
    <location path="Partner Portal">
        <system.webServer>
            <security>
                <access sslFlags="Ssl, SslNegotiateCert, SslRequireCert" />
                <authentication>
                    <anonymousAuthentication enabled="false" />
                    <iisClientCertificateMappingAuthentication enabled="true">
                        <oneToOneMappings>
                            <add enabled="true" userName="partner1" password="[enc:IISCngProvider:${oneToOne}:enc]" certificate="${certificate}" />
                        </oneToOneMappings>
                        <manyToOneMappings>
                            <add name="Partners" description="" enabled="true" permissionMode="Allow" userName="partners" password="[enc:IISCngProvider:${manyToOne}:enc]">
                                <rules>
                                    <add certificateField="Subject" certificateSubField="OU" matchCriteria="Partners" compareCaseSensitive="true" />
                                    <add certificateField="Issuer" certificateSubField="CN" matchCriteria="${issuingCaName}" compareCaseSensitive="true" />
                                </rules>
                            </add>
                        </manyToOneMappings>
                    </iisClientCertificateMappingAuthentication>
                </authentication>
            </security>
        </system.webServer>
    </location>`;
}

import { indented } from './xml-lines.ts';

/** Native modules and their libraries (Microsoft Learn: IIS modules overview), the IIS mapper among them. */
const nativeModules = [
  ['HttpLoggingModule', 'loghttp.dll'],
  ['UriCacheModule', 'cachuri.dll'],
  ['FileCacheModule', 'cachfile.dll'],
  ['TokenCacheModule', 'cachtokn.dll'],
  ['HttpCacheModule', 'cachhttp.dll'],
  ['StaticCompressionModule', 'compstat.dll'],
  ['DynamicCompressionModule', 'compdyn.dll'],
  ['DefaultDocumentModule', 'defdoc.dll'],
  ['DirectoryListingModule', 'dirlist.dll'],
  ['ProtocolSupportModule', 'protsup.dll'],
  ['HttpRedirectionModule', 'redirect.dll'],
  ['StaticFileModule', 'static.dll'],
  ['AnonymousAuthenticationModule', 'authanon.dll'],
  ['WindowsAuthenticationModule', 'authsspi.dll'],
  ['RequestFilteringModule', 'modrqflt.dll'],
  ['CustomErrorModule', 'custerr.dll'],
  ['UrlAuthorizationModule', 'urlauthz.dll'],
  ['FailedRequestsTracingModule', 'iisfreb.dll'],
  ['IISCertificateMappingAuthenticationModule', 'authmap.dll'],
  ['IsapiModule', 'isapi.dll'],
  ['IsapiFilterModule', 'filter.dll'],
  ['ConfigurationValidationModule', 'validcfg.dll'],
] as const;

/** These three serve the others and take no part in a request, so `<modules>` does not name them. */
const withoutRequests = new Set<string>(['UriCacheModule', 'FileCacheModule', 'TokenCacheModule']);

const managedModules = [
  ['OutputCache', 'System.Web.Caching.OutputCacheModule'],
  ['Session', 'System.Web.SessionState.SessionStateModule'],
  ['WindowsAuthentication', 'System.Web.Security.WindowsAuthenticationModule'],
  ['FormsAuthentication', 'System.Web.Security.FormsAuthenticationModule'],
  ['DefaultAuthentication', 'System.Web.Security.DefaultAuthenticationModule'],
  ['RoleManager', 'System.Web.Security.RoleManagerModule'],
  ['UrlAuthorization', 'System.Web.Security.UrlAuthorizationModule'],
  ['FileAuthorization', 'System.Web.Security.FileAuthorizationModule'],
  ['AnonymousIdentification', 'System.Web.Security.AnonymousIdentificationModule'],
  ['Profile', 'System.Web.Profile.ProfileModule'],
  ['UrlMappingsModule', 'System.Web.UrlMappingsModule'],
] as const;

const integrated = 'integratedMode,runtimeVersionv4.0';
const engine = 'ManagedEngineV4.0_64bit';

/** Returns the element `<globalModules>`: what is installed. */
export function globalModules(blanks: number): string {
  return indented(
    [
      '<globalModules>',
      ...nativeModules.map(
        ([name, image]) => `    <add name="${name}" image="%windir%\\System32\\inetsrv\\${image}" />`,
      ),
      `    <add name="${engine}" image="%windir%\\Microsoft.NET\\Framework64\\v4.0.30319\\webengine4.dll" preCondition="${integrated},bitness64" />`,
      '</globalModules>',
    ],
    blanks,
  );
}

/** Returns the element `<modules>`: what takes part in requests; the native ones cannot be removed by a site. */
export function modules(blanks: number): string {
  return indented(
    [
      '<modules>',
      ...nativeModules
        .filter(([name]) => !withoutRequests.has(name))
        .map(([name]) => `    <add name="${name}" lockItem="true" />`),
      ...managedModules.map(
        ([name, type]) => `    <add name="${name}" type="${type}" preCondition="managedHandler" />`,
      ),
      '</modules>',
    ],
    blanks,
  );
}

/** Returns the element `<handlers>`. */
export function handlers(blanks: number): string {
  const pages = [
    ['TraceHandler', 'trace.axd', 'System.Web.Handlers.TraceHandler'],
    ['PageHandlerFactory', '*.aspx', 'System.Web.UI.PageHandlerFactory'],
    ['SimpleHandlerFactory', '*.ashx', 'System.Web.UI.SimpleHandlerFactory'],
  ].map(
    ([name, path, type]) =>
      `    <add name="${name}-Integrated-4.0" path="${path}" verb="GET,HEAD,POST,DEBUG" type="${type}" preCondition="${integrated}" />`,
  );
  return indented(
    [
      '<handlers accessPolicy="Read, Script">',
      ...pages,
      `    <add name="ExtensionlessUrlHandler-Integrated-4.0" path="*." verb="GET,HEAD,POST,DEBUG" type="System.Web.Handlers.TransferRequestHandler" responseBufferLimit="0" preCondition="${integrated}" />`,
      '    <add name="OPTIONSVerbHandler" path="*" verb="OPTIONS" modules="ProtocolSupportModule" requireAccess="None" />',
      '    <add name="TRACEVerbHandler" path="*" verb="TRACE" modules="ProtocolSupportModule" requireAccess="None" />',
      '    <add name="StaticFile" path="*" verb="*" modules="StaticFileModule,DefaultDocumentModule,DirectoryListingModule" resourceType="Either" requireAccess="Read" />',
      '</handlers>',
    ],
    blanks,
  );
}

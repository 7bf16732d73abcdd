/** The parts of the Encoding, URL and DOM standards that the page and Node have in common; `shared/` has neither the DOM's nor Node's types. */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare function atob(data: string): string;
declare function btoa(data: string): string;
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
}
declare class URL {
  static canParse(url: string): boolean;
  constructor(url: string);
  readonly hostname: string;
}

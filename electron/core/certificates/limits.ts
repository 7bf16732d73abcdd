/** A PFX with a long chain is some 20 KB and the list of all public CAs below 1 MB; 16 MiB hold 10,000 certificates. */
export const maximumFileBytes = 16 * 1024 * 1024;

/** Above this many certificates in one call, answers and chains grow beyond what a page or a person can use. */
export const maximumCertificates = 50_000;

/** PFX files hold one or a few keys; each costs a key derivation. */
export const maximumKeys = 1000;

/** SafeContents inside SafeContents (RFC 7292, section 4.2.6); no known product nests at all. */
export const maximumSafeContentsNesting = 8;

/**
 * Rounds of one key derivation that are done without asking. OpenSSL writes 2,048, Windows 2,000, current advice for
 * PBKDF2 is 600,000 to 1,300,000 (OWASP); ten times more only makes the reader wait.
 */
export const maximumIterations = 2_000_000;

/** Rounds of one key derivation that are never exceeded, whatever the user says: minutes of work. */
export const maximumIterationsWhenAllowed = 50_000_000;

/** All derivations of one file together: integrity, certificates and some keys, each with a salt of its own. */
export const derivationsPerFile = 8;

/** scrypt's block memory (RFC 7914); OpenSSL's own default limit is 32 MiB. */
export const maximumScryptBytes = 128 * 1024 * 1024;

/** The heap of the reader; a file that needs more is refused and the program lives on. */
export const workerHeapMebibytes = 768;

/** Young objects of the reader: what it makes of thousands of certificates lives on, and copying it again and again costs most. */
export const workerYoungMebibytes = 96;

/** The largest file that enters a session: answers with ten thousand certificates in them have a third of it. */
export const maximumUploadBytes = 64 * 1024 * 1024;

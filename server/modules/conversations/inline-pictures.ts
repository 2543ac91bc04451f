/** Content-IDs of our own pictures: `<attachment id>@inline`. */
const OWN = /\bcid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@inline\b/gi

/** Pictures among a message's files that its HTML shows, by id, with the Content-ID under which it does. */
export const inlinePictures = (
  html: string | undefined,
  attachmentIds: readonly string[],
): Map<string, string> => {
  const named = new Set([...(html ?? '').matchAll(OWN)].map(([, id]) => id?.toLowerCase()))
  return new Map(attachmentIds.filter((id) => named.has(id.toLowerCase())).map((id) => [id, `${id}@inline`]))
}

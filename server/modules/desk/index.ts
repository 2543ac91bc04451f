/** Keeps who has which conversation open and who types, over all processes, and pushes it. */
export { createPresence, type Presence } from './presence.ts'
/** Brings the whole search index of a workspace up to date: after an import, a restore, or a change of its rules. */
export { rebuildSearch } from './index-documents.ts'
/** Makes what was brought in findable, and takes it out of the index again. */
export { indexHistory, forgetHistory } from './index-history.ts'
/** Saves a filter under a name. */
export { createView } from './create-view.ts'
/** Announced when a saved view was made, changed or removed. */
export { viewsChanged } from './events.ts'

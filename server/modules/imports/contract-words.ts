/** What can be brought in. */
export const SOURCES = ['zendesk', 'freshdesk', 'chatwoot', 'zammad', 'freescout', 'mbox', 'csv'] as const
export type SourceName = (typeof SOURCES)[number]

/** What may be wrong; the screens have words for each. */
export const ISSUE_CODES = [
  'unreadable',
  'too-large',
  'too-many',
  'author-unknown',
  'unknown-record',
  'no-customer',
  'no-date',
  'nothing-said',
  'no-talk',
  'unwanted',
  'address-taken',
  'file-missing',
  'file-too-large',
  'gone',
  'kept',
] as const
export type IssueCode = (typeof ISSUE_CODES)[number]

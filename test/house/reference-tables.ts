/**
 * Tables that belong to no workspace, or that find one before it is known; each with its reason. They are small and
 * stand whole on every node. Every other table belongs to a workspace and follows its rules.
 */
export const referenceTables: Readonly<Record<string, string>> = {
  workspaces: 'the companies themselves',
  sign_in_names: 'an e-mail address to its workspace, before anybody is signed in',
  sign_in_failures: 'counts attempts on names that may not exist',
  sessions: 'a cookie to its workspace',
  api_keys: 'a key to its workspace',
  scim_tokens: 'a token of a directory to its workspace',
  one_time_tokens: 'a link in a mail to its workspace',
  inbox_tokens: 'the token in a public address to its workspace and inbox',
  processes: 'which processes run now, whatever workspace they work for',
  migrations: 'what has run on this database',
  'graphile_worker.*': 'the job queue, which stays on the coordinator',
}

/** Tables of a workspace without the second lock of row-level security, each with its reason. */
export const withoutRowSecurity: Readonly<Record<string, string>> = {
  search_documents: "a policy would keep PostgreSQL from the text index, whose operators aren't leakproof",
}

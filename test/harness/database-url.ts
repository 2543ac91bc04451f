/** The same server's connection string for another database. */
export const databaseUrl = (connectionString: string, database: string): string => {
  const url = new URL(connectionString)
  url.pathname = `/${database}`
  return url.toString()
}

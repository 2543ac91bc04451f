/** The embedded database: PostgreSQL in the data folder, started and stopped with us. See README.md. */
export { DataFolderInUse, EmbeddedPostgresError } from './errors.ts'
export { findEmbeddedPostgres } from './find-embedded-postgres.ts'
export { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres.ts'

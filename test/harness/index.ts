export { freshDatabase, testDatabase, testKernel, TestClock, type TestDatabase } from './database.ts'
export { databaseUrl } from './database-url.ts'

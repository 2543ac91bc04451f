import { realpathSync } from 'node:fs'
import { askServer } from './ask-server.ts'
import { connectionStringOf, databaseName, socketFolderOf } from './socket-folder.ts'
import { placesIn } from './places.ts'

/**
 * The connection string of the embedded database that runs on this data folder now, for commands beside the running
 * product (backup, doctor); undefined when none answers. Starts nothing and takes no lock.
 */
export async function findEmbeddedPostgres(dataDir: string): Promise<string | undefined> {
  let places
  try {
    places = placesIn(realpathSync(dataDir))
  } catch {
    return undefined
  }
  const socketFolder = socketFolderOf(places.dataDir)
  const answer = await askServer(socketFolder)
  if (answer.kind !== 'ready' || answer.cluster !== places.cluster) return undefined
  return connectionStringOf(socketFolder, databaseName)
}

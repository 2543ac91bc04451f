import { createHash } from 'node:crypto'
import { chownSync, renameSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Owner } from './as-unprivileged.ts'
import { clusterNameOf } from './process-table.ts'
import { socketPort } from './socket-folder.ts'

/** The file of our settings, included by the cluster's postgresql.conf and written anew at every start. */
export const settingsFile = 'madoguchi.conf'
/** The setting that says which settings a running server was started with. */
export const settingsMark = 'madoguchi.settings'

// Sized for a small machine: with an idle product the whole must stay under 400 MB.
const settings: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '96MB',
  huge_pages: 'off',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  autovacuum_work_mem: '32MB',
  jit: 'off',
  // 'worker' would keep three more processes for reads that the page cache answers anyway.
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_parallel_maintenance_workers: '1',
  random_page_cost: '1.1',
  // What is acknowledged is on the disk.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // No standby and no archive: this database is backed up by reading its tables.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_replication_slots: '0',
  max_logical_replication_workers: '0',
  wal_buffers: '8MB',
  min_wal_size: '64MB',
  max_wal_size: '512MB',
  checkpoint_timeout: '10min',
  autovacuum_max_workers: '2',
  // A table without statistics is read as if it were empty: after its first burst of rows that costs tenfold.
  autovacuum_naptime: '10s',
  autovacuum_vacuum_scale_factor: '0.1',
  // A query whose client died (kill -9) ends, and with it its locks.
  client_connection_check_interval: '2s',
  idle_in_transaction_session_timeout: '10min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, ymd',
  lc_messages: 'C',
  default_text_search_config: 'pg_catalog.simple',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
  // Customers' data stays out of the log: no statements, values, details or contexts.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** Settings that nothing in the data folder may change: who gets in, how we find the processes, where the log goes. */
export function fixedSettings(cluster: string, socketFolder: string): string[] {
  const fixed = {
    cluster_name: clusterNameOf(cluster),
    listen_addresses: '',
    port: String(socketPort),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    log_destination: 'stderr',
    logging_collector: 'off',
  }
  return Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The text of madoguchi.conf. `memory` is the machine's, in bytes. */
export function renderSettings(fixed: readonly string[], version: string, memory = totalmem()): string {
  const cache = Math.min(Math.max(Math.floor(memory / 2 / 1024 ** 2), 256), 8192)
  const lines = Object.entries({ ...settings, effective_cache_size: `${cache}MB` }).map(
    ([name, value]) => `${name} = '${value}'`,
  )
  const mark = createHash('sha256')
    .update([version, ...fixed, ...lines].join('\n'))
    .digest('hex')
  return [
    '# Written by Madoguchi at every start. Put settings of your own at the end of postgresql.conf.',
    ...lines,
    `${settingsMark} = '${mark}'`,
    '',
  ].join('\n')
}

/** The mark inside a rendered text. */
export function markOf(text: string): string {
  return new RegExp(`^${settingsMark} = '(\\w+)'`, 'm').exec(text)?.[1] ?? ''
}

/** Replaces the settings file in one step: a start that is killed leaves the old or the new one. */
export function writeSettings(cluster: string, text: string, owner: Owner): void {
  const path = join(cluster, settingsFile)
  const next = `${path}.new`
  writeFileSync(next, text, { mode: 0o600 })
  if (process.getuid?.() === 0) chownSync(next, owner.uid, owner.gid)
  renameSync(next, path)
}

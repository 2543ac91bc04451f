import { createServer } from 'node:net'
import type { Config } from '../../kernel/config/index.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })

/** Status of our own health page; undefined when nobody answers there as we do. */
const readyStatus = async (port: number): Promise<number | undefined> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(5000) })
    const { status } = (await response.json()) as { status?: unknown }
    return status === 'ready' || status === 'not ready' ? response.status : undefined
  } catch {
    return undefined
  }
}

const web = async ({ port, host }: Config, running: boolean): Promise<Finding> => {
  const status = await readyStatus(port)
  if (status === 200) return ok(`Port ${port}: Madoguchi answers and is ready`)
  if (status !== undefined)
    return fail(
      `Port ${port}: Madoguchi answers, but is not ready`,
      'The database does not answer it; see below.',
    )
  if (!(await isFree(port, host)))
    return running
      ? warn(`Port ${port} does not answer as Madoguchi`, 'If it serves on another port, that is all right.')
      : fail(
          `Port ${port} is taken by another program`,
          'Stop it, or choose another one with MADOGUCHI_PORT.',
        )
  return running
    ? warn(`Nothing serves on port ${port}`, 'If it runs on another machine or port, that is all right.')
    : ok(`Port ${port} is free`)
}

const mail = async ({ smtpInPort, host }: Config, running: boolean): Promise<Finding[]> => {
  if (!smtpInPort) return []
  const free = await isFree(smtpInPort, host)
  if (running === !free) return [ok(`Mail port ${smtpInPort}: ${free ? 'free' : 'in use by Madoguchi'}`)]
  return free
    ? [warn(`Nothing receives mail on port ${smtpInPort}`, 'Is a worker running on this machine?')]
    : [
        fail(
          `Mail port ${smtpInPort} is taken by another program, or may not be used`,
          'Stop it, or choose another one with MADOGUCHI_SMTP_IN_PORT.',
        ),
      ]
}

/** The ports that we serve on. */
export const checkPorts = async (config: Config, running: boolean): Promise<Finding[]> => [
  ...(config.roles.has('web') && config.port !== 0 ? [await web(config, running)] : []),
  ...(config.roles.has('worker') ? await mail(config, running) : []),
]
